package nitro.spat.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Templates;
import nitro.spat.Request;

/** Lists of all that nitro has, asked for page by page (spec 5.4). */
public final class Pages {
    private Pages() {}

    /** All services, sorted by the bytes of their names, from a nitro of any age. */
    public static void services(Asker nitro, Consumer<List<Service>> then) {
        servicesAfter("", new ArrayList<>(), nitro, then);
    }

    /** All templates, each with its {@code @}; none from a nitro that does not list them. */
    public static void templates(Asker nitro, Consumer<List<String>> then) {
        templatesAfter("", new ArrayList<>(), nitro, then);
    }

    private static void servicesAfter(String after, List<Service> found, Asker nitro, Consumer<List<Service>> then) {
        nitro.ask(new Request.ListAfter(after), answer -> {
            if (answer == Answer.NOT_IMPLEMENTED) {
                servicesInOneDatagram(nitro, then);
                return;
            }
            if (answer instanceof Services(List<Service> page, boolean last) && !page.isEmpty()) {
                found.addAll(page);
                String name = page.getLast().name();
                if (!last && name.compareTo(after) > 0) {
                    servicesAfter(name, found, nitro, then);
                    return;
                }
            }
            then.accept(found);
        });
    }

    /** If there is nothing to list, an old nitro may say nothing; but it answers how many services it has. */
    private static void servicesInOneDatagram(Asker nitro, Consumer<List<Service>> then) {
        nitro.ask(new Request.ListServices(), new Request.Info(), answer -> {
            if (answer instanceof Info info && info.services() > 0) {
                servicesInOneDatagram(nitro, then);
                return;
            }
            List<Service> all = new ArrayList<>();
            if (answer instanceof Services page) {
                all.addAll(page.services());
            }
            all.sort(Comparator.comparing(Service::name));
            then.accept(all);
        });
    }

    private static void templatesAfter(String after, List<String> found, Asker nitro, Consumer<List<String>> then) {
        nitro.ask(new Request.TemplatesAfter(after), answer -> {
            if (answer instanceof Templates(List<String> page, boolean last) && !page.isEmpty()) {
                found.addAll(page);
                String name = page.getLast();
                if (!last && name.compareTo(after) > 0) {
                    templatesAfter(name, found, nitro, then);
                    return;
                }
            }
            then.accept(found);
        });
    }
}
