package nitro.ctl;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.ctl.screen.Order;
import nitro.ctl.screen.ServiceTable;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.posix.WindowSize;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Message.Templates;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Lists all services, or those that were named (spec 6.3); and gets lists for others. */
final class Listing implements Task {
    private final List<String> names;
    private final @Nullable Order order;
    private final PrintStream out;
    private final @Nullable WindowSize terminal;
    private final Style style;
    private final Complaints complaints;

    /**
     * @param order null: by name, or as they were named
     * @param terminal the size of the terminal that {@code out} goes to, for people; null: lines for scripts
     */
    Listing(
            List<String> names,
            @Nullable Order order,
            PrintStream out,
            @Nullable WindowSize terminal,
            Style style,
            Complaints complaints) {
        this.names = names;
        this.order = order;
        this.out = out;
        this.terminal = terminal;
        this.style = style;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        List<Service> services = names.isEmpty() ? all(client) : named(names, client, complaints);
        if (order != null) {
            services = order.sorted(services);
        }
        StringBuilder lines = new StringBuilder();
        if (terminal != null && (!services.isEmpty() || names.isEmpty())) {
            for (String line : ServiceTable.lines(services, terminal.columns(), style)) {
                lines.append(Text.bytes(line)).append('\n');
            }
        } else {
            for (Service service : services) {
                append(lines, service.name(), service.status());
            }
        }
        out.append(lines);
    }

    /** These services, in the order given; what is none is left in the complaints. */
    static List<Service> named(List<String> names, Client client, Complaints complaints) throws Failure {
        List<Service> services = new ArrayList<>();
        for (String name : names) {
            if (client.ask(new Request.Query(name)) instanceof Status status) {
                services.add(new Service(name, status));
            } else {
                complaints.add(NearMiss.of(name, client));
            }
        }
        return services;
    }

    /** All services, sorted by the bytes of their names, from a nitro of any age (spec 5.4). */
    static List<Service> all(Client client) throws Failure {
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
    static List<String> templates(Client client) throws Failure {
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

    /** {@code STATE NAME (pid N) (wstatus N) Ns}, the pid only if there is one. */
    private static void append(StringBuilder lines, String name, Status status) {
        lines.append(status.state()).append(' ').append(name);
        if (status.pid() != 0) {
            lines.append(" (pid ").append(status.pid()).append(')');
        }
        lines.append(" (wstatus ").append(status.wstatus()).append(") ");
        lines.append(status.uptime()).append("s\n");
    }
}
