package nitro.machine;

/** Why nitro cannot go on: a whole sentence for the user. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final boolean inUse;

    public StartFailure(String message) {
        this(message, false);
    }

    private StartFailure(String message, boolean inUse) {
        this.message = message;
        this.inUse = inUse;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Another nitro has the socket: nothing is to be touched (spec 3.6, 5.1). */
    public static StartFailure socketInUse(String path) {
        return new StartFailure(path + ": socket already in use", true);
    }

    public boolean inUse() {
        return inUse;
    }
}
