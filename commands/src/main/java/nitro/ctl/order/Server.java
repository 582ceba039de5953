package nitro.ctl.order;

import java.io.PrintStream;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.ctl.verb.Verb;
import nitro.spat.Message.Info;
import nitro.spat.Request;

/** The commands that concern nitro as a whole (spec 6.3). */
public final class Server implements Task {
    private final Verb verb;
    private final PrintStream out;

    public Server(Verb verb, PrintStream out) {
        this.verb = verb;
        this.out = out;
    }

    @Override
    public void run(Client client) throws Failure {
        switch (verb) {
            case RESCAN -> client.order(new Request.Rescan());
            case SHUTDOWN -> client.order(new Request.Shutdown());
            case REBOOT -> client.order(new Request.Reboot());
            default -> print(client);
        }
    }

    private void print(Client client) throws Failure {
        if (client.ask(new Request.Info()) instanceof Info info) {
            out.print("nitro_pid " + info.nitroPid() + "\n");
            out.print("pid " + info.pid() + "\n");
            out.print("max_service " + info.services() + "\n");
            out.print("total_reaps " + info.reaps() + "\n");
            out.print("total_sv_reaps " + info.serviceReaps() + "\n");
        } else {
            throw Client.notUnderstood();
        }
    }
}
