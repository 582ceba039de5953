package nitro.ctl.show;

import java.io.PrintStream;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.reach.Task;
import nitro.ctl.verb.Verb;
import nitro.spat.Message;
import nitro.spat.Message.Status;
import nitro.spat.Request;

/** pidof prints the pid of each service, check only looks whether there is one (spec 6.3). */
public final class PidReport implements Task {
    private final Verb verb;
    private final List<String> names;
    private final PrintStream out;
    private final Complaints complaints;

    public PidReport(Verb verb, List<String> names, PrintStream out, Complaints complaints) {
        this.verb = verb;
        this.names = names;
        this.out = out;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        for (String name : names) {
            Message answer = client.ask(new Request.Query(name));
            if (!(answer instanceof Status status)) {
                complaints.add(NearMiss.of(name, client));
            } else if (status.pid() == 0) {
                complaints.add(Failure.NOT_RUNNING, "");
            } else if (verb == Verb.PIDOF) {
                out.print(status.pid() + "\n");
            }
        }
    }
}
