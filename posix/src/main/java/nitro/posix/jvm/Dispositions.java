package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.function.IntConsumer;
import jnr.ffi.Pointer;

/**
 * The dispositions of signals in this process: changed for an exec and, if that fails, restored. By the kernel's call,
 * since libc's
 * refuses 32 and 33.
 */
final class Dispositions {
    /** The kernel's struct sigaction begins with the handler; 64 bytes hold it on every architecture. */
    private static final int SIGACTION = 64;
    /** The kernel's sigset_t, in bytes. */
    private static final int KERNEL_SET = 8;

    private final Native os;
    private final Block actions;

    /** A bit for each signal of which the action before is kept in {@link #actions}, the lowest for signal 1. */
    private long changed;

    Dispositions(Native os) {
        this.os = os;
        actions = new Block(os.runtime, (SIGNALS + 1) * SIGACTION);
    }

    /** The ignored signals, a bit for each. */
    long ignored() {
        long ignored = 0;
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if (read(signal, 0) == SIG_IGN) {
                ignored |= bit(signal);
            }
        }
        return ignored;
    }

    /** Whether it is ignored now. */
    boolean ignores(int signal) {
        return read(signal, 0) == SIG_IGN;
    }

    /** Exec itself resets handlers, but leaves ignored what was ignored: has it leave just these so. */
    void ignoreOnly(long signals) {
        for (int signal = 1; signal <= SIGNALS; signal++) {
            boolean ignore = (signals & bit(signal)) != 0;
            if ((read(signal, signal) == SIG_IGN) != ignore) {
                Pointer memory = actions.memory();
                memory.setMemory(0, SIGACTION, (byte) 0);
                memory.putLong(0, ignore ? SIG_IGN : SIG_DFL);
                write(signal, 0);
                changed |= bit(signal);
            }
        }
    }

    /** The exec has failed: all is as before {@link #ignoreOnly}. */
    void restore() {
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if ((changed & bit(signal)) != 0) {
                write(signal, signal);
            }
        }
        changed = 0;
    }

    /** Does something while a signal has its default action. */
    void byDefault(int signal, IntConsumer deed) {
        read(signal, signal);
        Pointer memory = actions.memory();
        memory.setMemory(0, SIGACTION, (byte) 0);
        memory.putLong(0, SIG_DFL);
        write(signal, 0);
        deed.accept(signal);
        write(signal, signal);
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }

    /** Reads a signal's action to a place among {@link #actions}; returns its handler, 0 for a signal that is none. */
    private long read(int signal, int place) {
        long address = actions.address() + (long) place * SIGACTION;
        long outcome = os.libc.syscall(SYS_RT_SIGACTION, signal, 0, address, KERNEL_SET);
        return outcome == 0 ? actions.memory().getLong((long) place * SIGACTION) : SIG_DFL;
    }

    private void write(int signal, int place) {
        os.libc.syscall(SYS_RT_SIGACTION, signal, actions.address() + (long) place * SIGACTION, 0, KERNEL_SET);
    }
}
