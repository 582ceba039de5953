package nitro.front.dinit;

import nitro.posix.WaitStatus;

/** The status that dinit exits with: the first that is set stays (spec dinit 6). */
final class ExitCode {
    /** A failure of dinit itself. */
    static final int FAILURE = 1;

    /** A program of a service failed. */
    static final int SERVICE_FAILURE = 3;

    /** The exit status by which a program says that it disables itself. */
    static final int DISABLED = 115;

    private static final int UNSET = -1;

    private int code = UNSET;

    /** A signal asked for the end; whatever programs do from now on, that was no failure. */
    void asked() {
        set(0);
    }

    /** dinit could not do something. Returns whether that decides the status. */
    boolean failed() {
        return set(FAILURE);
    }

    /**
     * A program has ended.
     *
     * @param toldToEnd whether death by a signal is what it was asked for
     */
    void ended(WaitStatus how, boolean toldToEnd) {
        boolean failed = how.exited() ? how.exitStatus() != 0 && how.exitStatus() != DISABLED : !toldToEnd;
        if (failed) {
            set(SERVICE_FAILURE);
        }
    }

    private boolean set(int wanted) {
        boolean first = code == UNSET;
        if (first) {
            code = wanted;
        }
        return first;
    }

    int get() {
        return Math.max(0, code);
    }
}
