package nitro.probe;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** {@code unix:PATH}: somebody listens on that socket, or has it bound if it is one of datagrams. */
public final class UnixProbe extends Probe {
    private final String path;

    public UnixProbe(ProbeContext context, String path) {
        super(context, "no answer");
        this.path = path;
    }

    @Override
    protected void ask() {
        try {
            posix().close(posix().connectStream(path));
            holds();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPROTOTYPE) { // said only of a socket that somebody has open
                holds();
            } else {
                fails(e.errno() == Errno.EAGAIN ? "its queue is full" : e.reason());
            }
        }
    }

    @Override
    protected void release() {}
}
