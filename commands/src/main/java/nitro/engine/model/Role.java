package nitro.engine.model;

/** The role of a program in its service. At most one program of a service runs at a time. */
public enum Role {
    /** Prepares a start. */
    SETUP,
    /** Is the service: it runs as long as the service is up. */
    RUN,
    /** Cleans up after {@link #RUN} has ended. */
    FINISH
}
