package nitro.engine.model;

import nitro.posix.WaitStatus;

/**
 * How the last {@link Role#RUN} or {@link Role#SETUP} of a service ended.
 *
 * @param exitStatus 0 to 255, {@link #NOT_EXECUTED} if it could not be executed, -1 if a signal ended it
 * @param signal the signal that ended it, 0 if none did
 */
public record Ended(int exitStatus, int signal) {
    /** The exit status of what could not be executed. */
    public static final int NOT_EXECUTED = 111;

    /** The exit status of a finish that refuses a restart (spec policies 3.4). */
    public static final int REFUSED = 125;

    public static Ended of(WaitStatus end) {
        return end.exited() ? new Ended(end.exitStatus(), 0) : new Ended(-1, end.signal());
    }
}
