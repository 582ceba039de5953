package nitro.front.nitro.sim;

/** Holds nitro to its sleep: it wakes for something, does it, and comes back (an idle supervisor makes no wake-up). */
final class Waits {
    /** More waits than any run has. */
    private static final int MOST_WAITS = 30_000;

    /** More calls than nitro makes between two waits. */
    private static final int MOST_CALLS = 50_000;

    private int waits;
    private int calls;
    private int patience;
    private boolean wokenByTime;

    /**
     * Nitro is about to wait.
     *
     * @param millis how long; negative: without limit
     * @param lenient whether a timer may have nothing to do, as when its cause is gone in a shutdown
     */
    void begins(int millis, boolean lenient) {
        Violation.unless(++waits < MOST_WAITS, "nitro goes round in circles");
        Violation.unless(!wokenByTime || calls > 0 || lenient, "nitro woke up and had nothing to do");
        patience = millis;
        calls = 0;
    }

    void ended(boolean byTime) {
        wokenByTime = byTime;
    }

    /** Nitro has made a call that does something. */
    void acts() {
        Violation.unless(++calls < MOST_CALLS, "nitro does not come back to its waiting");
    }

    /** Nothing is to come: nitro must wait for nothing but what others do. */
    void checkAtRest() {
        Violation.unless(patience < 0, "nitro at rest waits only " + patience);
    }
}
