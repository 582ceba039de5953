package nitro.ctl;

import nitro.json.Json;
import nitro.posix.WaitStatus;

/** How a process ended, from the raw wait status of the protocol (spec 5.2, WSTATUS), for people and for programs. */
final class Endings {
    private static final int NOT_EXECUTED = -1;
    private static final int CORE = 0x80;

    /** By their number on Linux, the same on all architectures that nitro runs on; signal(7). */
    private static final String[] SIGNALS =
            ("0 HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG"
                            + " XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
                    .split(" ", -1);

    private Endings() {}

    /** {@code exit 1}, {@code SIGKILL}. */
    static String words(int wstatus) {
        if (wstatus == NOT_EXECUTED) {
            return "could not be executed";
        }
        WaitStatus end = new WaitStatus(wstatus);
        if (end.exited()) {
            return "exit " + end.exitStatus();
        }
        return signal(end.signal()) + ((wstatus & CORE) != 0 ? ", core dumped" : "");
    }

    static String signal(int number) {
        return number < SIGNALS.length ? "SIG" + SIGNALS[number] : "signal " + number;
    }

    /** Members wstatus, and exit and signal, of which at most one is not null. */
    static void append(Json json, int wstatus) {
        json.member("wstatus", wstatus);
        WaitStatus end = new WaitStatus(wstatus);
        if (wstatus == NOT_EXECUTED) {
            json.none("exit").none("signal");
        } else if (end.exited()) {
            json.member("exit", end.exitStatus()).none("signal");
        } else {
            json.none("exit").member("signal", signal(end.signal()));
        }
    }
}
