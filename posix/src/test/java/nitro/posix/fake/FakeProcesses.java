package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** All simulated processes: their numbers, their families, their signals. */
public final class FakeProcesses {
    static final int KILL = number(Signal.KILL);
    static final int PIPE = number(Signal.PIPE);
    private static final int CONT = number(Signal.CONT);
    private static final int STOP = number(Signal.STOP);
    private static final int LAST = 300;
    private static final int LONGEST_ARGUMENT = 131_071;

    private final TreeMap<Integer, FakeProcess> all = new TreeMap<>();
    private final FakeClock clock;
    private final FakeFiles files;
    private final FakeSockets sockets;
    private final Chance chance;
    private int next;

    /** Our own process, once it is there. */
    @Nullable
    FakeProcess self;

    /** Whether orphans become our children. */
    boolean adopting;

    /** How many SIGCHLD we were sent; several may arrive as one. */
    int deaths;

    FakeProcesses(FakeClock clock, FakeFiles files, FakeSockets sockets, Chance chance) {
        this.clock = clock;
        this.files = files;
        this.sockets = sockets;
        this.chance = chance;
    }

    FakeClock clock() {
        return clock;
    }

    FakeSockets sockets() {
        return sockets;
    }

    /** How long something takes that takes next to no time. */
    long latency() {
        return chance.below(3);
    }

    /** The number that Linux gives a signal. */
    public static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ABRT -> 6;
            case KILL -> 9;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
            case CHLD -> 17;
            case CONT -> 18;
            case STOP -> 19;
            case TSTP -> 20;
            case WINCH -> 28;
            case PWR -> 30;
            case RTMIN_3 -> 37;
            case RTMIN_4 -> 38;
            case RTMIN_5 -> 39;
        };
    }

    /** Every process but ours that has not been reaped, by pid. */
    public List<FakeProcess> list() {
        return all.values().stream().filter(p -> p != self).toList();
    }

    /** Those of which we are the parent. */
    public List<FakeProcess> ours() {
        return list().stream().filter(p -> p.parent == self).toList();
    }

    /** The process with that number, if it was not reaped yet. */
    public @Nullable FakeProcess get(int pid) {
        return all.get(pid);
    }

    /** Numbers are given again as soon as they are free, as on a busy machine. */
    int newPid() {
        do {
            next = next % LAST + 1;
        } while (next == 1 || all.containsKey(next) || all.values().stream().anyMatch(p -> uses(p, next)));
        return next;
    }

    private static boolean uses(FakeProcess process, int number) {
        return process.group == number || process.session == number;
    }

    void add(FakeProcess process, @Nullable FakeProcess parent) {
        all.put(process.pid, process);
        process.parent = parent;
        if (parent != null) {
            parent.children.add(process);
        }
    }

    /** Lets a new process run its program, at once or a little later. */
    void start(FakeProcess process) {
        if (chance.one(4)) {
            begin(process);
        } else {
            process.after(latency(), () -> begin(process));
        }
    }

    private static void begin(FakeProcess process) {
        process.started = true;
        process.program.start(process);
    }

    FakeProcess fork(FakeProcess parent, Program program) {
        if (!parent.isAlive()) {
            throw new IllegalStateException(parent + " is dead");
        }
        FakeProcess child = new FakeProcess(this, newPid(), parent.descriptors.copy(), parent.directory, program);
        child.group = parent.group;
        child.session = parent.session;
        child.path = parent.path;
        child.argv = parent.argv;
        child.environment = parent.environment;
        add(child, parent);
        start(child);
        return child;
    }

    /** Sends a signal as from outside, at once. */
    public void kill(FakeProcess target, Signal signal) {
        deliver(target, number(signal));
    }

    /** Sends a signal, which arrives at once or a little later. */
    void post(FakeProcess target, int signal) {
        if (chance.one(3)) {
            clock.after(latency(), () -> deliver(target, signal));
        } else {
            deliver(target, signal);
        }
    }

    void deliver(FakeProcess target, int signal) {
        if (!target.isAlive() || signal == 0 || signal == STOP && target.stopped) {
            return;
        }
        if (target.stuck || target.stopped && signal != KILL && signal != CONT) {
            target.pending.add(signal);
        } else if (signal == KILL) {
            target.die(KILL);
        } else if (signal == STOP) {
            target.stopped = true;
            tellParent(target);
        } else {
            if (signal == CONT) {
                resume(target);
            }
            boolean handled = target.started && target.program.signal(target, signal);
            if (!handled && !ignoredByDefault(signal)) {
                target.die(signal);
            }
        }
    }

    private static boolean ignoredByDefault(int signal) {
        return signal == CONT || signal == number(Signal.CHLD) || signal == number(Signal.WINCH);
    }

    private void resume(FakeProcess target) {
        if (target.stopped) {
            target.stopped = false;
            tellParent(target);
            deliverPending(target);
            List<Runnable> held = new ArrayList<>(target.held);
            target.held.clear();
            held.forEach(what -> target.after(0, what));
        }
    }

    void deliverPending(FakeProcess target) {
        List<Integer> pending = new ArrayList<>(target.pending);
        target.pending.clear();
        pending.forEach(signal -> deliver(target, signal));
    }

    /** Ends a process: its descriptors are closed, its children orphans, itself a zombie until it is reaped. */
    void end(FakeProcess process, WaitStatus status) {
        if (!process.isAlive()) {
            return;
        }
        process.state = FakeProcess.State.ZOMBIE;
        process.status = status;
        process.descriptors.closeFrom(0);
        for (FakeProcess child : List.copyOf(process.children)) {
            process.children.remove(child);
            child.parent = adopting ? self : null;
            if (adopting && self != null) {
                self.children.add(child);
            }
            if (child.isZombie()) {
                tellParent(child);
            }
        }
        tellParent(process);
    }

    private void tellParent(FakeProcess child) {
        if (child.parent == null) {
            if (child.isZombie()) {
                reap(child);
            }
        } else {
            deaths += child.parent == self ? 1 : 0;
            deliver(child.parent, number(Signal.CHLD));
        }
    }

    /** Forgets a zombie. */
    void reap(FakeProcess process) {
        process.state = FakeProcess.State.GONE;
        all.remove(process.pid);
        if (process.parent != null) {
            process.parent.children.remove(process);
        }
    }

    /** kill(2) by {@code sender}; whether there was anybody to be signalled. */
    boolean kill(FakeProcess sender, int pid, int signal) {
        List<FakeProcess> targets = all.values().stream()
                .filter(p -> switch (pid) {
                    case -1 -> p != sender && p.pid != 1;
                    case 0 -> p.group == sender.group;
                    default -> pid > 0 ? p.pid == pid : p.group == -pid;
                })
                .toList();
        targets.forEach(target -> post(target, signal));
        return !targets.isEmpty();
    }

    static void checkArguments(String call, String path, List<String> arguments) throws ErrnoException {
        for (String argument : arguments) {
            if (argument.length() > LONGEST_ARGUMENT) {
                throw new ErrnoException(call, path, Errno.E2BIG);
            }
        }
    }

    /** The program that a path means to execve(2). */
    Supplier<Program> executable(String call, Node.Directory from, String path, boolean privileged)
            throws ErrnoException {
        Node node = files.find(call, from, path, true, privileged).node();
        if (node == null) {
            throw new ErrnoException(call, path, Errno.ENOENT);
        }
        if (!(node instanceof Node.Regular file) || (file.mode & 0100) == 0) {
            throw new ErrnoException(call, path, Errno.EACCES);
        }
        if (file.writers > 0) {
            throw new ErrnoException(call, path, Errno.ETXTBSY);
        }
        String text = new String(file.content, StandardCharsets.ISO_8859_1);
        if (file.program == null && text.startsWith("#!")) {
            return executable(call, from, text.substring(2).strip(), privileged);
        }
        if (file.program == null) {
            throw new ErrnoException(call, path, file.whyNot);
        }
        return file.program;
    }
}
