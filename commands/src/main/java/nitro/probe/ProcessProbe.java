package nitro.probe;

import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/** {@code pid:N}: that process has ended, or never was. */
public final class ProcessProbe extends Probe {
    private final int pid;
    private int fd = -1;
    private @Nullable Watch watch;

    public ProcessProbe(ProbeContext context, int pid) {
        super(context, "still runs");
        this.pid = pid;
    }

    @Override
    protected void ask() {
        try {
            fd = posix().processDescriptor(pid);
            watch = context.loop().watch(fd, this::holds);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ESRCH || posix().kill(pid, 0) == Errno.ESRCH.code()) {
                holds();
            } else { // a kernel before 5.3, or a thread that is no process
                fails("still runs");
            }
        }
    }

    @Override
    protected void release() {
        if (watch != null) {
            watch.end();
            posix().close(fd);
            watch = null;
        }
    }
}
