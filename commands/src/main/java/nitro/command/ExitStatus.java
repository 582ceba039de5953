package nitro.command;

/** The exit statuses of our commands, whose manuals list them; 0 is success. */
public final class ExitStatus {
    /** The arguments are wrong. */
    public static final int USAGE = 2;

    /** The time allowed has passed. */
    public static final int TIMED_OUT = 3;

    /** The arguments of a tool of daemontools' or runit's are wrong. */
    public static final int CHAIN_USAGE = 100;

    /** Something could not be done. */
    public static final int ERROR = 111;

    /** The program to become was found and could not be executed, as shells have it. */
    public static final int NOT_EXECUTED = 126;

    /** The program to become was not found, as shells have it. */
    public static final int NOT_FOUND = 127;

    private static final int SIGNALLED = 128;

    private ExitStatus() {}

    /** Ended by a signal of this number, as shells have it. */
    public static int ofSignal(int number) {
        return SIGNALLED + number;
    }
}
