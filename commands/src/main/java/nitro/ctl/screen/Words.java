package nitro.ctl.screen;

import nitro.posix.WaitStatus;

/** Numbers of the protocol in the words of people. */
public final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** By their number on Linux, which is the same on all architectures that nitro runs on; signal(7). */
    private static final String[] SIGNALS = {
        "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private Words() {}

    /** Seconds as the two largest units: {@code 12s}, {@code 3m 05s}, {@code 2h 07m}, {@code 41d 03h}. */
    public static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m " + two(seconds % MINUTE) + "s";
        }
        if (seconds < DAY) {
            return seconds / HOUR + "h " + two(seconds % HOUR / MINUTE) + "m";
        }
        return seconds / DAY + "d " + two(seconds % DAY / HOUR) + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** How the last process ended: {@code exit 1}, {@code SIGKILL}; empty if none ended, or well (spec 5.2, WSTATUS). */
    public static String ending(int wstatus) {
        WaitStatus status = new WaitStatus(wstatus);
        if (wstatus == -1) {
            return "not run";
        }
        if (status.exited()) {
            return status.exitStatus() == 0 ? "" : "exit " + status.exitStatus();
        }
        return signal(status.signal());
    }

    /** {@code SIGKILL}; {@code SIG40} for one without a name. */
    public static String signal(int number) {
        return "SIG" + (number < SIGNALS.length ? SIGNALS[number] : Integer.toString(number));
    }
}
