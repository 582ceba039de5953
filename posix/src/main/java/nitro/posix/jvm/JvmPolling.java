package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
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
            int wanted = set.wanted(i);
            int events = ((wanted & PollSet.READ) == 0 ? 0 : POLLIN) | ((wanted & PollSet.WRITE) == 0 ? 0 : POLLOUT);
            int at = i * POLLFD;
            fds.putInt(at, set.fd(i));
            fds.putShort(at + EVENTS, (short) events);
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

    private static int readiness(int events, int wanted) {
        if ((events & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
            return wanted;
        }
        return ((events & POLLIN) == 0 ? 0 : PollSet.READ) | ((events & POLLOUT) == 0 ? 0 : PollSet.WRITE);
    }
}
