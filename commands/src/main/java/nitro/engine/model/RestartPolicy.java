package nitro.engine.model;

import java.util.Set;
import java.util.function.ToIntFunction;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a service is started again whose run has ended by itself.
 *
 * @param when after which ends
 * @param goodExits the exit statuses besides 0 that are a success
 * @param goodSignals the signals whose kill is a success
 * @param backoff the pauses before restarts; null for those of nitro 4.2
 * @param most how many restarts there may be within {@code withinMs}; one more is a failure for good
 * @param withinMs milliseconds
 */
public record RestartPolicy(
        Restart when,
        Set<Integer> goodExits,
        Set<Signal> goodSignals,
        @Nullable Backoff backoff,
        int most,
        int withinMs) {
    /** There may be any number of restarts. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Always, as nitro 0.8 does it. */
    public static final RestartPolicy USUAL = of(Restart.ALWAYS);

    /** Without further ends that are a success, pauses of its own, or a limit. */
    public static RestartPolicy of(Restart when) {
        return new RestartPolicy(when, Set.of(), Set.of(), null, NO_LIMIT, 0);
    }

    /**
     * Pauses that grow: twice as long each time.
     *
     * @param firstMs milliseconds before the first restart
     * @param longestMs the longest pause
     * @param stableMs after being UP for so long, the next pause is the first again
     */
    public record Backoff(int firstMs, int longestMs, int stableMs) {
        /** Milliseconds before a restart, after so many others. */
        public int pauseMs(int before) {
            long pause = (long) firstMs << Math.min(before, 31);
            return (int) Math.min(Math.max(pause, 0), Math.max(longestMs, firstMs));
        }
    }

    /**
     * Whether run has ended well.
     *
     * @param numbers the numbers of signals
     */
    public boolean isSuccess(Ended how, ToIntFunction<Signal> numbers) {
        return how.signal() == 0
                ? how.exitStatus() == 0 || goodExits.contains(how.exitStatus())
                : goodSignals.stream().anyMatch(signal -> numbers.applyAsInt(signal) == how.signal());
    }
}
