package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Tracing;

/** {@link Tracing} by libc. */
final class JvmTracing implements Tracing {
    /** Behind a struct iovec, in the memory for results. */
    private static final int REGISTERS = 16;

    private static final int SIGNAL_SET_BYTES = 8;

    private final Native os;

    JvmTracing(Native os) {
        this.os = os;
    }

    private void check(int request, int pid, long address, long data) throws ErrnoException {
        os.check(os.libc.ptrace(request, pid, address, data), "ptrace", pid);
    }

    @Override
    public void seize(int pid) throws ErrnoException {
        check(PTRACE_SEIZE, pid, 0, PTRACE_O_TRACESYSGOOD);
    }

    @Override
    public void interrupt(int pid) throws ErrnoException {
        check(PTRACE_INTERRUPT, pid, 0, 0);
    }

    @Override
    public int registers(int pid, byte[] into) throws ErrnoException {
        vector(into.length);
        check(PTRACE_GETREGSET, pid, NT_PRSTATUS, os.result.address());
        int size = (int) os.result.memory().getLong(8);
        os.result.memory().get(REGISTERS, into, 0, size);
        return size;
    }

    @Override
    public void setRegisters(int pid, byte[] registers, int size) throws ErrnoException {
        vector(size);
        os.result.memory().put(REGISTERS, registers, 0, size);
        check(PTRACE_SETREGSET, pid, NT_PRSTATUS, os.result.address());
    }

    private void vector(int size) {
        os.result.memory().putLong(0, os.result.address() + REGISTERS);
        os.result.memory().putLong(8, size);
    }

    @Override
    public long blockedSignals(int pid) throws ErrnoException {
        check(PTRACE_GETSIGMASK, pid, SIGNAL_SET_BYTES, os.result.address());
        return os.result.memory().getLong(0);
    }

    @Override
    public void blockSignals(int pid, long mask) throws ErrnoException {
        os.result.memory().putLong(0, mask);
        check(PTRACE_SETSIGMASK, pid, SIGNAL_SET_BYTES, os.result.address());
    }

    @Override
    public void resume(int pid, Until until, int signal) throws ErrnoException {
        check(until == Until.SYSTEM_CALL ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0, signal);
    }

    @Override
    public Errno error(int number) {
        return Errnos.of(number);
    }

    @Override
    public void release(int pid, int signal) throws ErrnoException {
        check(PTRACE_DETACH, pid, 0, signal);
    }
}
