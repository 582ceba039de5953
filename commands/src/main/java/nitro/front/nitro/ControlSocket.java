package nitro.front.nitro;

import nitro.machine.StartFailure;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/** nitro's control socket and the directories around it, which can be made again (spec 5.1, 5.7). */
final class ControlSocket {
    private static final int OWNER_ONLY = 0700;
    private static final int NONE = -1;

    /** How often the lock of the directory is tried, and the time between: nobody needs it for longer than a moment. */
    private static final int LOCK_ATTEMPTS = 100;

    private static final int LOCK_PAUSE_MS = 10;

    private final Posix posix;
    private final SocketPath path;
    private int descriptor = NONE;

    /** The file that the socket was bound to; null until it was looked at. */
    private @Nullable FileStatus file;

    private ControlSocket(Posix posix, SocketPath path) {
        this.posix = posix;
        this.path = path;
    }

    /** A socket bound to {@code path}, in place of one on which nobody listens any more. */
    static ControlSocket open(Posix posix, SocketPath path) throws StartFailure {
        ControlSocket socket = new ControlSocket(posix, path);
        try {
            socket.bind();
            return socket;
        } catch (ErrnoException e) {
            String advice = path.usersDefault() ? "; set NITRO_SOCK to a path that you can use" : "";
            throw new StartFailure("can't open the control socket: " + e.getMessage() + advice);
        }
    }

    /** Another one after {@link #restore} has bound the socket again: the old one is the caller's to close. */
    int descriptor() {
        return descriptor;
    }

    SocketPath path() {
        return path;
    }

    /** Makes again what is missing: the directories, and the socket if there is none or another file at its path. */
    void restore() throws ErrnoException, StartFailure {
        if (!isInPlace()) {
            bind();
        }
        makeDirectory(path.notifyDirectory());
    }

    /** Removes the socket's file, unless it is another's by now. */
    void remove() throws ErrnoException {
        if (isInPlace()) {
            posix.unlink(path.path());
        }
    }

    private boolean isInPlace() throws ErrnoException {
        try {
            FileStatus now = posix.stat(path.path());
            file = file == null ? now : file;
            return now.sameFile(file);
        } catch (ErrnoException e) {
            if (e.errno().isPassing()) {
                throw e; // it may be there
            }
            return false;
        }
    }

    private void bind() throws ErrnoException, StartFailure {
        makeDirectory(path.directory());
        int lock = lock();
        int fresh = NONE;
        try {
            makeWay();
            makeDirectory(path.notifyDirectory());
            fresh = posix.datagramSocket();
            posix.bind(fresh, path.path());
            descriptor = fresh;
            file = null;
        } finally {
            if (fresh != NONE && fresh != descriptor) {
                posix.close(fresh);
            }
            if (lock != NONE) {
                posix.close(lock);
            }
        }
    }

    /**
     * Locks the directory: of two that find a stale socket at one moment, the second one must see what the first puts in
     * its place. Where that cannot be done, or somebody holds the lock for other reasons, it goes without.
     */
    private int lock() {
        int directory = NONE;
        try {
            directory = posix.open(path.directory().isEmpty() ? "." : path.directory(), Files.READ | Files.NONBLOCK, 0);
            for (int i = 0; i < LOCK_ATTEMPTS && !isLocked(directory); i++) {
                posix.poll(new PollSet(), LOCK_PAUSE_MS);
            }
        } catch (ErrnoException e) {
            // as said above
        }
        return directory;
    }

    private boolean isLocked(int directory) throws ErrnoException {
        try {
            posix.flock(directory, false);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
            return false;
        }
    }

    private void makeWay() throws ErrnoException, StartFailure {
        int probe = posix.datagramSocket();
        try {
            posix.connect(probe, path.path());
            throw StartFailure.socketInUse(path.path());
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ECONNREFUSED && posix.lstat(path.path()).type() == FileStatus.Type.SOCKET) {
                posix.unlink(path.path());
            } else if (e.errno() == Errno.EPROTOTYPE) {
                throw StartFailure.socketInUse(path.path());
            }
            // Whatever else is the matter with it, bind will say.
        } finally {
            posix.close(probe);
        }
    }

    private void makeDirectory(String directory) throws ErrnoException {
        try {
            if (!directory.isEmpty()) {
                posix.mkdir(directory, OWNER_ONLY);
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST && !posix.stat(directory).isDirectory()) {
                throw e;
            }
        }
    }
}
