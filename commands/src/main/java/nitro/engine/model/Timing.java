package nitro.engine.model;

/** Every duration of the engine, in milliseconds. The numbers of the lines in parentheses are nitro's specification's. */
public final class Timing {
    /** Before a service that ended early, or whose setup failed, is started again (spec 4.2, 1.4). */
    public static final int RESTART_DELAY_MS = 1000;

    /** A life shorter than this is followed by {@link #RESTART_DELAY_MS} (spec 4.2). */
    public static final int SHORT_LIFE_MS = 1000;

    /** Before something is tried again for which the system lacked something (spec 4.3). */
    public static final int RETRY_DELAY_MS = 2000;

    /** The longest pause between two tries, where it doubles from one to the next. */
    public static final int LONGEST_RETRY_DELAY_MS = 30_000;

    /** After this long a service that cannot say so counts as ready (spec 4.4). */
    public static final int SETTLE_MS = 2000;

    /** Between the signal that stops a process and KILL (spec 4.5). */
    public static final int KILL_AFTER_MS = 7000;

    /** The time beyond {@link #KILL_AFTER_MS} after which a helper that leads a session kills its program. */
    public static final int HELPER_GRACE_MS = 1000;

    /** After KILL, before a process that does not end is given up: it hangs in the kernel. */
    public static final int GIVE_UP_AFTER_MS = 7000;

    /** The time of a finish program before KILL (spec 1.4). */
    public static final int FINISH_LIMIT_MS = 7000;

    /** In a shutdown, what a service has to read what others wrote to it, before it is stopped (spec 4.11). */
    public static final int DRAIN_LIMIT_MS = 7000;

    /** The time of a program that runs before the end of the supervisor or of the machine (spec 3.4, 3.5). */
    public static final int LAST_PROGRAM_LIMIT_MS = 30_000;

    /**
     * In a shutdown, without any service going down, before those that are left are given up: more than
     * {@link #DRAIN_LIMIT_MS}, {@link #KILL_AFTER_MS} and {@link #FINISH_LIMIT_MS} together. Only a process that KILL
     * does not reach lives so long.
     */
    public static final int STUCK_AFTER_MS = 30_000;

    private Timing() {}
}
