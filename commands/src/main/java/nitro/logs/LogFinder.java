package nitro.logs;

import java.io.IOException;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Platform;

/** Knows where what a service writes is kept. */
@FunctionalInterface
public interface LogFinder {
    /**
     * The logs of a service, which are called by its name.
     *
     * @param service its name, or a path of its directory
     * @throws IOException if that cannot be found out; its message says why
     */
    List<Tail.Log> logs(String service, Invocation call, Platform platform) throws IOException;
}
