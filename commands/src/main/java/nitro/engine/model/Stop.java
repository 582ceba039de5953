package nitro.engine.model;

import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * How a program is stopped: by another program or, where that is missing, by {@code signal}; then CONT, and KILL if it has
 * not ended in time.
 *
 * @param program is executed to stop it, if any; no signal is sent unless that fails
 * @param signal what it is sent otherwise
 * @param group whether the signals go to its whole process group
 * @param resumes whether CONT follows, for one that has been stopped by STOP
 * @param killAfterMs milliseconds between {@code signal} and KILL, {@link #NEVER} for no KILL
 */
public record Stop(@Nullable Program program, Signal signal, boolean group, boolean resumes, int killAfterMs) {
    /** No KILL follows, however long it takes. */
    public static final int NEVER = -1;

    /** TERM to the process alone. */
    public static final Stop TERM = of(Signal.TERM, false);

    /** By a signal, then CONT, and KILL after the usual time. */
    public static Stop of(Signal signal, boolean group) {
        return new Stop(null, signal, group, true, Timing.KILL_AFTER_MS);
    }
}
