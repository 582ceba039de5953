package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.Signals;
import org.jspecify.annotations.Nullable;

/**
 * {@link Signals}, as bytes in a pipe: the JVM's handlers run in threads of their own and do nothing but write.
 *
 * <p>A signal that arrives again before it was taken is one signal, so the pipe never fills up.
 */
final class JvmSignals implements Signals {
    /** USR1, USR2, ALRM, STKFLT, TSTP, TTIN, TTOU, XCPU, VTALRM, PROF, IO and PWR: they end or stop a process by default. */
    private static final int[] OTHERS = {10, 12, 14, 16, 20, 21, 22, 24, 26, 27, 29, 30};

    private static final Signal[] SIGNALS_BY_INDEX = Signal.values();

    private final Native os;
    private final AtomicInteger pending = new AtomicInteger();
    private final Block taken;
    private int writer = -1;

    /** Kept, since signals come to its memory. */
    private @Nullable BareHandler bare;

    /** A byte for each signal, for the handlers to write from. */
    private final Block bytes;

    JvmSignals(Native os) {
        this.os = os;
        taken = new Block(os.runtime, 1);
        bytes = new Block(os.runtime, SIGNALS_BY_INDEX.length);
        for (int i = 0; i < SIGNALS_BY_INDEX.length; i++) {
            bytes.memory().putByte(i, (byte) i);
        }
    }

    @Override
    public int signalDescriptor(List<Signal> signals) throws ErrnoException {
        Block fds = new Block(os.runtime, 2 * Integer.BYTES);
        os.check(os.libc.pipe2(fds.address(), O_CLOEXEC | O_NONBLOCK), "pipe2", "");
        writer = fds.memory().getInt(4);
        List<Signal> refused = signals.stream().filter(JvmSignals::isRefused).toList();
        for (Signal signal : signals) {
            if (refused.contains(signal)) {
                os.libc.signal(
                        LinuxNumbers.number(signal), SIG_IGN); // if it cannot be handled, nobody should die of it
                continue;
            }
            // the JVM takes no signal that was ignored when it was started, as nohup does it: so it is not, first
            os.libc.signal(LinuxNumbers.number(signal), SIG_DFL);
            sun.misc.Signal.handle(new sun.misc.Signal(signal.name()), _ -> arrived(signal));
        }
        if (!refused.isEmpty()) {
            bare = new BareHandler(os, writer);
            bare.handle(refused);
        }
        os.libc.signal(SIGPIPE, SIG_IGN);
        os.libc.signal(SIGXFSZ, SIG_IGN);
        unblock(signals);
        return fds.memory().getInt(0);
    }

    /** Whether the JVM has it for itself, for a dump of its threads, or no name for it. */
    private static boolean isRefused(Signal signal) {
        return switch (signal) {
            case QUIT, RTMIN_3, RTMIN_4, RTMIN_5 -> true;
            default -> false;
        };
    }

    /** Of those that whoever called us had blocked, the JVM unblocks some and not CHLD. One thread is enough. */
    private void unblock(List<Signal> signals) {
        Block set = new Block(os.runtime, SIGSET_BYTES);
        set.memory().setMemory(0, SIGSET_BYTES, (byte) 0);
        long bits = 0;
        for (Signal signal : signals) {
            bits |= 1L << (LinuxNumbers.number(signal) - 1);
        }
        set.memory().putLong(0, bits);
        os.libc.pthread_sigmask(SIG_UNBLOCK, set.address(), 0);
    }

    /** In a thread of the JVM's: touches nothing that the loop's thread uses without care. */
    private void arrived(Signal signal) {
        int bit = 1 << signal.ordinal();
        if ((pending.getAndUpdate(set -> set | bit) & bit) == 0) {
            os.libc.write(writer, bytes.address() + signal.ordinal(), 1);
        }
    }

    @Override
    public @Nullable Signal nextSignal(int fd) {
        long count;
        do {
            count = os.libc.read(fd, taken.address(), 1);
        } while (os.interrupted(count));
        if (count <= 0) {
            assert count == 0 || os.errno() == Errno.EAGAIN;
            return null;
        }
        Signal signal = SIGNALS_BY_INDEX[taken.memory().getByte(0)];
        int bit = 1 << signal.ordinal();
        // before its cause is looked at: if it comes again from now on, it is written again
        pending.getAndUpdate(set -> set & ~bit);
        return signal;
    }

    @Override
    public void ignoreOtherSignals() {
        for (int signal : OTHERS) {
            os.libc.signal(signal, SIG_IGN);
        }
        for (int signal = SIGRTMIN; signal <= SIGNALS; signal++) {
            os.libc.signal(signal, SIG_IGN);
        }
    }

    @Override
    public void stopHere() {
        new Dispositions(os).byDefault(LinuxNumbers.number(Signal.TSTP), os.libc::raise);
    }

    @Override
    public boolean isIgnored(Signal signal) {
        return new Dispositions(os).ignores(LinuxNumbers.number(signal));
    }

    @Override
    public int kill(int pid, int signal) {
        return os.resultOrCode(os.libc.kill(pid, signal));
    }
}
