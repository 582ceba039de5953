package nitro.log.read;

import java.io.IOException;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Platform;

/** Knows where what a service writes is kept. */
@FunctionalInterface
public interface LogFinder {
    /** That a service's log cannot be found, and why. */
    final class NotFound extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        /** @param status what a command ends with that cannot go on without */
        public NotFound(int status, String why) {
            super(why);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * The logs of a service, which are called by its name.
     *
     * @param service its name, or a path of its directory
     * @throws NotFound if that cannot be found out
     * @throws IOException for other reasons
     */
    List<Tail.Log> logs(String service, Invocation call, Platform platform) throws IOException;
}
