package nitro.ctl.reach;

import nitro.command.CommandFailure;
import nitro.command.ExitStatus;
import nitro.spat.client.Unreachable;

/** Ends a command before its time: with an exit status (spec 6.4) and, mostly, a line that says why. */
public final class Failure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    /** start or restart ended in FATAL; pidof or check found it not running. */
    public static final int NOT_RUNNING = 1;

    private static final int UNREACHABLE = 4;

    /** Signals have numbers from 1, so the status of a command that one ended is above this. */
    private static final int SIGNALLED = ExitStatus.ofSignal(0);

    private Failure(int status, String line) {
        super(status, line);
    }

    public static Failure usage(String what) {
        return new Failure(ExitStatus.USAGE, what);
    }

    static Failure timedOut(String what) {
        return new Failure(ExitStatus.TIMED_OUT, what);
    }

    public static Failure unreachable(Unreachable why) {
        return new Failure(UNREACHABLE, "cannot reach nitro: " + why.reason());
    }

    public static Failure error(String what) {
        return new Failure(ExitStatus.ERROR, what);
    }

    static Failure noSuchService(String name) {
        return error(name + ": no such service");
    }

    /** A signal asked us to end. */
    static Failure signalled(int number) {
        return new Failure(ExitStatus.ofSignal(number), "");
    }

    public boolean isSignalled() {
        return status() > SIGNALLED;
    }
}
