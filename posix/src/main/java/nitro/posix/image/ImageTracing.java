package nitro.posix.image;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Tracing;
import nitro.posix.image.TraceCalls.Vector;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** {@link Tracing}, in the image. */
final class ImageTracing implements Tracing {
    private static final int SIGNAL_SET_BYTES = 8;

    /** As much as the registers of any machine take. */
    private static final int MOST_BYTES = 512;

    private static void check(int request, int pid, long address, PointerBase data) throws ErrnoException {
        ErrnoNumber.check((int) TraceCalls.ptrace(request, pid, address, data), "ptrace", pid);
    }

    @Override
    public void seize(int pid) throws ErrnoException {
        check(TraceCalls.PTRACE_SEIZE(), pid, 0, WordFactory.pointer(TraceCalls.PTRACE_O_TRACESYSGOOD()));
    }

    @Override
    public void interrupt(int pid) throws ErrnoException {
        check(TraceCalls.PTRACE_INTERRUPT(), pid, 0, WordFactory.nullPointer());
    }

    @Override
    public int registers(int pid, byte[] into) throws ErrnoException {
        CCharPointer memory = StackValue.get(MOST_BYTES, CCharPointer.class);
        Vector vector = StackValue.get(Vector.class);
        vector.base(memory);
        vector.length(Math.min(into.length, MOST_BYTES));
        check(TraceCalls.PTRACE_GETREGSET(), pid, TraceCalls.NT_PRSTATUS(), vector);
        int size = (int) vector.length();
        Bytes.copy(memory, into, 0, size);
        return size;
    }

    @Override
    public void setRegisters(int pid, byte[] registers, int size) throws ErrnoException {
        CCharPointer memory = StackValue.get(MOST_BYTES, CCharPointer.class);
        for (int i = 0; i < size; i++) {
            memory.write(i, registers[i]);
        }
        Vector vector = StackValue.get(Vector.class);
        vector.base(memory);
        vector.length(size);
        check(TraceCalls.PTRACE_SETREGSET(), pid, TraceCalls.NT_PRSTATUS(), vector);
    }

    @Override
    public long blockedSignals(int pid) throws ErrnoException {
        CLongPointer mask = StackValue.get(CLongPointer.class);
        check(TraceCalls.PTRACE_GETSIGMASK(), pid, SIGNAL_SET_BYTES, mask);
        return mask.read();
    }

    @Override
    public void blockSignals(int pid, long mask) throws ErrnoException {
        CLongPointer memory = StackValue.get(CLongPointer.class);
        memory.write(mask);
        check(TraceCalls.PTRACE_SETSIGMASK(), pid, SIGNAL_SET_BYTES, memory);
    }

    @Override
    public void resume(int pid, Until until, int signal) throws ErrnoException {
        int request = until == Until.SYSTEM_CALL ? TraceCalls.PTRACE_SYSCALL() : TraceCalls.PTRACE_CONT();
        check(request, pid, 0, WordFactory.pointer(signal));
    }

    @Override
    public Errno error(int number) {
        return ErrnoNumber.of(number);
    }

    @Override
    public void release(int pid, int signal) throws ErrnoException {
        check(TraceCalls.PTRACE_DETACH(), pid, 0, WordFactory.pointer(signal));
    }
}
