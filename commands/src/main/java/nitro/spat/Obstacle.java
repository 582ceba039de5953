package nitro.spat;

import org.jspecify.annotations.Nullable;

/** A service that keeps another from starting, and how (spec needs 2.1). */
public record Obstacle(Kind kind, String service) {
    /** How one service keeps another from starting, with its number on the wire. */
    public enum Kind {
        /** It is required and not up. */
        REQUIRED(1),
        /** It comes first, and is starting. */
        EARLIER(2),
        /** The two do not run at the same time. */
        CONFLICTING(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static @Nullable Kind of(int code) {
            return code >= 1 && code <= values().length ? values()[code - 1] : null;
        }
    }
}
