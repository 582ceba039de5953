package nitro.engine;

/** A service that keeps another from starting at present, and why (spec engine 3.1). */
public record Obstacle(Kind kind, String service) {
    /** The reasons. */
    public enum Kind {
        /** It is required and not up. */
        REQUIRED,
        /** It comes first, and is starting. */
        EARLIER,
        /** The two do not run at the same time. */
        CONFLICTING
    }
}
