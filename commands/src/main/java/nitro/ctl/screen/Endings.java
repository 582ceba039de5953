package nitro.ctl.screen;

import nitro.posix.WaitStatus;

/** How a process ended, from the raw wait status of the protocol (spec 5.2, WSTATUS), for people. */
public final class Endings {
    /** The wait status of what could not be executed, or of a setup that ended with 111. */
    public static final int NOT_EXECUTED = -1;

    private static final int CORE = 0x80;

    /** By their number on Linux, which is the same on all architectures that nitro runs on; signal(7). */
    private static final String[] SIGNALS = {
        "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private Endings() {}

    /** {@code exit 1}, {@code SIGKILL}; empty if the process ended well, or none has ended. */
    public static String brief(int wstatus) {
        if (wstatus == NOT_EXECUTED) {
            return "not run";
        }
        WaitStatus end = new WaitStatus(wstatus);
        if (end.exited()) {
            return end.exitStatus() == 0 ? "" : "exit " + end.exitStatus();
        }
        return signal(end.signal());
    }

    /** {@code exit 0}, {@code SIGSEGV, core dumped}. */
    public static String full(int wstatus) {
        String brief = brief(wstatus);
        if (brief.isEmpty()) {
            return "exit 0";
        }
        boolean core = wstatus != NOT_EXECUTED && !new WaitStatus(wstatus).exited() && (wstatus & CORE) != 0;
        return core ? brief + ", core dumped" : brief;
    }

    /** {@code SIGKILL}; {@code SIG40} for a signal without a name. */
    public static String signal(int number) {
        return "SIG" + (number < SIGNALS.length ? SIGNALS[number] : Integer.toString(number));
    }
}
