package nitro.posix.image;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CEnum;
import org.graalvm.nativeimage.c.constant.CEnumLookup;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.jspecify.annotations.Nullable;

/** The platform's numbers of errors, each by the name that {@link Errno} has for it. */
@CContext(Headers.class)
@CEnum(value = "int", addEnumKeyword = false)
enum ErrnoNumber {
    EPERM,
    ENOENT,
    ESRCH,
    EINTR,
    EIO,
    ENXIO,
    E2BIG,
    ENOEXEC,
    EBADF,
    ECHILD,
    EAGAIN,
    ENOMEM,
    EACCES,
    EFAULT,
    EBUSY,
    EEXIST,
    EXDEV,
    ENODEV,
    ENOTDIR,
    EISDIR,
    EINVAL,
    ENFILE,
    EMFILE,
    ENOTTY,
    ETXTBSY,
    EFBIG,
    ENOSPC,
    ESPIPE,
    EROFS,
    EPIPE,
    ERANGE,
    EDEADLK,
    ENAMETOOLONG,
    ENOSYS,
    ENOTEMPTY,
    ELOOP,
    ENODATA,
    EOVERFLOW,
    ELIBBAD,
    ENOTSOCK,
    EDESTADDRREQ,
    EMSGSIZE,
    EPROTOTYPE,
    EOPNOTSUPP,
    EAFNOSUPPORT,
    EADDRINUSE,
    EADDRNOTAVAIL,
    ENETDOWN,
    ENETUNREACH,
    ECONNRESET,
    ENOBUFS,
    ENOTCONN,
    ETIMEDOUT,
    ECONNREFUSED,
    EHOSTUNREACH,
    EINPROGRESS,
    ESTALE,
    EDQUOT;

    private final Errno errno = Errno.valueOf(name());

    @CEnumLookup
    private static native @Nullable ErrnoNumber lookup(int number);

    @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
    private static native CIntPointer location();

    /** The error with that number. */
    static Errno of(int number) {
        ErrnoNumber known = lookup(number);
        return known == null ? Errno.EUNKNOWN : known.errno;
    }

    /** Why the call just before failed: to be asked before any other call is made. */
    static Errno last() {
        return of(location().read());
    }

    /** The same as a call reports it. */
    static int lastCode() {
        return last().code();
    }

    /** {@code result} of the call just before, or the code of its error if it failed. */
    static int resultOrCode(long result) {
        return result < 0 ? lastCode() : (int) result;
    }

    /** Whether the call just before failed by EINTR. */
    static boolean interrupted() {
        return last() == Errno.EINTR;
    }

    /** {@code result} of the call just before, if it is no error. */
    static int check(int result, String call, String subject) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, last());
        }
        return result;
    }

    /** {@code result} of the call just before on a descriptor, if it is no error. */
    static int check(int result, String call, int fd) throws ErrnoException {
        if (result < 0) {
            Errno errno = last();
            throw new ErrnoException(call, Integer.toString(fd), errno);
        }
        return result;
    }

    /** Returns the result of a call of ours in C, unless that is a negative errno. */
    static int checkReturned(int result, String call, String subject) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, ErrnoNumber.of(-result));
        }
        return result;
    }
}
