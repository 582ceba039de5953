package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Processes;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import org.jspecify.annotations.Nullable;

/** The calls on processes, signals and limits. */
abstract class JvmProcesses extends JvmInotify implements Processes {
    private final DescriptorLimit limit = new DescriptorLimit(os);
    private final Spawner spawner = new Spawner(os, limit);
    private final JvmSignals signals = new JvmSignals(os);

    @Override
    public int spawn(Spawn request) throws ErrnoException {
        return spawner.spawn(request);
    }

    @Override
    public int reap(int[] status) {
        return reap(-1, status);
    }

    @Override
    public int reap(int pid, int[] status) {
        int ended;
        do {
            ended = os.libc.waitpid(pid, result.address(), WNOHANG);
        } while (os.interrupted(ended));
        if (ended > 0) {
            status[0] = result.memory().getInt(0);
        }
        return os.resultOrCode(ended);
    }

    @Override
    public int processDescriptor(int pid) throws ErrnoException {
        return os.check(os.libc.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0), "pidfd_open", pid);
    }

    @Override
    public boolean isIgnored(Signal signal) {
        return new Dispositions(os).ignores(LinuxNumbers.number(signal));
    }

    @Override
    public int kill(int pid, int signal) {
        return os.resultOrCode(os.libc.kill(pid, signal));
    }

    @Override
    public int number(Signal signal) {
        return LinuxNumbers.number(signal);
    }

    @Override
    public int signalDescriptor(List<Signal> wanted) throws ErrnoException {
        return signals.descriptor(wanted);
    }

    @Override
    public @Nullable Signal nextSignal(int fd) {
        return signals.next(fd);
    }

    @Override
    public void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        new Executor(os).exec(path, argv, environment);
    }

    @Override
    public long descriptorLimit() throws ErrnoException {
        return limit.soft();
    }

    @Override
    public long descriptorHardLimit() throws ErrnoException {
        return limit.hard();
    }

    @Override
    public void setDescriptorLimit(long soft) throws ErrnoException {
        limit.setSoft(soft);
    }

    @Override
    public void becomeSubreaper() throws ErrnoException {
        os.check(os.libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl", "");
    }

    @Override
    public void setsid() throws ErrnoException {
        os.check(os.libc.setsid(), "setsid", "");
    }

    @Override
    public void setControllingTerminal(int fd) throws ErrnoException {
        os.check(os.libc.ioctl(fd, TIOCSCTTY, 0), "ioctl", fd);
    }

    @Override
    public int getpid() {
        return os.libc.getpid();
    }

    @Override
    public int getuid() {
        return os.libc.getuid();
    }
}
