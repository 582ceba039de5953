package nitro.define.directory;

import nitro.engine.model.RestartPolicy;
import nitro.engine.model.Stop;
import nitro.engine.model.Timing;

/**
 * The policies of a service, as the small text files of its directory give them (spec policies).
 *
 * @param stopLimitMs between the order to stop and KILL, {@link Stop#NEVER} for no KILL
 * @param finishLimitMs the time of {@code finish} before KILL, {@link Stop#NEVER} for no KILL
 * @param restart whether and when it is started again
 */
public record Policy(int stopLimitMs, int finishLimitMs, RestartPolicy restart) {
    /** Of a service whose directory gives none. */
    public static final Policy USUAL = new Policy(Timing.KILL_AFTER_MS, Timing.FINISH_LIMIT_MS, RestartPolicy.USUAL);

    /** The same with another policy of restarts. */
    public Policy with(RestartPolicy other) {
        return new Policy(stopLimitMs, finishLimitMs, other);
    }
}
