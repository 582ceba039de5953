package nitro.posix.jvm;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** The loaded libc, its errno, and memory for arguments: what every call needs. */
final class Native {
    final Runtime runtime;
    final Libc libc;
    /** All bytes read, written, sent and received pass through here. */
    final Block data;
    /** For structures and small results of any call. */
    final Block result;

    /** Loads the libc that the process has already, whatever its name. */
    Native() {
        libc = LibraryLoader.create(Libc.class).searchDefault().load();
        runtime = Runtime.getRuntime(libc);
        data = new Block(runtime, 4096);
        result = new Block(runtime, 512);
    }

    /** Why this thread's last call failed. */
    Errno errno() {
        return Errnos.of(runtime.getLastError());
    }

    /** Whether a call that returned {@code result} is to be made again, since a signal interrupted it. */
    boolean interrupted(long result) {
        return result < 0 && runtime.getLastError() == Errnos.EINTR;
    }

    /** The result of a call, or the code of its error if it is negative. */
    int resultOrCode(long result) {
        return result < 0 ? errno().code() : (int) result;
    }

    /** The result of a call, which failed if it is negative. */
    int check(long result, String call, String subject) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, errno());
        }
        return (int) result;
    }

    int check(long result, String call, int fd) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, Integer.toString(fd), errno());
        }
        return (int) result;
    }
}
