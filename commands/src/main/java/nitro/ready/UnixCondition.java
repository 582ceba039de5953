package nitro.ready;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** {@code unix:PATH}: somebody listens on that socket, or has it bound if it is one of datagrams. */
final class UnixCondition extends Attempts {
    private final String path;

    UnixCondition(String text, Ground ground, long pause, String path) {
        super(text, ground, pause);
        this.path = path;
    }

    @Override
    void attempt() {
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
    void abandon() {}
}
