package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.AllowNarrowingCast;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.graalvm.word.PointerBase;

/** The C library's calls behind {@link nitro.posix.Streams}. */
@CContext(Headers.class)
final class StreamCalls {
    private StreamCalls() {}

    @CFunction(transition = Transition.TO_NATIVE)
    static native long pwrite(int fd, PointerBase buffer, long size, long position);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long tee(int from, int to, long size, int flags);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long splice(int from, CLongPointer fromAt, int to, CLongPointer toAt, long size, int flags);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int ioctl(int fd, int request, CIntPointer result);

    @CFunction(transition = Transition.TO_NATIVE)
    static native int ftruncate(int fd, long size);

    @CFunction(transition = Transition.TO_NATIVE)
    static native int fsync(int fd);

    @CFunction(transition = Transition.TO_NATIVE)
    static native int rename(CCharPointer from, CCharPointer to);

    @CFunction(value = "clock_gettime", transition = Transition.NO_TRANSITION)
    static native int clock(int clock, Time into);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int socket(int domain, int type, int protocol);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int connect(int fd, InternetAddress address, int size);

    @CStruct("struct timespec")
    interface Time extends PointerBase {
        @CField("tv_sec")
        long seconds();

        @CField("tv_nsec")
        long nanos();
    }

    @CStruct("struct sockaddr_in")
    interface InternetAddress extends PointerBase {
        @CField("sin_family")
        @AllowNarrowingCast
        void family(int family);

        @CField("sin_port")
        void port(short networkOrder);

        @CField("sin_addr.s_addr")
        void address(int networkOrder);
    }

    @CConstant
    static native int SPLICE_F_NONBLOCK();

    @CConstant
    static native int F_SETPIPE_SZ();

    @CConstant
    static native int FIONREAD();

    @CConstant
    static native int CLOCK_REALTIME();

    @CConstant
    static native int AF_INET();

    @CConstant
    static native int SOCK_DGRAM();

    @CConstant
    static native int SOCK_CLOEXEC();

    @CConstant
    static native int SOCK_NONBLOCK();
}
