package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CFieldAddress;
import org.graalvm.nativeimage.c.struct.CFieldOffset;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.PointerBase;

/** The C library's calls on sockets; none of them waits. */
@CContext(Headers.class)
final class SocketCalls {
    private SocketCalls() {}

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int socket(int domain, int type, int protocol);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int bind(int fd, Address address, int size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int connect(int fd, Address address, int size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long sendto(int fd, PointerBase bytes, long length, int flags, Address to, int size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long recvfrom(int fd, PointerBase bytes, long length, int flags, Address from, CIntPointer size);

    @CStruct("struct sockaddr_un")
    interface Address extends PointerBase {
        @CField("sun_family")
        void family(short family);

        @CFieldAddress("sun_path")
        CCharPointer path();

        @CFieldOffset("sun_path")
        int pathOffset();
    }

    @CConstant
    static native int AF_UNIX();

    @CConstant
    static native int SOCK_DGRAM();

    @CConstant
    static native int SOCK_NONBLOCK();

    @CConstant
    static native int SOCK_CLOEXEC();

    @CConstant
    static native int MSG_DONTWAIT();

    @CConstant
    static native int MSG_NOSIGNAL();
}
