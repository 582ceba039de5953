package nitro.ctl.show;

import nitro.ctl.screen.Words;
import nitro.posix.WaitStatus;
import nitro.text.Json;

/** How a process ended, from the raw wait status of the protocol (spec 5.2, WSTATUS), for people and for programs. */
final class Endings {
    private static final int NOT_EXECUTED = -1;
    private static final int CORE = 0x80;

    private Endings() {}

    /** {@code exit 1}, {@code SIGKILL}. */
    static String words(int wstatus) {
        if (wstatus == NOT_EXECUTED) {
            return "not run";
        }
        WaitStatus end = new WaitStatus(wstatus);
        if (end.exited()) {
            return "exit " + end.exitStatus();
        }
        return Words.signal(end.signal()) + ((wstatus & CORE) != 0 ? ", core dumped" : "");
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
            json.none("exit").member("signal", Words.signal(end.signal()));
        }
    }
}
