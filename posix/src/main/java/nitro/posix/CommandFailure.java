package nitro.posix;

/**
 * Ends a command before its time: with an exit status and, mostly, a line that says why. Each family of commands has its own
 * statuses, and so a class of its own that names them.
 */
public class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String line;

    /** @param line what to print after the command's name; empty for nothing */
    protected CommandFailure(int status, String line) {
        super(line, null, false, false);
        this.status = status;
        this.line = line;
    }

    /** The exit status. */
    public final int status() {
        return status;
    }

    /** What to print after the command's name; empty for nothing. */
    public final String line() {
        return line;
    }
}
