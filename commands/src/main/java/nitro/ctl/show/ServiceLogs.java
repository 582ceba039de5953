package nitro.ctl.show;

import java.io.IOException;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.ServicePath;
import nitro.ctl.show.LogSearch.Ask;
import nitro.ctl.show.LogSearch.Found;
import nitro.ctl.show.LogSearch.Step;
import nitro.ctl.verb.NitroctlOptions;
import nitro.log.read.LogFinder;
import nitro.log.read.Tail.Log;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** Finds where a service's output is kept, by a {@link LogSearch} that waits for nitro. */
public final class ServiceLogs implements LogFinder {
    /** Milliseconds for the whole of it, if nobody says how many. */
    private static final long USUAL_TIMEOUT_MS = 10_000;

    private final long patience;

    public ServiceLogs() {
        this(USUAL_TIMEOUT_MS);
    }

    /** @param patience milliseconds for the whole of it; {@link NitroctlOptions#NO_TIMEOUT} for the usual */
    ServiceLogs(long patience) {
        this.patience = patience == NitroctlOptions.NO_TIMEOUT ? USUAL_TIMEOUT_MS : patience;
    }

    @Override
    public List<Log> logs(String service, Invocation call, Platform platform) throws IOException {
        Posix posix = platform.posix();
        try (Client client = Connect.client(call, posix, posix.now() + patience)) {
            String name = ServicePath.name(service, call.variable("PWD"), posix);
            return find(name, new DetailCache(client), posix).logs();
        } catch (Failure failure) {
            throw new NotFound(failure.status(), failure.line());
        }
    }

    /** Asks nitro for each service on the way. */
    static Found find(String service, DetailCache details, Posix posix) throws Failure {
        LogSearch search = new LogSearch(service, posix);
        Step step = search.first();
        while (step instanceof Ask(String next)) {
            step = search.take(details.detail(next));
        }
        return switch (step) {
            case Found found -> found;
            case LogSearch.NotFound none -> throw Failure.error(service + ": " + none.why());
            case Ask _ -> throw new IllegalStateException();
        };
    }
}
