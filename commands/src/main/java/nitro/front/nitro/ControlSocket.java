package nitro.front.nitro;

import nitro.machine.StartFailure;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import nitro.spat.SocketPath;

/** Makes nitro's control socket and the directories around it (spec 5.1). */
final class ControlSocket {
    private static final int OWNER_ONLY = 0700;

    private ControlSocket() {}

    /** A socket bound to {@code path}, in place of one on which nobody listens any more. */
    static int open(Posix posix, SocketPath path) throws StartFailure {
        try {
            makeWay(posix, path.path());
            makeDirectory(posix, path.directory());
            makeDirectory(posix, path.notifyDirectory());
            int fd = posix.datagramSocket();
            posix.bind(fd, path.path());
            return fd;
        } catch (ErrnoException e) {
            throw new StartFailure("can't open the control socket: " + e.getMessage());
        }
    }

    private static void makeWay(Posix posix, String path) throws ErrnoException, StartFailure {
        int probe = posix.datagramSocket();
        try {
            posix.connect(probe, path);
            throw StartFailure.socketInUse(path);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ECONNREFUSED && posix.lstat(path).type() == FileStatus.Type.SOCKET) {
                posix.unlink(path);
            } else if (e.errno() == Errno.EPROTOTYPE) {
                throw StartFailure.socketInUse(path);
            }
            // Whatever else is the matter with it, bind will say.
        } finally {
            posix.close(probe);
        }
    }

    private static void makeDirectory(Posix posix, String path) throws ErrnoException {
        try {
            if (!path.isEmpty()) {
                posix.mkdir(path, OWNER_ONLY);
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST && !posix.stat(path).isDirectory()) {
                throw e;
            }
        }
    }
}
