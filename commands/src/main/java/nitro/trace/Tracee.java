package nitro.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Tracing.Until;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/**
 * A process in whose place we make system calls. It goes on as if nothing had been: what it waited for, it waits for
 * again, and signals that come meanwhile are delivered afterwards.
 *
 * <p>Each of its stops is an event, {@link #stopped}; we never wait for one. One that does not stop in time is let go as
 * soon as it does.
 */
public final class Tracee {
    /** How long it may take to stop, in milliseconds: it may sit in vfork(2). */
    private static final int STOPS_WITHIN_MS = 1000;

    // signal.h and fcntl.h of the machines that we know
    private static final int SIGTRAP = 5;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int DUPLICATE_ABOVE = 1030;
    private static final long ALL_SIGNALS = -1;
    private static final int MOST_REGISTER_BYTES = 512;

    /** The next step; where it is not possible, the process is released as after a call that failed. */
    @FunctionalInterface
    public interface Next {
        void run() throws ErrnoException;
    }

    /** Told what a call has returned. */
    @FunctionalInterface
    public interface Result {
        void accept(long result) throws ErrnoException;
    }

    /** Told of the two ends of a pipe. */
    @FunctionalInterface
    public interface Ends {
        void accept(int reader, int writer) throws ErrnoException;
    }

    private enum State {
        /** It was interrupted and has not stopped yet. */
        STOPPING,
        /** It has stopped and waits for what we do. */
        STOPPED,
        /** It is about to begin the call that we make. */
        CALLING,
        /** It is in that call. */
        RETURNING,
        /** It was interrupted again, to be released from where it first stopped. */
        LEAVING,
        /** Nobody wants it any more: it is released when it stops. */
        ABANDONED,
        /** It is traced no more. */
        RELEASED
    }

    private final Posix posix;
    private final int pid;
    private final Architecture architecture;
    private final Consumer<ErrnoException> failed;
    private final Timer timer;
    private final byte[] buffer = new byte[MOST_REGISTER_BYTES];
    private final int[] status = new int[1];
    private State state = State.STOPPING;
    private final Next ready;
    private Runnable released = () -> {};
    private Result then = result -> {};
    private byte[] registers = {};
    private long blocked;
    private long instruction;
    private @Nullable ProcessMemory memory;
    private boolean called;

    /**
     * Begins to trace a process.
     *
     * @param ready run when it has stopped and calls can be made; {@link #leave} must follow in the end
     * @param failed told once, in place of what else would follow, if something is not possible; then it is released
     */
    public Tracee(Posix posix, Loop loop, int pid, Next ready, Consumer<ErrnoException> failed) throws ErrnoException {
        this.posix = posix;
        this.pid = pid;
        this.ready = ready;
        this.failed = failed;
        Architecture known = Architecture.here();
        if (known == null) {
            throw new ErrnoException("ptrace", "", Errno.ENOSYS);
        }
        architecture = known;
        named("seize", () -> posix.seize(pid));
        named("interrupt", () -> posix.interrupt(pid));
        timer = loop.after(STOPS_WITHIN_MS, this::tooLate);
    }

    /** Reasons name the request, and not the process. */
    private static void named(String request, Next attempt) throws ErrnoException {
        try {
            attempt.run();
        } catch (ErrnoException e) {
            throw new ErrnoException("ptrace", request, e.errno());
        }
    }

    public int pid() {
        return pid;
    }

    /** Whether it is not traced any more. */
    public boolean isReleased() {
        return state == State.RELEASED;
    }

    private void tooLate() {
        if (state == State.STOPPING) {
            state = State.ABANDONED;
            failed.accept(new ErrnoException("ptrace", "interrupt", Errno.ETIMEDOUT));
        }
    }

    /**
     * It has stopped, as {@link Posix#peekChild} has shown.
     *
     * @return its raw wait status if it has ended after all, else -1
     */
    public int stopped() {
        if (posix.reap(pid, status) != pid) {
            return -1;
        }
        WaitStatus how = new WaitStatus(status[0]);
        if (!how.stopped()) {
            ended();
            return status[0];
        }
        try {
            go(how);
        } catch (ErrnoException e) {
            fail(e);
        }
        return -1;
    }

    /** It has ended, and nothing more can be done. */
    public void ended() {
        state = State.RELEASED;
        timer.cancel();
        closeMemory();
    }

    private void go(WaitStatus how) throws ErrnoException {
        int signal = how.stoppedByEvent() ? 0 : how.stopSignal();
        boolean atCall = how.stopSignal() == (SIGTRAP | WaitStatus.AT_SYSTEM_CALL);
        switch (state) {
            case STOPPING -> {
                if (how.stoppedByEvent()) {
                    begin();
                } else {
                    posix.resume(pid, Until.EVENT, signal);
                }
            }
            case CALLING -> {
                if (atCall) {
                    state = State.RETURNING;
                }
                posix.resume(pid, Until.SYSTEM_CALL, atCall ? 0 : signal);
            }
            case RETURNING -> {
                if (atCall) {
                    posix.registers(pid, buffer);
                    state = State.STOPPED;
                    then.accept(architecture.result(buffer));
                } else {
                    posix.resume(pid, Until.SYSTEM_CALL, signal);
                }
            }
            case LEAVING -> {
                if (how.stoppedByEvent()) {
                    restore();
                } else {
                    posix.resume(pid, Until.EVENT, signal);
                }
            }
            case ABANDONED -> release(signal);
            case STOPPED, RELEASED -> {}
        }
    }

    private void begin() throws ErrnoException {
        timer.cancel();
        int size = posix.registers(pid, buffer);
        state = State.STOPPED;
        if (size != architecture.size()) {
            throw new ErrnoException("ptrace", "registers", Errno.ENOSYS);
        }
        blocked = posix.blockedSignals(pid);
        registers = Arrays.copyOf(buffer, size);
        memory = new ProcessMemory(posix, pid);
        instruction = memory.find(architecture.instruction(), architecture.instructionPointer(registers));
        posix.blockSignals(pid, ALL_SIGNALS);
        ready.run();
    }

    /** Makes a pipe in it. */
    public void pipe(Ends ends) throws ErrnoException {
        ProcessMemory open = memory();
        long scratch = architecture.scratch(registers);
        byte[] before = open.read(scratch, 2 * Integer.BYTES);
        call(
                architecture.pipe2,
                result -> {
                    ByteBuffer made =
                            ByteBuffer.wrap(open.read(scratch, before.length)).order(ByteOrder.nativeOrder());
                    open.write(scratch, before);
                    check("pipe2", result);
                    ends.accept(made.getInt(0), made.getInt(Integer.BYTES));
                },
                scratch,
                CLOSE_ON_EXEC);
    }

    /** Makes {@code target} what {@code source} is. */
    public void duplicate(int source, int target, boolean closeOnExec, Next next) throws ErrnoException {
        call(
                architecture.dup3,
                result -> {
                    check("dup3", result);
                    next.run();
                },
                source,
                target,
                closeOnExec ? CLOSE_ON_EXEC : 0);
    }

    /** Makes a copy of a descriptor that has at least the number {@code least}, closed on exec. */
    public void duplicateAbove(int source, int least, Result copy) throws ErrnoException {
        call(
                architecture.fcntl,
                result -> {
                    check("fcntl", result);
                    copy.accept(result);
                },
                source,
                DUPLICATE_ABOVE,
                least);
    }

    public void close(int fd, Next next) throws ErrnoException {
        call(architecture.close, result -> next.run(), fd);
    }

    private void check(String name, long result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(name, "", posix.error((int) -result));
        }
    }

    private void call(int number, Result result, long... values) throws ErrnoException {
        called = true;
        then = result;
        posix.setRegisters(pid, architecture.calling(registers, instruction, number, values), registers.length);
        state = State.CALLING;
        posix.resume(pid, Until.SYSTEM_CALL, 0);
    }

    /** Lets it go on from where it stopped, and {@code task} run then. */
    public void leave(Runnable task) throws ErrnoException {
        released = task;
        begone();
    }

    /**
     * A process takes up what it did before only where signals are handled: so it is interrupted once more, if it has made
     * calls meanwhile.
     */
    private void begone() throws ErrnoException {
        if (!called) {
            restore();
            return;
        }
        state = State.LEAVING;
        posix.interrupt(pid);
        posix.resume(pid, Until.EVENT, 0);
    }

    private void restore() throws ErrnoException {
        posix.setRegisters(pid, registers, registers.length);
        posix.blockSignals(pid, blocked);
        release(0);
    }

    private void release(int signal) throws ErrnoException {
        state = State.RELEASED;
        closeMemory();
        posix.release(pid, signal);
        released.run();
    }

    private ProcessMemory memory() throws ErrnoException {
        if (memory == null) {
            throw new ErrnoException("ptrace", "", Errno.ESRCH);
        }
        return memory;
    }

    private void closeMemory() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    /** Something was not possible: it is let go as it was, and that is said. */
    private void fail(ErrnoException why) {
        boolean first = state != State.LEAVING && state != State.ABANDONED && state != State.RELEASED;
        if (state == State.STOPPED && registers.length > 0) {
            released = () -> {};
            try {
                begone();
            } catch (ErrnoException e) {
                state = State.ABANDONED; // it may have been killed
            }
        } else if (state != State.RELEASED) {
            state = State.ABANDONED;
            try {
                posix.release(pid, 0);
                state = State.RELEASED;
            } catch (ErrnoException e) {
                // it runs, and stops later, or has been killed
            }
        }
        if (first) {
            failed.accept(why);
        }
    }
}
