package nitro.posix;

/**
 * Why a system call failed: errno by name, free of any platform's numbers.
 *
 * <p>Calls that fail in the ordinary course of things ({@code read}, {@code poll}, {@code kill} ...) return a negative
 * code made by {@link #code()}, and {@link #of(int)} gives the name back; all others throw {@link ErrnoException}.
 */
public enum Errno {
    EPERM("Operation not permitted"),
    ENOENT("No such file or directory"),
    ESRCH("No such process"),
    EINTR("Interrupted system call"),
    EIO("Input/output error"),
    ENXIO("No such device or address"),
    E2BIG("Argument list too long"),
    ENOEXEC("Exec format error"),
    EBADF("Bad file descriptor"),
    ECHILD("No child processes"),
    EAGAIN("Resource temporarily unavailable"),
    ENOMEM("Cannot allocate memory"),
    EACCES("Permission denied"),
    EFAULT("Bad address"),
    EBUSY("Device or resource busy"),
    EEXIST("File exists"),
    EXDEV("Invalid cross-device link"),
    ENODEV("No such device"),
    ENOTDIR("Not a directory"),
    EISDIR("Is a directory"),
    EINVAL("Invalid argument"),
    ENFILE("Too many open files in system"),
    EMFILE("Too many open files"),
    ENOTTY("Inappropriate ioctl for device"),
    ETXTBSY("Text file busy"),
    EFBIG("File too large"),
    ENOSPC("No space left on device"),
    ESPIPE("Illegal seek"),
    EROFS("Read-only file system"),
    EPIPE("Broken pipe"),
    ERANGE("Numerical result out of range"),
    EDEADLK("Resource deadlock avoided"),
    ENAMETOOLONG("File name too long"),
    ENOSYS("Function not implemented"),
    ENOTEMPTY("Directory not empty"),
    ELOOP("Too many levels of symbolic links"),
    ENODATA("No data available"),
    EOVERFLOW("Value too large for defined data type"),
    ELIBBAD("Accessing a corrupted shared library"),
    ENOTSOCK("Socket operation on non-socket"),
    EDESTADDRREQ("Destination address required"),
    EMSGSIZE("Message too long"),
    EPROTOTYPE("Protocol wrong type for socket"),
    EOPNOTSUPP("Operation not supported"),
    EAFNOSUPPORT("Address family not supported by protocol"),
    EADDRINUSE("Address already in use"),
    EADDRNOTAVAIL("Cannot assign requested address"),
    ENETDOWN("Network is down"),
    ENETUNREACH("Network is unreachable"),
    ECONNRESET("Connection reset by peer"),
    ENOBUFS("No buffer space available"),
    ENOTCONN("Transport endpoint is not connected"),
    ETIMEDOUT("Connection timed out"),
    ECONNREFUSED("Connection refused"),
    EHOSTUNREACH("No route to host"),
    EINPROGRESS("Operation now in progress"),
    ESTALE("Stale file handle"),
    EDQUOT("Disk quota exceeded"),
    /** An errno that has no name here; the number is lost on purpose. */
    EUNKNOWN("Unknown error");

    private static final Errno[] ALL = values();

    private final String message;

    Errno(String message) {
        this.message = message;
    }

    /** The text of strerror(3) in the C locale. */
    public String message() {
        return message;
    }

    /** Whether the system only lacks something at present, so that the same call may succeed later (spec 4.3). */
    public boolean isPassing() {
        return switch (this) {
            case EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ETXTBSY -> true;
            default -> false;
        };
    }

    /** The negative number that a call returns to report this error. */
    public int code() {
        return -1 - ordinal();
    }

    /** The error that a call reported by returning {@code code}, which must be negative. */
    public static Errno of(int code) {
        return ALL[-1 - code];
    }
}
