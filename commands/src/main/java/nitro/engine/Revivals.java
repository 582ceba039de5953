package nitro.engine;

import java.util.function.ToIntFunction;
import nitro.engine.life.Verdict;
import nitro.engine.model.Ended;
import nitro.engine.model.Restart;
import nitro.engine.model.RestartPolicy;
import nitro.engine.model.RestartPolicy.Backoff;
import nitro.engine.model.Timing;
import nitro.posix.Signal;

/** How a service comes back to life by itself: counts its restarts, and knows the pause before the next. */
final class Revivals {
    private static final long[] NONE = {};

    /** When the last restarts were begun, the oldest first: room for as many as the policy allows. */
    private long[] begun = NONE;

    private int count;

    private RestartPolicy policy = RestartPolicy.USUAL;
    private Verdict verdict = Verdict.AGAIN;
    private boolean success;
    private boolean byItself;
    private int pauses;
    private long upSince = -1;

    /** Run is about to be executed under this policy: makes room, since nothing may fail after that. */
    void prepare(RestartPolicy now) {
        int room = now.most() == RestartPolicy.NO_LIMIT ? 0 : now.most();
        if (begun.length != room) {
            long[] moved = room == 0 ? NONE : new long[room];
            int kept = Math.min(count, room);
            System.arraycopy(begun, count - kept, moved, 0, kept);
            begun = moved;
            count = kept;
        }
        policy = now;
    }

    /** Run is executing. */
    void started(long time) {
        upSince = -1;
        if (byItself && begun.length > 0) {
            if (count == begun.length) {
                drop(1);
            }
            begun[count++] = time;
        }
        byItself = false;
    }

    /** Forgets the oldest. */
    private void drop(int number) {
        System.arraycopy(begun, number, begun, 0, count - number);
        count -= number;
    }

    void up(long time) {
        upSince = time;
    }

    /**
     * Run has ended.
     *
     * @param unasked whether nobody had it stopped
     * @param numbers the numbers of signals
     */
    void ended(Ended how, boolean unasked, long time, ToIntFunction<Signal> numbers) {
        int old = 0;
        while (old < count && time - begun[old] >= policy.withinMs()) {
            old++;
        }
        drop(old);
        success = policy.isSuccess(how, numbers);
        verdict = Verdict.of(policy, success, count);
        byItself = unasked && verdict == Verdict.AGAIN;
        Backoff backoff = policy.backoff();
        if (backoff != null && upSince >= 0 && time - upSince >= backoff.stableMs()) {
            pauses = 0;
        }
        upSince = -1;
    }

    /** A user has ordered something: what was before does not count any more. */
    void ordered() {
        count = 0;
        pauses = 0;
        byItself = false;
    }

    /** The verdict on the last end. */
    Verdict verdict() {
        return verdict;
    }

    /** Whether the restart that is due follows from the end of run alone. */
    boolean isByItself() {
        return byItself;
    }

    /** Whether the last end was a success. */
    boolean isSuccess() {
        return success;
    }

    /** Whether the service has failed for good because there were too many restarts. */
    boolean gaveUp() {
        return verdict == Verdict.FAILED && policy.when() != Restart.ONCE;
    }

    /** The reason why it gave up, in words. */
    String surrender() {
        String times = policy.most() == 1 ? "1 restart" : policy.most() + " restarts";
        return "gave up after " + times + " within " + policy.withinMs() / 1000.0 + " s";
    }

    /**
     * Milliseconds before the restart that is due, 0 for none.
     *
     * @param life milliseconds since the last start
     */
    int pauseMs(long life) {
        Backoff backoff = policy.backoff();
        if (byItself && backoff != null) {
            return Math.max(backoff.pauseMs(pauses), 1);
        }
        return life < Timing.SHORT_LIFE_MS ? Timing.RESTART_DELAY_MS : 0;
    }

    /** The restart follows after the pause. */
    void paused() {
        if (byItself && policy.backoff() != null && pauses < Integer.MAX_VALUE) {
            pauses++;
        }
    }
}
