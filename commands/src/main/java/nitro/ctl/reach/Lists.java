package nitro.ctl.reach;

import java.util.ArrayList;
import java.util.List;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Templates;
import nitro.spat.Request;

/** Lists of all that nitro has, page by page. */
public final class Lists {
    private Lists() {}

    /** All services, sorted by the bytes of their names, from a nitro of any age (spec 5.4). */
    public static List<Service> all(Client client) throws Failure {
        List<Service> all = new ArrayList<>();
        String after = "";
        for (; ; ) {
            Message answer = client.ask(new Request.ListAfter(after));
            if (answer == Answer.NOT_IMPLEMENTED) {
                return inOneDatagram(client);
            }
            if (!(answer instanceof Services page) || page.services().isEmpty()) {
                return all;
            }
            all.addAll(page.services());
            String last = all.getLast().name();
            if (page.last() || last.compareTo(after) <= 0) {
                return all;
            }
            after = last;
        }
    }

    /** All templates, each with its {@code @}; none from a nitro that does not tell. */
    public static List<String> templates(Client client) throws Failure {
        List<String> all = new ArrayList<>();
        String after = "";
        while (client.ask(new Request.TemplatesAfter(after)) instanceof Templates(List<String> names, boolean last)
                && !names.isEmpty()
                && names.getLast().compareTo(after) > 0) {
            all.addAll(names);
            if (last) {
                break;
            }
            after = names.getLast();
        }
        return all;
    }

    private static List<Service> inOneDatagram(Client client) throws Failure {
        List<Service> all = new ArrayList<>();
        // It may say nothing if there is nothing to list; but it can tell how many there are.
        Message answer = client.ask(new Request.ListServices(), new Request.Info());
        if (answer instanceof Services page) {
            all.addAll(page.services());
        } else if (answer instanceof Info info && info.services() > 0) {
            return inOneDatagram(client);
        }
        all.sort((a, b) -> a.name().compareTo(b.name()));
        return all;
    }
}
