package nitro.posix.fake;

import nitro.posix.PollSet;

/** The rest of the world, which acts while our process waits. */
public interface Scenario {
    /**
     * Called at the beginning of each poll.
     *
     * @param set what our process waits for
     * @param millis how long it is ready to wait; negative: without limit
     */
    default void polls(PollSet set, int millis) {}

    /**
     * Called at the beginning of each wait of a loop.
     *
     * @param millis how long our process is ready to wait; negative: without limit
     */
    default void waits(int millis) {}

    /**
     * Called when nothing can happen any more by itself and our process waits without limit.
     *
     * @return whether the scenario has made something happen
     */
    default boolean idle() {
        return false;
    }
}
