package nitro.engine.model;

import nitro.posix.Signal;

/**
 * How a program is stopped: it is sent {@code signal}, then CONT, and KILL if it has not ended in time.
 *
 * @param group whether the signals go to its whole process group
 * @param killAfterMs milliseconds between {@code signal} and KILL
 */
public record Stop(Signal signal, boolean group, int killAfterMs) {
    /** TERM to the process alone. */
    public static final Stop TERM = new Stop(Signal.TERM, false, Timing.KILL_AFTER_MS);
}
