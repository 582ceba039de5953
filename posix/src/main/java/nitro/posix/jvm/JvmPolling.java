package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.EpollEvents;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Polling;

/** {@link Polling} by libc. */
final class JvmPolling implements Polling {
    // struct pollfd: an int, the descriptor, then two shorts; the second is poll's answer for every entry
    private static final int EVENTS = 4;

    private static final int FOUND = 6;
    private static final int POLLFD = 8;

    private final Native os;
    private final Block poll;

    JvmPolling(Native os) {
        this.os = os;
        poll = new Block(os.runtime, 16 * POLLFD);
    }

    @Override
    public int poll(PollSet set, int millis) {
        int size = set.size();
        Pointer fds = poll.atLeast(size * POLLFD);
        for (int i = 0; i < size; i++) {
            int at = i * POLLFD;
            fds.putInt(at, set.fd(i));
            fds.putShort(at + EVENTS, (short) wanted(set.wanted(i)));
        }
        int ready = os.libc.poll(fds.address(), size, millis);
        if (ready < 0) {
            return os.errno().code();
        }
        for (int i = 0; i < size; i++) {
            int at = i * POLLFD;
            set.setReady(i, readiness(fds.getShort(at + FOUND), set.wanted(i)));
        }
        return ready;
    }

    private static int wanted(int events) {
        return ((events & PollSet.READ) == 0 ? 0 : POLLIN) | ((events & PollSet.WRITE) == 0 ? 0 : POLLOUT);
    }

    private static int readiness(int events, int wanted) {
        if ((events & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
            return wanted;
        }
        return ((events & POLLIN) == 0 ? 0 : PollSet.READ) | ((events & POLLOUT) == 0 ? 0 : PollSet.WRITE);
    }

    @Override
    public int epollCreate() throws ErrnoException {
        return os.check(os.libc.epoll_create1(EPOLL_CLOEXEC), "epoll_create1", "");
    }

    @Override
    public int epollAdd(int epoll, int fd, int events, long token) {
        return control(epoll, EPOLL_CTL_ADD, fd, events, token);
    }

    @Override
    public int epollModify(int epoll, int fd, int events, long token) {
        return control(epoll, EPOLL_CTL_MOD, fd, events, token);
    }

    @Override
    public int epollRemove(int epoll, int fd) {
        return control(epoll, EPOLL_CTL_DEL, fd, 0, 0);
    }

    private int control(int epoll, int operation, int fd, int events, long token) {
        Pointer event = os.result.memory();
        event.putInt(0, wanted(events));
        event.putLong(EPOLL_TOKEN, token);
        return os.resultOrCode(os.libc.epoll_ctl(epoll, operation, fd, event.address()));
    }

    @Override
    public int epollWait(int epoll, EpollEvents events, int millis) {
        Pointer found = poll.atLeast(events.capacity() * EPOLL_EVENT);
        int count = os.libc.epoll_wait(epoll, found.address(), events.capacity(), millis);
        for (int i = 0; i < count; i++) {
            int at = i * EPOLL_EVENT;
            events.set(i, found.getLong(at + EPOLL_TOKEN), readiness(found.getInt(at), PollSet.READ | PollSet.WRITE));
        }
        return os.resultOrCode(count);
    }
}
