package nitro.text;

/** The words of a command line are wrong; the message says which and why. Each command has an exit status of its own for it. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param what what to print after the command's name */
    public UsageException(String what) {
        super(what, null, false, false);
    }

    /** The text to print after the command's name. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
