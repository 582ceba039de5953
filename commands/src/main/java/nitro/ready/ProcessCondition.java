package nitro.ready;

import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/** {@code pid:N}: that process has ended, or never was. */
final class ProcessCondition extends Attempts {
    private final int pid;
    private int fd = -1;
    private @Nullable Watch watch;

    ProcessCondition(String text, Ground ground, long pause, int pid) {
        super(text, ground, pause);
        this.pid = pid;
    }

    @Override
    void attempt() {
        try {
            fd = posix().processDescriptor(pid);
            missed("still runs");
            watch = ground.loop().watch(fd, this::found);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ESRCH || posix().kill(pid, 0) == Errno.ESRCH.code()) {
                found();
            } else { // a kernel before 5.3, or a thread that is no process
                failed("still runs");
            }
        }
    }

    @Override
    void abandon() {
        if (watch != null) {
            watch.end();
            posix().close(fd);
            watch = null;
        }
    }
}
