package nitro.posix;

/** Calls that wait until descriptors are ready. */
public interface Polling {
    /**
     * Waits until a descriptor is ready, a signal arrives, or the time is over.
     *
     * @param millis the longest wait; negative: no limit
     * @return how many are ready, or the code of an {@link Errno}: EINTR is ordinary
     */
    int poll(PollSet set, int millis);

    /** epoll_create1(2): a descriptor for the calls below. */
    int epollCreate() throws ErrnoException;

    /**
     * epoll_ctl(EPOLL_CTL_ADD): from now on {@link #epollWait} reports the descriptor for as long as it is ready.
     *
     * <p>That holds until {@link #epollRemove}, or until what the descriptor is open on is closed everywhere, also where
     * another process has it: so it is to be removed before it is closed.
     *
     * @param events {@link PollSet#READ}, {@link PollSet#WRITE} or both
     * @param token what its events are reported with
     * @return 0 or the code of an {@link Errno}: EPERM for what is always ready, such as a regular file or /dev/null
     */
    int epollAdd(int epoll, int fd, int events, long token);

    /** epoll_ctl(EPOLL_CTL_MOD): the same with other events or another token; ENOENT if it was not added. */
    int epollModify(int epoll, int fd, int events, long token);

    /** epoll_ctl(EPOLL_CTL_DEL); returns 0 or the code of an {@link Errno}: ENOENT if it was not added. */
    int epollRemove(int epoll, int fd);

    /**
     * Waits until a descriptor is ready, a signal arrives, or the time is over. Those that are ready take turns where
     * there is not room for all.
     *
     * @param millis the longest wait; negative: no limit
     * @return how many events there are, or the code of an {@link Errno}: EINTR is ordinary
     */
    int epollWait(int epoll, EpollEvents events, int millis);

    /** Passes each call on to the part that {@link #polling} has. */
    interface Forwarding extends Polling {
        Polling polling();

        @Override
        default int poll(PollSet set, int millis) {
            return polling().poll(set, millis);
        }

        @Override
        default int epollCreate() throws ErrnoException {
            return polling().epollCreate();
        }

        @Override
        default int epollAdd(int epoll, int fd, int events, long token) {
            return polling().epollAdd(epoll, fd, events, token);
        }

        @Override
        default int epollModify(int epoll, int fd, int events, long token) {
            return polling().epollModify(epoll, fd, events, token);
        }

        @Override
        default int epollRemove(int epoll, int fd) {
            return polling().epollRemove(epoll, fd);
        }

        @Override
        default int epollWait(int epoll, EpollEvents events, int millis) {
            return polling().epollWait(epoll, events, millis);
        }
    }
}
