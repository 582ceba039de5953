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

    /** Passes each call on to the part that {@link #polling} has. */
    interface Forwarding extends Polling {
        Polling polling();

        @Override
        default int poll(PollSet set, int millis) {
            return polling().poll(set, millis);
        }
    }
}
