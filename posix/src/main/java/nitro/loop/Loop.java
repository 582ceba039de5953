package nitro.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Processes;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * The event-driven core: one thread that waits for descriptors, moments, signals and the ends of children.
 *
 * <p>It sleeps in epoll_wait(2) and nowhere else, and wakes for nothing but these. An error in a handler is reported and
 * forgotten: the others, and the loop, go on. What ends it is a runtime without memory or stack, turn after turn.
 *
 * <p>Where there is no memory in a handler the turn is broken off: what it has not begun comes again, since it is still
 * there. What cannot come again, a signal, the end of a child, a moment, or what a handler gives to {@link #complete}, is
 * run again from its beginning, first in the next turn: such a task must get along with its own first half.
 */
public final class Loop {
    /** Told of every child that has ended, ours or adopted. */
    @FunctionalInterface
    public interface ChildHandler {
        /** @param status the raw status of wait(2) */
        void ended(int pid, int status);

        /** Whether it also wants to be told of what follows; it costs another system call for each child. */
        default boolean watchesClosely() {
            return false;
        }

        /** A child has ended and is reaped next: /proc shows it still. */
        default void ending(int pid) {}

        /** A process that we trace has stopped; this takes its status by {@code reap(pid, ...)}. */
        default void stopped(int pid) {}
    }

    /** Handlers run for one kind of event before the others get their turn: a flood of one starves none. */
    private static final int TURN = 64;

    /** As many turns in a row without memory or stack are no accident. */
    private static final int FAILED_TURNS = 5;

    private final Posix posix;
    private final Consumer<Throwable> errors;
    private final Watches watches;
    private final Consumer<Runnable> runUnlessStopped = this::runUnlessStopped;
    private final Runnable takeSignals = this::takeSignals;
    private final Runnable reap = this::reap;
    private final Runnable childEnded = this::childEnded;
    private final Runnable childEnding = this::childEnding;
    private final Runnable childStopped = this::childStopped;

    /** Tasks that were broken off, in order; with room enough, since there is no memory when it is needed. */
    private final Deque<Runnable> unfinished = new ArrayDeque<>(256);

    private final TreeSet<Timer> timers = new TreeSet<>();
    private final Map<Signal, Runnable> signals = new EnumMap<>(Signal.class);
    private final int[] status = new int[1];
    private @Nullable ChildHandler children;
    private @Nullable Runnable childlessTask;
    private int signalFd = -1;
    private @Nullable Watch signalWatch;
    private int endedChild;
    private long sequence;
    private boolean moreChildren;
    private boolean stopped;
    private @Nullable VirtualMachineError turnFailed;

    /** @param errors told of what a handler threw */
    public Loop(Posix posix, Consumer<Throwable> errors) {
        this.posix = posix;
        this.errors = errors;
        this.watches = new Watches(posix);
    }

    /** Runs {@code handler} whenever {@code fd} can be read, is at its end or broken. */
    public Watch watch(int fd, Runnable handler) {
        return watches.add(fd, PollSet.READ, handler);
    }

    /** Runs {@code handler} whenever {@code fd} can be written, or is broken. */
    public Watch watchWritable(int fd, Runnable handler) {
        return watches.add(fd, PollSet.WRITE, handler);
    }

    /** Runs {@code task} once, as soon as {@code deadline} has come. */
    public Timer at(long deadline, Runnable task) {
        Timer timer = new Timer(this, deadline, sequence++, task);
        timers.add(timer);
        return timer;
    }

    /** Runs {@code task} once, {@code millis} from now. */
    public Timer after(long millis, Runnable task) {
        return at(posix.now() + millis, task);
    }

    /**
     * Takes over these signals and the ends of all children; to be called once.
     *
     * @param handlers what to do for each; SIGCHLD is the loop's own
     */
    public void handle(Map<Signal, Runnable> handlers, ChildHandler childHandler) throws ErrnoException {
        children = childHandler;
        moreChildren = true; // some may have ended before the handler was there
        handle(handlers);
    }

    /**
     * Takes over these signals and leaves all children to others; to be called once. SIGCHLD does nothing, so that who
     * waits for a child finds how it ended.
     */
    public void handle(Map<Signal, Runnable> handlers) throws ErrnoException {
        signals.putAll(handlers);
        List<Signal> wanted = new ArrayList<>(handlers.keySet());
        wanted.add(Signal.CHLD);
        signalFd = posix.signalDescriptor(wanted);
        signalWatch = watches.add(signalFd, PollSet.READ, () -> {}); // taken before all others are handled
    }

    /** Runs {@code task} once, as soon as we have no child at all, ours or adopted; null takes that back. */
    public void whenChildless(@Nullable Runnable task) {
        childlessTask = task;
        moreChildren = true;
    }

    /**
     * Runs {@code task} now; if there is no memory for it, again from its beginning, first in the next turn.
     *
     * @return false if it was broken off
     */
    public boolean complete(Runnable task) {
        boolean done = finishes(task);
        if (!done) {
            unfinished.add(task);
        }
        return done;
    }

    /** Runs {@code task} before anything else when the loop goes on. */
    public void first(Runnable task) {
        unfinished.addFirst(task);
    }

    /** Makes {@link #run} return after the handler that calls this. */
    public void stop() {
        stopped = true;
    }

    /**
     * Handles events until {@link #stop}.
     *
     * @throws VirtualMachineError if there is no memory or stack to go on with, again and again; then the loop has let go of
     *     all that it held
     */
    public void run() {
        int failed = 0;
        while (!stopped) {
            turnFailed = null;
            try {
                step();
            } catch (VirtualMachineError e) { // what is to be done is still to be done
                report(e);
            }
            failed = turnFailed == null ? 0 : failed + 1;
            if (turnFailed != null && failed == FAILED_TURNS) {
                drop();
                throw turnFailed;
            }
            if (turnFailed != null) {
                watches.rest();
            }
        }
        stopped = false;
    }

    /** So that there is room for whatever comes instead. */
    private void drop() {
        unfinished.clear();
        watches.clear();
        signalWatch = null;
        timers.clear();
        signals.clear();
        children = null;
        childlessTask = null;
    }

    private void step() {
        finish();
        if (stopped || turnFailed != null) {
            return;
        }
        boolean hearsAll = watches.await(patience());
        if (signalWatch != null && (!hearsAll || watches.isReady(signalWatch))) {
            run(takeSignals);
        }
        watches.handle(runUnlessStopped);
        if (moreChildren && goesOn()) {
            run(reap);
        }
        runTimers();
    }

    /** Does what was left half done. */
    private void finish() {
        while (goesOn() && !unfinished.isEmpty()) {
            Runnable task = unfinished.peekFirst();
            if (finishes(task)) {
                unfinished.removeFirstOccurrence(task); // it may have put others there
            }
        }
    }

    /** Whether this turn does: it was not ended, nor broken off. */
    private boolean goesOn() {
        return !stopped && turnFailed == null;
    }

    private int patience() {
        if (moreChildren) {
            return 0;
        }
        if (timers.isEmpty()) {
            return -1;
        }
        return Math.clamp(timers.first().deadline() - posix.now(), 0, Integer.MAX_VALUE);
    }

    private void runTimers() {
        long now = posix.now();
        for (int i = 0;
                i < TURN && goesOn() && !timers.isEmpty() && timers.first().deadline() <= now;
                i++) {
            complete(timers.pollFirst().task);
        }
    }

    private void takeSignals() {
        moreChildren = true; // whatever signal it is: they coalesce, and SIGCHLD may be among them
        for (int i = 0; i < TURN && goesOn(); i++) {
            Signal signal = posix.nextSignal(signalFd);
            if (signal == null) {
                break;
            }
            Runnable handler = signals.get(signal);
            if (handler != null) {
                complete(handler);
            }
        }
        if (turnFailed == null) {
            reap();
        }
    }

    private void reap() {
        if (children == null && childlessTask == null) {
            moreChildren = false;
            return;
        }
        moreChildren = true;
        for (int i = 0; i < TURN && turnFailed == null; i++) {
            boolean closely = children != null && children.watchesClosely();
            int pid = closely ? posix.peekChild(status) : posix.reap(status);
            if (pid <= 0) {
                moreChildren = false;
                if (pid < 0) {
                    noChildren();
                }
                return;
            }
            endedChild = pid;
            if (closely && !showsEnd()) {
                continue;
            }
            complete(childEnded); // made before: a death that was taken must not be lost for lack of memory
        }
    }

    /** Shows the child of {@code peekChild} and, if it has ended, reaps it; whether it has. */
    private boolean showsEnd() {
        if (status[0] == Processes.STOPPED) {
            run(childStopped);
            return false;
        }
        run(childEnding);
        return posix.reap(endedChild, status) == endedChild;
    }

    private void childEnded() {
        if (children != null) {
            children.ended(endedChild, status[0]);
        }
    }

    private void childEnding() {
        if (children != null) {
            children.ending(endedChild);
        }
    }

    private void childStopped() {
        if (children != null) {
            children.stopped(endedChild);
        }
    }

    private void noChildren() {
        Runnable task = childlessTask;
        if (task != null) {
            childlessTask = null;
            complete(task);
        }
    }

    private void runUnlessStopped(Runnable handler) {
        if (goesOn()) {
            run(handler);
        }
    }

    private void run(Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException | Error e) { // even OutOfMemoryError: pid 1 goes on
            report(e);
        }
    }

    /** False if it was broken off for lack of memory. Without stack it would be so again: that is no reason to try. */
    private boolean finishes(Runnable task) {
        try {
            task.run();
        } catch (OutOfMemoryError e) {
            report(e);
            return false;
        } catch (RuntimeException | Error e) {
            report(e);
        }
        return true;
    }

    private void report(Throwable error) {
        if (error instanceof VirtualMachineError e) {
            turnFailed = e;
            System.gc(); // which the native image's runtime does not try where the system has no more memory for it
        }
        try {
            errors.accept(error);
        } catch (RuntimeException | Error e) {
            // There is not even memory to say so.
        }
    }

    void cancel(Timer timer) {
        timers.remove(timer);
    }
}
