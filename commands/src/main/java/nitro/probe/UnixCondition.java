package nitro.probe;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** {@code unix:PATH}: somebody listens on that socket, or has it bound if it is one of datagrams. */
public final class UnixCondition extends Attempts {
    private final String path;

    public UnixCondition(String text, ProbeContext context, long pause, String path) {
        super(text, context, pause);
        this.path = path;
    }

    @Override
    protected void attempt() {
        try {
            posix().close(posix().connectStream(path));
            found();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPROTOTYPE) { // said only of a socket that somebody has open
                found();
            } else {
                failed(e.errno() == Errno.EAGAIN ? "its queue is full" : e.reason());
            }
        }
    }

    @Override
    protected void abandon() {}
}
