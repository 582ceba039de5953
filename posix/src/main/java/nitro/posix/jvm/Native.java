package nitro.posix.jvm;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** The loaded libc and its errno: what every call needs. */
final class Native {
    final Runtime runtime;
    final Libc libc;

    /** Loads the libc that the process has already, whatever its name. */
    Native() {
        libc = LibraryLoader.create(Libc.class).searchDefault().load();
        runtime = Runtime.getRuntime(libc);
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
