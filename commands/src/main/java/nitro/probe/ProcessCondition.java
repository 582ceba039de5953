package nitro.probe;

import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/** {@code pid:N}: that process has ended, or never was. */
public final class ProcessCondition extends Attempts {
    private final int pid;
    private int fd = -1;
    private @Nullable Watch watch;

    public ProcessCondition(String text, ProbeContext context, long pause, int pid) {
        super(text, context, pause);
        this.pid = pid;
    }

    @Override
    protected void attempt() {
        try {
            fd = posix().processDescriptor(pid);
            missed("still runs");
            watch = context.loop().watch(fd, this::found);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ESRCH || posix().kill(pid, 0) == Errno.ESRCH.code()) {
                found();
            } else { // a kernel before 5.3, or a thread that is no process
                failed("still runs");
            }
        }
    }

    @Override
    protected void abandon() {
        if (watch != null) {
            watch.end();
            posix().close(fd);
            watch = null;
        }
    }
}
