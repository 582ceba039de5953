package nitro.posix.image;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Processes;
import nitro.posix.Spawn;
import nitro.posix.image.ProcessCalls.Limit;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.WordFactory;

/** {@link Processes}, in the image. */
final class ImageProcesses implements Processes {
    private final Scratch scratch;

    ImageProcesses(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void setForegroundGroup(int fd, int group) throws ErrnoException {
        ErrnoNumber.checkReturned(ProcessCalls.setForegroundGroup(fd, group), "tcsetpgrp", Integer.toString(fd));
    }

    @Override
    public void giveUpControllingTerminal(int fd) throws ErrnoException {
        ErrnoNumber.check(ProcessCalls.ioctl(fd, ProcessCalls.TIOCNOTTY(), 0), "ioctl TIOCNOTTY", fd);
    }

    @Override
    public int getgid() {
        return ProcessCalls.getgid();
    }

    @Override
    public int getuid() {
        return ProcessCalls.getuid();
    }

    @Override
    public int spawn(Spawn request) throws ErrnoException {
        List<Spawn.Duplicate> duplicates = request.duplicates();
        int count = duplicates.size();
        int pair = 2 * Integer.BYTES;
        scratch.begin(Scratch.size(request.path())
                + Scratch.size(request.argv())
                + Scratch.size(request.environment())
                + Scratch.size(request.directory())
                + Scratch.size((long) count * pair));
        CCharPointer path = scratch.string(request.path());
        CCharPointerPointer argv = scratch.vector(request.argv());
        CCharPointerPointer environment = scratch.vector(request.environment());
        CCharPointer directory =
                request.directory().isEmpty() ? WordFactory.nullPointer() : scratch.string(request.directory());
        CIntPointer pairs = scratch.take((long) count * pair);
        for (int i = 0; i < count; i++) {
            pairs.write(2 * i, duplicates.get(i).source());
            pairs.write(2 * i + 1, duplicates.get(i).target());
        }
        int result = ProcessCalls.spawn(
                path,
                argv,
                environment,
                directory,
                pairs,
                count,
                request.leads().ordinal(),
                request.descriptorLimit());
        return ErrnoNumber.checkReturned(result, "spawn", request.path());
    }

    @Override
    public void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        scratch.begin(Scratch.size(path) + Scratch.size(argv) + Scratch.size(environment));
        int result = ProcessCalls.exec(scratch.string(path), scratch.vector(argv), scratch.vector(environment));
        ErrnoNumber.checkReturned(result, "execve", path);
    }

    @Override
    public void onCrash(String directory, String path, List<String> argv, List<String> environment) {
        Scratch kept = new Scratch(
                Scratch.size(directory) + Scratch.size(path) + Scratch.size(argv) + Scratch.size(environment));
        ProcessCalls.onCrash(kept.string(directory), kept.string(path), kept.vector(argv), kept.vector(environment));
    }

    @Override
    public void mayExit() {
        ProcessCalls.mayExit();
    }

    @Override
    public int reap(int[] status) {
        return reap(-1, status);
    }

    @Override
    public int reap(int pid, int[] status) {
        CIntPointer raw = StackValue.get(CIntPointer.class);
        int ended = ProcessCalls.waitpid(pid, raw, ProcessCalls.WNOHANG());
        if (ended < 0) {
            return ErrnoNumber.lastCode();
        }
        status[0] = raw.read();
        return ended;
    }

    @Override
    public int peekChild(int[] what) {
        ProcessCalls.ChildInformation child = StackValue.get(ProcessCalls.ChildInformation.class);
        child.pid(0);
        int options = ProcessCalls.WEXITED() | ProcessCalls.WNOHANG() | ProcessCalls.WNOWAIT();
        if (ProcessCalls.waitid(ProcessCalls.P_ALL(), 0, child, options) < 0) {
            return ErrnoNumber.lastCode();
        }
        int code = child.code();
        what[0] = code == ProcessCalls.CLD_TRAPPED() || code == ProcessCalls.CLD_STOPPED() ? STOPPED : ENDED;
        return child.pid();
    }

    @Override
    public int processDescriptor(int pid) throws ErrnoException {
        return ErrnoNumber.checkReturned(ProcessCalls.processDescriptor(pid), "pidfd_open", Integer.toString(pid));
    }

    @Override
    public long descriptorLimit() throws ErrnoException {
        Limit limit = StackValue.get(Limit.class);
        ErrnoNumber.check(ProcessCalls.getrlimit(ProcessCalls.RLIMIT_NOFILE(), limit), "getrlimit", "");
        return limit.soft();
    }

    @Override
    public long descriptorHardLimit() throws ErrnoException {
        Limit limit = StackValue.get(Limit.class);
        ErrnoNumber.check(ProcessCalls.getrlimit(ProcessCalls.RLIMIT_NOFILE(), limit), "getrlimit", "");
        return limit.hard();
    }

    @Override
    public void setDescriptorLimit(long soft) throws ErrnoException {
        Limit limit = StackValue.get(Limit.class);
        ErrnoNumber.check(ProcessCalls.getrlimit(ProcessCalls.RLIMIT_NOFILE(), limit), "getrlimit", "");
        limit.soft(soft);
        ErrnoNumber.check(ProcessCalls.setrlimit(ProcessCalls.RLIMIT_NOFILE(), limit), "setrlimit", "");
    }

    @Override
    public void becomeSubreaper() throws ErrnoException {
        ErrnoNumber.check(ProcessCalls.prctl(ProcessCalls.PR_SET_CHILD_SUBREAPER(), 1, 0, 0, 0), "prctl", "");
    }

    @Override
    public void setsid() throws ErrnoException {
        ErrnoNumber.check(ProcessCalls.setsid(), "setsid", "");
    }

    @Override
    public void setControllingTerminal(int fd) throws ErrnoException {
        ErrnoNumber.check(ProcessCalls.ioctl(fd, ProcessCalls.TIOCSCTTY(), 0), "ioctl TIOCSCTTY", fd);
    }
}
