package nitro.posix.image;

import nitro.posix.EpollEvents;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Polling;
import nitro.posix.image.PollCalls.EpollEvent;
import nitro.posix.image.PollCalls.PollFd;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.struct.SizeOf;

/** {@link Polling}, in the image. */
final class ImagePolling implements Polling {
    /** From so long a sleep on it is worth it to give memory back. */
    private static final int LONG_SLEEP_MS = 500;

    private final Scratch scratch;

    ImagePolling(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public int poll(PollSet set, int millis) {
        int size = set.size();
        long bytes = (long) size * SizeOf.get(PollFd.class);
        PollFd fds = scratch.only(bytes);
        for (int i = 0; i < size; i++) {
            PollFd entry = fds.addressOf(i);
            int wanted = set.wanted(i);
            entry.fd(set.fd(i));
            entry.events((short) (((wanted & PollSet.READ) == 0 ? 0 : PollCalls.POLLIN())
                    | ((wanted & PollSet.WRITE) == 0 ? 0 : PollCalls.POLLOUT())));
        }
        beforeSleep(millis);
        int count = PollCalls.poll(fds, size, millis);
        if (count < 0) {
            return ErrnoNumber.lastCode();
        }
        for (int i = 0; i < size; i++) {
            set.setReady(i, ready(fds.addressOf(i).revents(), set.wanted(i)));
        }
        return count;
    }

    /** Gives memory back before a long sleep, or one that may become long. */
    private static void beforeSleep(int millis) {
        if (millis < 0 || millis >= LONG_SLEEP_MS) {
            ProcessCalls.trim(millis < 0 ? 1 : 0);
        }
    }

    private static int ready(int found, int wanted) {
        if ((found & (PollCalls.POLLERR() | PollCalls.POLLHUP() | PollCalls.POLLNVAL())) != 0) {
            return wanted;
        }
        return ((found & PollCalls.POLLIN()) == 0 ? 0 : PollSet.READ)
                | ((found & PollCalls.POLLOUT()) == 0 ? 0 : PollSet.WRITE);
    }

    @Override
    public int epollCreate() throws ErrnoException {
        return ErrnoNumber.check(PollCalls.epollCreate(PollCalls.EPOLL_CLOEXEC()), "epoll_create1", "");
    }

    @Override
    public int epollAdd(int epoll, int fd, int events, long token) {
        return control(epoll, PollCalls.EPOLL_CTL_ADD(), fd, events, token);
    }

    @Override
    public int epollModify(int epoll, int fd, int events, long token) {
        return control(epoll, PollCalls.EPOLL_CTL_MOD(), fd, events, token);
    }

    @Override
    public int epollRemove(int epoll, int fd) {
        return control(epoll, PollCalls.EPOLL_CTL_DEL(), fd, 0, 0);
    }

    private static int control(int epoll, int operation, int fd, int events, long token) {
        EpollEvent event = StackValue.get(EpollEvent.class);
        event.events(((events & PollSet.READ) == 0 ? 0 : PollCalls.EPOLLIN())
                | ((events & PollSet.WRITE) == 0 ? 0 : PollCalls.EPOLLOUT()));
        event.token(token);
        return ErrnoNumber.resultOrCode(PollCalls.epollControl(epoll, operation, fd, event));
    }

    @Override
    public int epollWait(int epoll, EpollEvents events, int millis) {
        EpollEvent found = scratch.only((long) events.capacity() * SizeOf.get(EpollEvent.class));
        beforeSleep(millis);
        int count = PollCalls.epollWait(epoll, found, events.capacity(), millis);
        for (int i = 0; i < count; i++) {
            EpollEvent event = found.addressOf(i);
            events.set(i, event.token(), ready(event.events()));
        }
        return ErrnoNumber.resultOrCode(count);
    }

    private static int ready(int found) {
        if ((found & (PollCalls.EPOLLERR() | PollCalls.EPOLLHUP())) != 0) {
            return PollSet.READ | PollSet.WRITE;
        }
        return ((found & PollCalls.EPOLLIN()) == 0 ? 0 : PollSet.READ)
                | ((found & PollCalls.EPOLLOUT()) == 0 ? 0 : PollSet.WRITE);
    }
}
