package nitro.supervisor;

/** Why nitro cannot go on: a whole sentence for the user. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final boolean inUse;

    StartFailure(String message) {
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
    static StartFailure socketInUse(String path) {
        return new StartFailure(path + ": socket already in use", true);
    }

    boolean inUse() {
        return inUse;
    }
}
