package nitro.ctl.reach;

import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** A service that was named by its directory, such as {@code .} in a service's own scripts (spec 6.2). */
public final class ServicePath {
    private ServicePath() {}

    /**
     * The name of the service that an argument means: itself, unless it is a path.
     *
     * @param pwd the environment's PWD, which counts if it names the working directory; empty if there is none
     */
    public static String name(String argument, String pwd, ClientPosix posix) throws Failure {
        boolean slash = argument.indexOf('/') >= 0;
        if (!slash && !argument.equals(".") && !argument.equals("..")) {
            return argument;
        }
        String path = clean(argument.startsWith("/") ? argument : workingDirectory(pwd, posix) + "/" + argument);
        if (slash) {
            check(argument, path, posix);
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw Failure.noSuchService(argument);
        }
        return name;
    }

    private static String workingDirectory(String pwd, ClientPosix posix) throws Failure {
        try {
            if (pwd.startsWith("/") && posix.stat(pwd).sameFile(posix.stat("."))) {
                return pwd;
            }
        } catch (ErrnoException _) {
            // It names nothing.
        }
        try {
            return posix.getcwd();
        } catch (ErrnoException e) {
            throw Failure.error("working directory: " + e.reason());
        }
    }

    /** Resolves {@code .}, {@code ..} and double slashes of an absolute path by its text alone. */
    private static String clean(String path) {
        StringBuilder clean = new StringBuilder(path.length());
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            if (segment.equals("..")) {
                clean.setLength(Math.max(0, clean.lastIndexOf("/")));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                clean.append('/').append(segment);
            }
            start = end + 1;
        }
        return clean.isEmpty() ? "/" : clean.toString();
    }

    private static void check(String argument, String path, ClientPosix posix) throws Failure {
        try {
            posix.lstat(path); // of an instance, a link to nowhere will do
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                throw Failure.noSuchService(argument);
            }
        }
    }
}
