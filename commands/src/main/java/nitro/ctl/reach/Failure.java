package nitro.ctl.reach;

import nitro.command.CommandFailure;
import nitro.spat.client.Unreachable;

/** Ends a command before its time: with an exit status (spec 6.4) and, mostly, a line that says why. */
public final class Failure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    /** start or restart ended in FATAL; pidof or check found it not running. */
    public static final int NOT_RUNNING = 1;

    static final int USAGE = 2;
    public static final int TIMED_OUT = 3;
    static final int UNREACHABLE = 4;

    /** No such service, or an error of our own. */
    public static final int ERROR = 111;

    /** Added to the number of the signal that ended it. */
    public static final int SIGNALLED = 128;

    private Failure(int status, String line) {
        super(status, line);
    }

    public static Failure usage(String what) {
        return new Failure(USAGE, what);
    }

    static Failure timedOut(String what) {
        return new Failure(TIMED_OUT, what);
    }

    public static Failure unreachable(Unreachable why) {
        return new Failure(UNREACHABLE, "cannot reach nitro: " + why.reason());
    }

    public static Failure error(String what) {
        return new Failure(ERROR, what);
    }

    static Failure noSuchService(String name) {
        return error(name + ": no such service");
    }

    /** A signal asked us to end. */
    static Failure signalled(int number) {
        return new Failure(SIGNALLED + number, "");
    }

    public boolean isSignalled() {
        return status() > SIGNALLED;
    }
}
