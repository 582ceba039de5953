package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.PointerBase;

/** Calls of ours in {@code src/main/c} on stream sockets and notices, and the C library's on inotify. */
@CContext(Headers.class)
final class ConnectionCalls {
    private ConnectionCalls() {}

    @CFunction(value = "nitro_resolve", transition = Transition.TO_NATIVE)
    static native int resolve(CCharPointer host, CCharPointer lines, int size);

    @CFunction(value = "nitro_begin_connect", transition = Transition.NO_TRANSITION)
    static native int beginConnect(CCharPointer address, int port);

    @CFunction(value = "nitro_connect_stream", transition = Transition.NO_TRANSITION)
    static native int connectStream(CCharPointer path);

    @CFunction(value = "nitro_socket_error", transition = Transition.NO_TRANSITION)
    static native int socketError(int fd);

    @CFunction(value = "nitro_notice_socket", transition = Transition.NO_TRANSITION)
    static native int noticeSocket(CCharPointer name);

    @CFunction(value = "nitro_receive_notice", transition = Transition.NO_TRANSITION)
    static native int receiveNotice(int fd, CCharPointer bytes, int size, CIntPointer sender);

    @CFunction(value = "nitro_fork_socket", transition = Transition.NO_TRANSITION)
    static native int forkSocket();

    @CFunction(value = "nitro_receive_fork", transition = Transition.NO_TRANSITION)
    static native int receiveFork(int fd, CIntPointer family);

    @CFunction(value = "inotify_init1", transition = Transition.NO_TRANSITION)
    static native int inotify(int flags);

    @CFunction(value = "inotify_add_watch", transition = Transition.NO_TRANSITION)
    static native int addWatch(int fd, CCharPointer path, int mask);

    @CFunction(value = "inotify_rm_watch", transition = Transition.NO_TRANSITION)
    static native int removeWatch(int fd, int watch);

    /** The name follows it: its length is not known to C, so it has no address there. */
    @CStruct("struct inotify_event")
    interface InotifyEvent extends PointerBase {
        @CField("wd")
        int watch();

        @CField("mask")
        int mask();

        @CField("len")
        int room();
    }

    @CConstant
    static native int IN_NONBLOCK();

    @CConstant
    static native int IN_CLOEXEC();

    @CConstant
    static native int IN_MODIFY();

    @CConstant
    static native int IN_CREATE();

    @CConstant
    static native int IN_MOVED_TO();

    @CConstant
    static native int IN_DELETE();

    @CConstant
    static native int IN_MOVED_FROM();

    @CConstant
    static native int IN_DELETE_SELF();

    @CConstant
    static native int IN_MOVE_SELF();

    @CConstant
    static native int IN_UNMOUNT();

    @CConstant
    static native int IN_Q_OVERFLOW();
}
