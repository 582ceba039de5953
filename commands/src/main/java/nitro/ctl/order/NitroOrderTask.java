package nitro.ctl.order;

import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.spat.Request;

/** Gives one order to nitro itself (spec 6.3). */
public record NitroOrderTask(Request order) implements Task {
    @Override
    public void run(Client client) throws Failure {
        client.order(order);
    }
}
