package nitro.spat.client;

/** nitro cannot be reached: the path that could not be used, and why. */
public final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Unreachable(String path, String why) {
        super(path + ": " + why, null, false, false);
        reason = path + ": " + why;
    }

    /** {@code PATH: WHY}. */
    public String reason() {
        return reason;
    }
}
