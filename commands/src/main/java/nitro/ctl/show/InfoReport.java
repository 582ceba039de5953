package nitro.ctl.show;

import java.io.PrintStream;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.spat.Message.Info;
import nitro.spat.Request;

/** Prints what nitro reports of itself (spec 6.3). */
public record InfoReport(PrintStream out) implements Task {
    @Override
    public void run(Client client) throws Failure {
        Info info = of(client);
        out.print("nitro_pid " + info.nitroPid() + "\n");
        out.print("pid " + info.pid() + "\n");
        out.print("max_service " + info.services() + "\n");
        out.print("total_reaps " + info.reaps() + "\n");
        out.print("total_sv_reaps " + info.serviceReaps() + "\n");
    }

    static Info of(Client client) throws Failure {
        if (client.ask(new Request.Info()) instanceof Info info) {
            return info;
        }
        throw Client.notUnderstood();
    }
}
