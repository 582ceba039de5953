package nitro.engine.model;

/** Where the standard error of a service's programs goes, from its next start on. */
public enum Errors {
    /** Where the supervisor's goes. */
    INHERITED,
    /** Where their standard output goes. */
    WITH_OUTPUT,
    /** To the supervisor, as {@link Output.Captured} is. */
    CAPTURED
}
