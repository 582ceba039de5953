package nitro.ctl.show;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.reach.ServicePath;
import nitro.ctl.verb.NitroctlOptions;
import nitro.log.read.LogFinder;
import nitro.log.read.LoggerProcess;
import nitro.log.read.Tail.Log;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Request;

/** Finds where a service's output is kept: along its chain of loggers, to the first that has directories. */
public final class ServiceLogs implements LogFinder {
    /** Milliseconds for the whole of it, if nobody says how many. */
    private static final long PATIENCE = 10_000;

    private final long patience;

    public ServiceLogs() {
        this(PATIENCE);
    }

    /** @param patience milliseconds for the whole of it; {@link NitroctlOptions#NO_TIMEOUT} for the usual */
    ServiceLogs(long patience) {
        this.patience = patience == NitroctlOptions.NO_TIMEOUT ? PATIENCE : patience;
    }

    /** @param keeper the service that runs with them, which can be the service itself */
    record Kept(String keeper, List<Log> logs) {}

    @Override
    public List<Log> logs(String service, Invocation call, Platform platform) throws IOException {
        return find(service, call, platform).logs();
    }

    Kept find(String service, Invocation call, Platform platform) throws IOException {
        Posix posix = platform.posix();
        try (Client client = Connect.client(call, posix, posix.now() + patience)) {
            String name = ServicePath.name(service, call.variable("PWD"), posix);
            return find(name, client, posix);
        } catch (Failure failure) {
            throw new NotFound(failure.status(), failure.line());
        }
    }

    private static Kept find(String service, Client client, Posix posix) throws Failure {
        Set<String> chain = new LinkedHashSet<>();
        for (String at = service; !at.isEmpty() && chain.add(at); ) {
            Detail detail = detail(at, client);
            int pid = detail.service().status().pid();
            List<String> directories = directories(at, pid, !at.equals(service), posix);
            if (!directories.isEmpty()) {
                return new Kept(
                        at,
                        directories.stream()
                                .map(directory -> new Log(service, directory))
                                .toList());
            }
            at = detail.logger();
        }
        if (chain.size() == 1) {
            throw Failure.error(service + ": has no logger");
        }
        throw Failure.error(service + ": none of its loggers runs with a directory that has a log in it: "
                + String.join(", ", chain.stream().skip(1).toList()));
    }

    private static Detail detail(String service, Client client) throws Failure {
        Message answer = client.ask(new Request.Detail(service));
        if (answer instanceof Detail detail) {
            return detail;
        }
        throw answer == Answer.NOT_IMPLEMENTED ? Client.notUnderstood() : NearMiss.of(service, client);
    }

    private static List<String> directories(String service, int pid, boolean any, Posix posix) throws Failure {
        try {
            return pid == 0 ? List.of() : LoggerProcess.directories(pid, any, posix);
        } catch (ErrnoException e) {
            throw Failure.error(service + ": process " + pid + ": " + e.reason());
        }
    }
}
