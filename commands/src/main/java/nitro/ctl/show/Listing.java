package nitro.ctl.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.ListOrder;
import nitro.ctl.screen.ServiceTable;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.posix.WindowSize;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Lists all services, or those that were named (spec 6.3). */
public final class Listing implements Task {
    private final List<String> names;
    private final @Nullable ListOrder order;
    private final PrintStream out;
    private final @Nullable WindowSize terminal;
    private final Style style;
    private final Complaints complaints;

    /**
     * @param order null: by name, or as they were named
     * @param terminal the size of the terminal that {@code out} goes to, for people; null: lines for scripts
     */
    public Listing(
            List<String> names,
            @Nullable ListOrder order,
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
        List<Service> services = names.isEmpty() ? client.services() : named(names, client, complaints);
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
                append(lines, service);
            }
        }
        out.append(lines);
    }

    /** These services, in the order given; what is none is left in the complaints. */
    static List<Service> named(List<String> names, Client client, Complaints complaints) throws Failure {
        List<Service> services = new ArrayList<>();
        for (String name : names) {
            if (client.ask(new Request.Detail(name)) instanceof Detail detail) {
                services.add(detail.service());
            } else if (client.ask(new Request.Query(name)) instanceof Status status) {
                services.add(new Service(name, status));
            } else {
                complaints.add(NearMiss.of(name, client));
            }
        }
        return services;
    }

    /** {@code STATE NAME (waits for OTHER) (pid N) (wstatus N) Ns}, with what applies. */
    private static void append(StringBuilder lines, Service service) {
        Status status = service.status();
        lines.append(status.state()).append(' ').append(service.name());
        if (!service.waitsFor().isEmpty()) {
            lines.append(" (waits for ")
                    .append(String.join(", ", service.waitsFor()))
                    .append(')');
        }
        if (status.pid() != 0) {
            lines.append(" (pid ").append(status.pid()).append(')');
        }
        lines.append(" (wstatus ").append(status.wstatus()).append(") ");
        lines.append(status.uptime()).append("s\n");
    }
}
