package nitro.command;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** Ends a command before its time: with an exit status and, mostly, a line that says why. */
public class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String line;

    /** @param line what to print after the command's name; empty for nothing */
    public CommandFailure(int status, String line) {
        super(line, null, false, false);
        this.status = status;
        this.line = line;
    }

    /** Something could not be done. */
    public static CommandFailure error(String what) {
        return new CommandFailure(ExitStatus.ERROR, what);
    }

    /** The same, for the system's reason. */
    public static CommandFailure error(String what, ErrnoException why) {
        return error(what + ": " + why.reason());
    }

    /** A program, or what it needs, could not be executed; the status is a shell's. */
    public static CommandFailure notExecuted(String what, ErrnoException why) {
        int status = why.errno() == Errno.ENOENT ? ExitStatus.NOT_FOUND : ExitStatus.NOT_EXECUTED;
        return new CommandFailure(status, what + ": " + why.reason());
    }

    /** The exit status. */
    public final int status() {
        return status;
    }

    /** The text to print after the command's name; empty to print nothing. */
    public final String line() {
        return line;
    }
}
