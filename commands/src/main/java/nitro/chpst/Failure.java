package nitro.chpst;

import nitro.posix.CommandFailure;
import nitro.posix.ErrnoException;

/** Ends a tool before it became another program: with an exit status and, mostly, a line that says why. */
public final class Failure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private static final int USAGE = 100;
    private static final int ERROR = 111;

    private Failure(int status, String line) {
        super(status, line);
    }

    /** The arguments are wrong. */
    static Failure usage(String what) {
        return new Failure(USAGE, what);
    }

    /** The state could not be changed, or the program not executed. */
    static Failure error(String what) {
        return new Failure(ERROR, what);
    }

    static Failure error(String what, ErrnoException why) {
        return error(what + ": " + why.reason());
    }

    /** The end without a word that was asked for, should it come to this. */
    static Failure quietSuccess() {
        return new Failure(0, "");
    }
}
