package nitro.ctl.lookalike;

import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.ServicePath;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/**
 * A service as an argument names it: by a name, or by the path of its directory, of which the last part counts
 * (spec tools 8.1).
 *
 * @param argument as it was given
 * @param name what nitro calls it
 */
record NamedService(String argument, String name) {
    private static final String LOG = "/log";

    /** {@code x/log} is the logger inside x; a word without a slash needs to be nowhere. */
    static NamedService of(String argument, Invocation call, ClientPosix posix) throws Failure {
        String path = argument;
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String end = "";
        if (path.length() > LOG.length() && path.endsWith(LOG)) {
            path = path.substring(0, path.length() - LOG.length());
            end = ".log";
        }
        boolean place = path.startsWith("/") || path.startsWith(".");
        String name =
                place ? ServicePath.name(path, call.variable("PWD"), posix) : path.substring(path.lastIndexOf('/') + 1);
        return new NamedService(argument, name + end);
    }

    /** Its status; null if nitro knows no such service. */
    @Nullable
    Status status(Client client) throws Failure {
        return client.ask(new Request.Query(name)) instanceof Status status ? status : null;
    }
}
