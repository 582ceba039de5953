package nitro.engine.life;

import nitro.engine.model.RestartPolicy;

/** The consequences of an end of run by itself, by the policy of the service alone (spec policies 3.1). */
public enum Verdict {
    /** It is started again. */
    AGAIN,
    /** It has done what it was to do. */
    DONE,
    /** It has failed for good. */
    FAILED,
    /** It is down. */
    DOWN;

    /**
     * @param success whether its end was a success
     * @param restarts how many restarts were begun within the time that the policy names
     */
    public static Verdict of(RestartPolicy policy, boolean success, int restarts) {
        return switch (policy.when()) {
            case ALWAYS -> again(policy, restarts);
            case ON_FAILURE -> success ? DONE : again(policy, restarts);
            case ONCE -> success ? DONE : FAILED;
            case NEVER -> DOWN;
        };
    }

    private static Verdict again(RestartPolicy policy, int restarts) {
        return restarts >= policy.most() ? FAILED : AGAIN;
    }
}
