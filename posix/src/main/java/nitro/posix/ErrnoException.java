package nitro.posix;

import java.io.IOException;

/**
 * A system call that failed: which call, on what, and why.
 *
 * <p>Most are ordinary (a file that need not be there), so they are cheap: they have no stack trace, which took ten times
 * as long as the call, and the message is put together only for who reads it.
 */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String subject;
    private final Errno errno;

    /**
     * @param call the call's name, as in section 2 of the manual
     * @param subject what it was tried on (a path, a descriptor), empty if nothing tells more
     */
    public ErrnoException(String call, String subject, Errno errno) {
        this.call = call;
        this.subject = subject;
        this.errno = errno;
    }

    /** All of it in one line. */
    @Override
    public String getMessage() {
        return (subject.isEmpty() ? call : call + " " + subject) + ": " + errno.message();
    }

    /** The same without the call, if there is something else to name. */
    public String complaint() {
        return (subject.isEmpty() ? call : subject) + ": " + errno.message();
    }

    /** The same failure, of something that has a name for people and not just a descriptor. */
    public ErrnoException of(String name) {
        return new ErrnoException(call, name, errno);
    }

    public String call() {
        return call;
    }

    /** The object of the call, such as a path; empty if there is none. */
    public String subject() {
        return subject;
    }

    public Errno errno() {
        return errno;
    }

    /** The system's own words for the reason: what users see after the last colon. */
    public String reason() {
        return errno.message();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
