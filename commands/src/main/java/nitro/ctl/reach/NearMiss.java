package nitro.ctl.reach;

import java.util.List;
import nitro.check.Lookalikes;
import nitro.spat.Message.Service;

/** The answer to an unknown service name: the service that may be meant. */
public final class NearMiss {
    private NearMiss() {}

    /** nitro knows no service of this name. */
    public static Failure of(String name, Client client) throws Failure {
        return of(name, names(client));
    }

    /** nitro knows no service of this name, or none that has a process. */
    public static Failure withoutProcess(String name, Client client) throws Failure {
        List<String> names = names(client);
        return names.contains(name) ? Failure.error(name + ": is not running") : of(name, names);
    }

    private static Failure of(String name, List<String> names) {
        List<String> others =
                names.stream().filter(other -> !other.equals(name)).toList();
        return Failure.error(Failure.noSuchService(name).line() + Lookalikes.question(name, others));
    }

    /** Of all services; of none if nitro does not tell in time, for it has answered what was asked. */
    private static List<String> names(Client client) throws Failure {
        try {
            return client.services().stream().map(Service::name).toList();
        } catch (Failure failure) {
            if (failure.isSignalled()) {
                throw failure;
            }
            return List.of();
        }
    }
}
