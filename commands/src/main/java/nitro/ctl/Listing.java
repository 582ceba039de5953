package nitro.ctl;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Request;

/** Lists all services, or those that were named (spec 6.3). */
final class Listing implements Task {
    private final List<String> names;
    private final PrintStream out;
    private final Complaints complaints;

    Listing(List<String> names, PrintStream out, Complaints complaints) {
        this.names = names;
        this.out = out;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        StringBuilder lines = new StringBuilder();
        if (names.isEmpty()) {
            for (Service service : all(client)) {
                append(lines, service.name(), service.status());
            }
        }
        for (String name : names) {
            if (client.ask(new Request.Query(name)) instanceof Status status) {
                append(lines, name, status);
            } else {
                complaints.add(Failure.noSuchService(name));
            }
        }
        out.append(lines);
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
