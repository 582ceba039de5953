package nitro.loop;

import org.jspecify.annotations.Nullable;

/** A descriptor that is watched, as the epoll knows it: there once, however many watch it. */
final class Registration {
    private static final int DESCRIPTOR_BITS = 32;

    final int fd;

    /** The token that its events carry: the descriptor, and above it a number that no other registration has. */
    final long token;

    /** The first of those who watch it; null when it is over. */
    @Nullable
    Watch first;

    /** The events that the epoll reports for it; 0 as long as it is not in the epoll. */
    int events;

    /** The epoll does not know it, or not what is wanted of it, and should. */
    boolean missing;

    /** The epoll does not take it, since it never has to be waited for: a regular file, or none that is open. */
    boolean alwaysReady;

    Registration(int fd, int number) {
        this.fd = fd;
        token = (long) number << DESCRIPTOR_BITS | fd;
    }

    /** The descriptor in a token. */
    static int descriptor(long token) {
        return (int) token;
    }

    /** The events that any of its watchers waits for. */
    int wanted() {
        int wanted = 0;
        for (Watch watch = first; watch != null; watch = watch.next) {
            wanted |= watch.events;
        }
        return wanted;
    }

    void add(Watch added) {
        if (first == null) {
            first = added;
            return;
        }
        Watch last = first;
        while (last.next != null) {
            last = last.next;
        }
        last.next = added;
    }

    /** The one removed still leads to the next: who goes from watch to watch may be at it. */
    void remove(Watch removed) {
        if (first == removed) {
            first = removed.next;
            return;
        }
        for (Watch watch = first; watch != null; watch = watch.next) {
            if (watch.next == removed) {
                watch.next = removed.next;
            }
        }
    }
}
