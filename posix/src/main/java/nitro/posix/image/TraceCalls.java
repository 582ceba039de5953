package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.word.PointerBase;

/** The C library's call behind {@link nitro.posix.Tracing}. */
@CContext(Headers.class)
final class TraceCalls {
    private TraceCalls() {}

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long ptrace(int request, int pid, long address, PointerBase data);

    @CStruct("struct iovec")
    interface Vector extends PointerBase {
        @CField("iov_base")
        void base(PointerBase memory);

        @CField("iov_len")
        void length(long bytes);

        @CField("iov_len")
        long length();
    }

    @CConstant
    static native int PTRACE_SEIZE();

    @CConstant
    static native int PTRACE_INTERRUPT();

    @CConstant
    static native int PTRACE_GETREGSET();

    @CConstant
    static native int PTRACE_SETREGSET();

    @CConstant
    static native int PTRACE_GETSIGMASK();

    @CConstant
    static native int PTRACE_SETSIGMASK();

    @CConstant
    static native int PTRACE_SYSCALL();

    @CConstant
    static native int PTRACE_CONT();

    @CConstant
    static native int PTRACE_DETACH();

    @CConstant
    static native int PTRACE_O_TRACESYSGOOD();

    @CConstant
    static native int NT_PRSTATUS();
}
