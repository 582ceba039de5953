package nitro.spat;

import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * Where nitro's socket is, and what the sockets of its listeners are called (spec 5.1, 5.5, 5.6).
 *
 * @param path the control socket's, as a byte string
 * @param usersDefault whether a user who is not root has chosen none, and may have to
 */
public record SocketPath(String path, boolean usersDefault) {
    private static final String LINK = "/etc/nitro.sock";
    private static final String SYSTEM =
            System.getProperty("os.name", "").equals("Linux") ? "/run/nitro/" : "/var/run/nitro/";
    private static final String FILE = "nitro.sock";
    /** sun_path on Linux, less the NUL at its end. */
    private static final int MAX_LENGTH = 107;

    /** A path that was chosen. */
    public SocketPath(String path) {
        this(path, false);
    }

    /** The socket of the nitro that a client's environment means. */
    public static SocketPath find(Invocation call, ClientPosix posix) {
        SocketPath path = choose(call, posix);
        SocketPath system = new SocketPath(SYSTEM + FILE, true);
        boolean systemOnly = path.usersDefault && !exists(path.path, posix) && exists(system.path, posix);
        return systemOnly ? system : path;
    }

    /** The socket that nitro makes in this environment. */
    public static SocketPath choose(Invocation call, ClientPosix posix) {
        return choose(call.variable("NITRO_SOCK"), call.variable("XDG_RUNTIME_DIR"), posix);
    }

    /**
     * The socket that {@code NITRO_SOCK} names, from the working directory, if it is not empty, else the link's target,
     * else that of a user in {@code XDG_RUNTIME_DIR}, else the system's.
     */
    private static SocketPath choose(String nitroSock, String runtimeDirectory, ClientPosix posix) {
        if (!nitroSock.isEmpty()) {
            return new SocketPath(absolute(nitroSock, posix));
        }
        try {
            String target = posix.readlink(LINK);
            return new SocketPath(target.startsWith("/") ? target : "/etc/" + target);
        } catch (ErrnoException _) {
            FileStatus self = status("/proc/self", posix);
            int uid = self == null ? 0 : self.uid();
            return uid == 0
                    ? new SocketPath(SYSTEM + FILE)
                    : new SocketPath(ofUser(uid, runtimeDirectory, posix) + FILE, true);
        }
    }

    /** The directory of a user's socket: in the runtime directory, unless the system's is the user's own, as in an image. */
    private static String ofUser(int uid, String runtimeDirectory, ClientPosix posix) {
        FileStatus system = status(SYSTEM, posix);
        boolean own = system != null && system.uid() == uid;
        return own || !runtimeDirectory.startsWith("/") ? SYSTEM : runtimeDirectory + "/nitro/";
    }

    private static boolean exists(String path, ClientPosix posix) {
        return status(path, posix) != null;
    }

    private static @Nullable FileStatus status(String path, ClientPosix posix) {
        try {
            return posix.stat(path);
        } catch (ErrnoException _) {
            return null;
        }
    }

    /** A client and nitro work in different directories, and nitro answers at the path that the client's socket has. */
    private static String absolute(String path, ClientPosix posix) {
        try {
            return path.startsWith("/") ? path : posix.getcwd() + "/" + path;
        } catch (ErrnoException e) {
            return path; // of no directory: nothing will be found there
        }
    }

    /** Its directory, ending with a slash; empty if it is in the working directory. */
    public String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The directory of the listeners' sockets, ending with a slash. */
    public String notifyDirectory() {
        return directory() + "notify/";
    }

    /**
     * The path of a socket that hears of one service; of all if the path would not fit into a socket's address.
     *
     * @param request counts the client's requests
     */
    public String listener(String service, int pid, int request) {
        String path = notifyDirectory() + service.replace('/', ',') + "," + pid + "_" + request;
        return fits(path) ? path : listenerOfAll(pid, request);
    }

    /** The path of a socket that hears of all services. */
    public String listenerOfAll(int pid, int request) {
        return notifyDirectory() + "ALL," + pid + "_" + request;
    }

    /** Whether a socket of this name in the listeners' directory is to hear of this service. */
    public static boolean hears(String file, String service) {
        int end = service.length();
        return file.startsWith("ALL,")
                || file.length() > end && file.charAt(end) == ',' && file.startsWith(service.replace('/', ','));
    }

    /** Whether a path can be a socket's address. */
    public static boolean fits(String path) {
        return path.length() <= MAX_LENGTH;
    }
}
