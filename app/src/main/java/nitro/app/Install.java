package nitro.app;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;

/** {@code nitro --install DIR}: a symlink to this binary in a directory for each name; what is there is left alone. */
final class Install {
    private static final int USAGE = 2;
    private static final int FAILURE = 111;

    private Install() {}

    /** Of the native binary only: {@code args} are {@code nitro --install ...}, or {@code --install ...} under another name. */
    static boolean isAskedFor(List<String> args) {
        List<String> rest = !args.isEmpty() && args.getFirst().equals("nitro") ? args.subList(1, args.size()) : args;
        return !rest.isEmpty() && rest.getFirst().equals("--install");
    }

    static int run(Invocation call, Posix posix) {
        int at = call.args().indexOf("--install");
        if (call.args().size() != at + 2) {
            call.err().println("usage: nitro --install DIR");
            return USAGE;
        }
        int status = 0;
        for (String name : Table.names()) {
            String path = call.args().getLast() + "/" + name;
            try {
                link(posix, call.self().path(), call.args().getLast(), path);
            } catch (ErrnoException e) {
                call.err().println("nitro: " + path + ": " + e.reason());
                status = FAILURE;
            }
        }
        return status;
    }

    /** Without the directory where both are in the same, so that it can be moved. */
    private static void link(Posix posix, String binary, String directory, String path) throws ErrnoException {
        int slash = binary.lastIndexOf('/');
        boolean beside = posix.realpath(directory).equals(binary.substring(0, slash));
        try {
            posix.symlink(beside ? binary.substring(slash + 1) : binary, path);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST || !posix.stat(path).sameFile(posix.stat(binary))) {
                throw e;
            }
        }
    }
}
