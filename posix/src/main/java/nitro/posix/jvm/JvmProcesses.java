package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Processes;
import nitro.posix.Spawn;

/** {@link Processes} by libc. */
final class JvmProcesses implements Processes {
    private final Native os;
    private final DescriptorLimit limit;
    private final Spawner spawner;

    JvmProcesses(Native os) {
        this.os = os;
        limit = new DescriptorLimit(os);
        spawner = new Spawner(os, limit);
    }

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
            ended = os.libc.waitpid(pid, os.result.address(), WNOHANG);
        } while (os.interrupted(ended));
        if (ended > 0) {
            status[0] = os.result.memory().getInt(0);
        }
        return os.resultOrCode(ended);
    }

    @Override
    public int peekChild(int[] what) {
        os.result.memory().putInt(SIGINFO_PID, 0);
        int outcome;
        do {
            outcome = os.libc.waitid(P_ALL, 0, os.result.address(), WEXITED | WNOHANG | WNOWAIT);
        } while (os.interrupted(outcome));
        if (outcome < 0) {
            return os.errno().code();
        }
        int code = os.result.memory().getInt(SIGINFO_CODE);
        what[0] = code == CLD_TRAPPED || code == CLD_STOPPED ? STOPPED : ENDED;
        return os.result.memory().getInt(SIGINFO_PID);
    }

    @Override
    public int processDescriptor(int pid) throws ErrnoException {
        return os.check(os.libc.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0), "pidfd_open", pid);
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
    public void setForegroundGroup(int fd, int group) throws ErrnoException {
        Block output = new Block(os.runtime, SIGSET_BYTES);
        output.memory().setMemory(0, SIGSET_BYTES, (byte) 0);
        output.memory().putLong(0, 1L << (SIGTTOU - 1));
        os.result.memory().putInt(0, group);
        os.libc.pthread_sigmask(SIG_BLOCK, output.address(), 0);
        int outcome = os.libc.ioctl(fd, TIOCSPGRP, os.result.address());
        Errno errno = os.errno();
        os.libc.pthread_sigmask(SIG_UNBLOCK, output.address(), 0);
        if (outcome < 0) {
            throw new ErrnoException("ioctl", Integer.toString(fd), errno);
        }
    }

    @Override
    public void giveUpControllingTerminal(int fd) throws ErrnoException {
        os.check(os.libc.ioctl(fd, TIOCNOTTY, 0), "ioctl", fd);
    }

    @Override
    public int getgid() {
        return os.libc.getgid();
    }

    @Override
    public int getuid() {
        return os.libc.getuid();
    }
}
