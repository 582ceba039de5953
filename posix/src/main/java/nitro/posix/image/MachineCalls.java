package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;

/** The C library's calls that concern the whole machine. */
@CContext(Headers.class)
final class MachineCalls {
    private MachineCalls() {}

    @CFunction(transition = Transition.TO_NATIVE)
    static native int reboot(int command);

    @CFunction(transition = Transition.TO_NATIVE)
    static native void sync();

    @CFunction(transition = Transition.TO_NATIVE)
    static native int mount(
            CCharPointer source, CCharPointer target, CCharPointer type, long flags, CCharPointer options);

    @CConstant
    static native int RB_ENABLE_CAD();

    @CConstant
    static native int RB_DISABLE_CAD();

    @CConstant
    static native int RB_AUTOBOOT();

    @CConstant
    static native int RB_HALT_SYSTEM();

    @CConstant
    static native int RB_POWER_OFF();

    @CConstant
    static native long MS_NOSUID();

    @CConstant
    static native long MS_NODEV();

    @CConstant
    static native long MS_RDONLY();

    @CConstant
    static native long MS_REMOUNT();
}
