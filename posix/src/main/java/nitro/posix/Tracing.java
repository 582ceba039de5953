package nitro.posix;

/**
 * Calls on a process that we trace: ptrace(2). All calls for one process come from one thread. A process is traced from
 * {@link #seize} to {@link #release}; but for {@link #seize} and {@link #interrupt} it has to be stopped, which
 * {@link Processes#peekChild} shows and {@link Processes#reap(int, int[])} takes, see {@link WaitStatus#stopped}.
 */
public interface Tracing {
    /** Where a process that goes on stops again, unless something else stops it before. */
    enum Until {
        /** At the entry of its next system call, or at the end of the one that it is in. */
        SYSTEM_CALL,
        /** Nowhere. */
        EVENT
    }

    /** PTRACE_SEIZE: traces the process, which goes on; it ends with us no more than before. */
    void seize(int pid) throws ErrnoException;

    /** PTRACE_INTERRUPT: it stops some time later, of which a waiting system call knows nothing once it goes on. */
    void interrupt(int pid) throws ErrnoException;

    /**
     * PTRACE_GETREGSET: the general registers, as the kernel lays them out.
     *
     * @return how many bytes they are
     */
    int registers(int pid, byte[] into) throws ErrnoException;

    /** PTRACE_SETREGSET. */
    void setRegisters(int pid, byte[] registers, int size) throws ErrnoException;

    /** PTRACE_GETSIGMASK: the signals that are blocked, a bit each. */
    long blockedSignals(int pid) throws ErrnoException;

    /** PTRACE_SETSIGMASK. */
    void blockSignals(int pid, long mask) throws ErrnoException;

    /**
     * PTRACE_SYSCALL or PTRACE_CONT: it goes on.
     *
     * @param signal what it is to receive if it has stopped for a signal, by the platform's number; 0 for nothing
     */
    void resume(int pid, Until until, int signal) throws ErrnoException;

    /**
     * PTRACE_DETACH: it goes on and is traced no more.
     *
     * @param signal what it is to receive if it has stopped for a signal, by the platform's number; 0 for nothing
     */
    void release(int pid, int signal) throws ErrnoException;

    /** The error that a system call made in another process has returned, by the platform's positive number. */
    Errno error(int number);

    /** Passes each call on to the part that {@link #tracing} has. */
    interface Forwarding extends Tracing {
        Tracing tracing();

        @Override
        default void seize(int pid) throws ErrnoException {
            tracing().seize(pid);
        }

        @Override
        default void interrupt(int pid) throws ErrnoException {
            tracing().interrupt(pid);
        }

        @Override
        default int registers(int pid, byte[] into) throws ErrnoException {
            return tracing().registers(pid, into);
        }

        @Override
        default void setRegisters(int pid, byte[] registers, int size) throws ErrnoException {
            tracing().setRegisters(pid, registers, size);
        }

        @Override
        default long blockedSignals(int pid) throws ErrnoException {
            return tracing().blockedSignals(pid);
        }

        @Override
        default void blockSignals(int pid, long mask) throws ErrnoException {
            tracing().blockSignals(pid, mask);
        }

        @Override
        default void resume(int pid, Until until, int signal) throws ErrnoException {
            tracing().resume(pid, until, signal);
        }

        @Override
        default Errno error(int number) {
            return tracing().error(number);
        }

        @Override
        default void release(int pid, int signal) throws ErrnoException {
            tracing().release(pid, signal);
        }
    }
}
