package nitro.ready;

import nitro.posix.CommandFailure;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** Ends nitro-wait or nitro-ready before it became another program: with an exit status and a line that says why. */
final class Failure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private static final int USAGE = 2;
    private static final int TIME_OVER = 3;
    private static final int NOT_EXECUTED = 126;
    private static final int NOT_FOUND = 127;

    private Failure(int status, String line) {
        super(status, line);
    }

    /** The arguments are wrong. */
    static Failure usage(String what) {
        return new Failure(USAGE, what);
    }

    /** Not all that was waited for came. */
    static Failure timeOver(String what) {
        return new Failure(TIME_OVER, "time is over: " + what);
    }

    /** The program, or what it needs, could not be started. */
    static Failure notExecuted(String what, ErrnoException why) {
        return new Failure(why.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTED, what + ": " + why.reason());
    }

    static Failure unable(String what) {
        return new Failure(NOT_EXECUTED, what);
    }
}
