package nitro.posix.fake;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Processes;
import nitro.posix.Signal;
import nitro.posix.Signals;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Leads;
import org.jspecify.annotations.Nullable;

/** Our process's calls on processes and signals. */
abstract class ProcessCalls extends StreamCalls implements Processes, Signals {
    private static final List<Signal> ENDING = List.of(Signal.HUP, Signal.INT, Signal.TERM);

    private final Set<Signal> watched = EnumSet.noneOf(Signal.class);
    final Set<Signal> pending = EnumSet.noneOf(Signal.class);
    private final long hardLimit;
    boolean terminalTaken;

    /** The process group in the foreground of our terminal. */
    private int foreground;

    ProcessCalls(Chance chance, int pid, long limit, long hardLimit) {
        super(chance, pid, limit);
        this.hardLimit = hardLimit;
        processes.adopting = pid == 1;
        self.started = true;
        self.program = new Ours();
    }

    /** What signals do to our own process. */
    private final class Ours implements Program {
        @Override
        public void start(FakeProcess process) {}

        @Override
        public boolean signal(FakeProcess process, int number) {
            for (Signal signal : Signal.values()) {
                if (number(signal) == number && watched.contains(signal)) {
                    pending.add(signal);
                    return true;
                }
            }
            if (mailbox != null && mailbox.isOpen() && ENDING.stream().anyMatch(s -> number(s) == number)) {
                mailbox.interrupt(number);
                return true;
            }
            return self.pid() == 1;
        }
    }

    private final class SignalDescription extends Description {
        @Override
        int ready() {
            return pending.isEmpty() ? 0 : PollSet.READ;
        }

        @Override
        public String toString() {
            return "signals";
        }
    }

    @Override
    public int spawn(Spawn request) throws ErrnoException {
        Node.Directory directory =
                request.directory().isEmpty() ? self.directory : directoryAt("spawn", request.directory());
        permit("spawn", request.directory(), directory, 0100);
        Supplier<Program> program = processes.executable("spawn", directory, request.path(), privileged());
        FakeProcesses.checkArguments("spawn", request.path(), request.argv());
        DescriptorTable table = childTable(request);
        FakeProcess child = new FakeProcess(processes, processes.newPid(), table, directory, program.get());
        child.group = request.leads() == Leads.NOTHING ? self.group : child.pid();
        child.session = request.leads() == Leads.SESSION ? child.pid() : self.session;
        child.path = request.path();
        child.argv = List.copyOf(request.argv());
        child.environment = List.copyOf(request.environment());
        processes.add(child, self);
        processes.start(child);
        return child.pid();
    }

    private DescriptorTable childTable(Spawn request) throws ErrnoException {
        if (request.descriptorLimit() > hardLimit) {
            throw new ErrnoException("spawn", request.path(), Errno.EINVAL);
        }
        DescriptorTable table = table().copy();
        if (request.descriptorLimit() != Spawn.INHERIT) {
            table.limit = request.descriptorLimit();
        }
        Set<Integer> kept = new HashSet<>(List.of(0, 1, 2));
        try {
            for (Spawn.Duplicate duplicate : request.duplicates()) {
                Description source = table.require("spawn", duplicate.source());
                if (duplicate.target() >= table.limit) {
                    throw new ErrnoException("spawn", Integer.toString(duplicate.target()), Errno.EBADF);
                }
                table.put(duplicate.target(), source);
                kept.add(duplicate.target());
            }
        } catch (ErrnoException e) {
            table.closeFrom(0);
            throw e;
        }
        for (int fd : List.copyOf(table.entries.keySet())) {
            if (!kept.contains(fd)) {
                table.close(fd);
            }
        }
        return table;
    }

    @Override
    public int reap(int[] status) {
        List<FakeProcess> children = processes.ours();
        if (children.isEmpty()) {
            return Errno.ECHILD.code();
        }
        List<FakeProcess> dead = children.stream().filter(FakeProcess::isZombie).toList();
        if (dead.isEmpty()) {
            return 0;
        }
        FakeProcess child = chance.pick(dead);
        status[0] = child.status.raw();
        processes.reap(child);
        return child.pid();
    }

    @Override
    public int peekChild(int[] what) {
        List<FakeProcess> children = processes.ours();
        what[0] = ENDED;
        return children.isEmpty()
                ? Errno.ECHILD.code()
                : children.stream()
                        .filter(FakeProcess::isZombie)
                        .mapToInt(FakeProcess::pid)
                        .findFirst()
                        .orElse(0);
    }

    @Override
    public int kill(int pid, int signal) {
        if (signal < 0 || signal > 64) {
            return Errno.EINVAL.code();
        }
        return processes.kill(self, pid, signal) ? 0 : Errno.ESRCH.code();
    }

    @Override
    public int number(Signal signal) {
        return FakeProcesses.number(signal);
    }

    @Override
    public int signalDescriptor(List<Signal> signals) throws ErrnoException {
        int fd = table().add("signalfd", new SignalDescription());
        watched.addAll(signals);
        return fd;
    }

    @Override
    public void ignoreOtherSignals() {}

    @Override
    public @Nullable Signal nextSignal(int fd) {
        if (!(table().get(fd) instanceof SignalDescription) || pending.isEmpty()) {
            return null;
        }
        Signal signal = chance.pick(List.copyOf(pending));
        pending.remove(signal);
        return signal;
    }

    @Override
    public void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        processes.executable("execve", self.directory, path, privileged());
        FakeProcesses.checkArguments("execve", path, argv);
        table().closeFrom(3);
        watched.clear();
        pending.clear();
        throw new Executed(path, argv, environment);
    }

    @Override
    public long descriptorLimit() {
        return table().limit;
    }

    @Override
    public long descriptorHardLimit() {
        return hardLimit;
    }

    @Override
    public void setDescriptorLimit(long soft) throws ErrnoException {
        if (soft > hardLimit) {
            throw new ErrnoException("setrlimit", "", Errno.EINVAL);
        }
        table().limit = soft;
    }

    @Override
    public void becomeSubreaper() {
        processes.adopting = true;
    }

    @Override
    public void setsid() throws ErrnoException {
        if (self.session == self.pid()) {
            throw new ErrnoException("setsid", "", Errno.EPERM);
        }
        self.newSession();
    }

    @Override
    public void setControllingTerminal(int fd) throws ErrnoException {
        Description description = table().require("ioctl", fd);
        if (!FakeDevice.isTerminal(description)) {
            throw new ErrnoException("ioctl", Integer.toString(fd), Errno.ENOTTY);
        }
        if (self.session != self.pid()) {
            throw new ErrnoException("ioctl", Integer.toString(fd), Errno.EPERM);
        }
        terminalTaken = true;
        foreground = self.group;
    }

    @Override
    public void setForegroundGroup(int fd, int group) throws ErrnoException {
        requireOurTerminal(fd);
        boolean known = processes.list().stream().anyMatch(p -> p.group == group && p.session == self.session);
        if (!known && group != self.group) {
            throw new ErrnoException("ioctl", Integer.toString(fd), Errno.EPERM);
        }
        foreground = group;
    }

    @Override
    public void giveUpControllingTerminal(int fd) throws ErrnoException {
        requireOurTerminal(fd);
        terminalTaken = false;
        processes.kill(self, -foreground, number(Signal.HUP));
        processes.kill(self, -foreground, number(Signal.CONT));
    }

    private void requireOurTerminal(int fd) throws ErrnoException {
        if (!FakeDevice.isTerminal(table().require("ioctl", fd)) || !terminalTaken) {
            throw new ErrnoException("ioctl", Integer.toString(fd), Errno.ENOTTY);
        }
    }

    /** The same number: each user here has a group of its own. */
    @Override
    public int getgid() {
        return uid;
    }

    @Override
    public int getuid() {
        return uid;
    }
}
