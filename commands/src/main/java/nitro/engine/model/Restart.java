package nitro.engine.model;

/** When a service whose run has ended by itself is started again. */
public enum Restart {
    /** However it ended. */
    ALWAYS,
    /** Unless its end was a success. */
    ON_FAILURE,
    /** Never: it is done then, or has failed. */
    ONCE,
    /** Never: it is down then, however it ended. */
    NEVER
}
