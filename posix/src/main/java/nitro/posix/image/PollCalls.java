package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.word.PointerBase;

/** The C library's calls behind {@link nitro.posix.Polling}; those that wait let the runtime go on. */
@CContext(Headers.class)
final class PollCalls {
    private PollCalls() {}

    @CFunction(transition = Transition.TO_NATIVE)
    static native int poll(PollFd fds, long count, int millis);

    @CFunction(value = "epoll_create1", transition = Transition.NO_TRANSITION)
    static native int epollCreate(int flags);

    @CFunction(value = "epoll_ctl", transition = Transition.NO_TRANSITION)
    static native int epollControl(int epoll, int operation, int fd, EpollEvent event);

    @CFunction(value = "epoll_wait", transition = Transition.TO_NATIVE)
    static native int epollWait(int epoll, EpollEvent events, int capacity, int millis);

    @CStruct("struct pollfd")
    interface PollFd extends PointerBase {
        PollFd addressOf(int index);

        @CField
        void fd(int fd);

        @CField
        void events(short events);

        @CField
        short revents();
    }

    @CStruct("struct epoll_event")
    interface EpollEvent extends PointerBase {
        EpollEvent addressOf(int index);

        @CField
        int events();

        @CField
        void events(int events);

        @CField("data.u64")
        long token();

        @CField("data.u64")
        void token(long token);
    }

    @CConstant
    static native int POLLIN();

    @CConstant
    static native int POLLOUT();

    @CConstant
    static native int POLLERR();

    @CConstant
    static native int POLLHUP();

    @CConstant
    static native int POLLNVAL();

    @CConstant
    static native int EPOLL_CLOEXEC();

    @CConstant
    static native int EPOLL_CTL_ADD();

    @CConstant
    static native int EPOLL_CTL_MOD();

    @CConstant
    static native int EPOLL_CTL_DEL();

    @CConstant
    static native int EPOLLIN();

    @CConstant
    static native int EPOLLOUT();

    @CConstant
    static native int EPOLLERR();

    @CConstant
    static native int EPOLLHUP();
}
