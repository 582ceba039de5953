package nitro.spat;

import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;

/**
 * Where nitro's socket is, and what the sockets of its listeners are called (spec 5.1, 5.5, 5.6).
 *
 * @param path the control socket's, as a byte string
 */
public record SocketPath(String path) {
    private static final String LINK = "/etc/nitro.sock";
    /** sun_path on Linux, less the NUL at its end. */
    private static final int MAX_LENGTH = 107;

    /** The socket that {@code NITRO_SOCK} names, from the working directory, if it is not empty, else the link's target, else the system's. */
    public static SocketPath find(String nitroSock, ClientPosix posix) {
        if (!nitroSock.isEmpty()) {
            return new SocketPath(absolute(nitroSock, posix));
        }
        try {
            String target = posix.readlink(LINK);
            return new SocketPath(target.startsWith("/") ? target : "/etc/" + target);
        } catch (ErrnoException _) {
            boolean linux = System.getProperty("os.name", "").equals("Linux");
            return new SocketPath(linux ? "/run/nitro/nitro.sock" : "/var/run/nitro/nitro.sock");
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
