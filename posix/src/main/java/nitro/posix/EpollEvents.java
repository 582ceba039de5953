package nitro.posix;

/** What {@link Polling#epollWait} found: parallel arrays that are used again for each wait. */
public final class EpollEvents {
    private final long[] tokens;
    private final int[] ready;

    /** @param capacity how many events one wait reports at most */
    public EpollEvents(int capacity) {
        tokens = new long[capacity];
        ready = new int[capacity];
    }

    public int capacity() {
        return tokens.length;
    }

    /** The token with which the descriptor was added. */
    public long token(int index) {
        return tokens[index];
    }

    /**
     * The events that are ready: {@link PollSet#READ}, {@link PollSet#WRITE}; both for a hang-up or an error, whatever
     * was wanted.
     */
    public int ready(int index) {
        return ready[index];
    }

    /** For the bindings: what epoll_wait(2) found. */
    public void set(int index, long token, int events) {
        tokens[index] = token;
        ready[index] = events;
    }
}
