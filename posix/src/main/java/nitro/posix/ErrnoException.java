package nitro.posix;

import java.io.IOException;

/** A system call that failed: which call, on what, and why. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final String call;
    private final Errno errno;

    /**
     * @param call the call's name, as in section 2 of the manual
     * @param subject what it was tried on (a path, a descriptor), empty if nothing tells more
     */
    public ErrnoException(String call, String subject, Errno errno) {
        message = (subject.isEmpty() ? call : call + " " + subject) + ": " + errno.message();
        this.call = call;
        this.errno = errno;
    }

    /** All of it in one line. */
    @Override
    public String getMessage() {
        return message;
    }

    public String call() {
        return call;
    }

    public Errno errno() {
        return errno;
    }

    /** The system's own words for the reason: what users see after the last colon. */
    public String reason() {
        return errno.message();
    }
}
