package nitro.engine.model;

/** Whether a service whose run has ended by itself is started again. */
public enum Restart {
    /** Always, however it ended. */
    ALWAYS,
    /** Never: it is down then, until somebody orders it to start. */
    NEVER
}
