package nitro.front.dinit;

import nitro.posix.WaitStatus;

/** How a process has ended, in dinit's words. */
final class Ends {
    private Ends() {}

    static String words(int pid, WaitStatus how) {
        String process = "PID " + pid + " finished ";
        if (!how.exited()) {
            return process + "with signal " + how.signal();
        }
        return how.exitStatus() == ExitCode.DISABLED
                ? process + "and disabled itself"
                : process + "with status " + how.exitStatus();
    }

    /** The same for a process that no service started, which has nothing to disable. */
    static String ofStranger(int pid, WaitStatus how) {
        return how.exited() ? "PID " + pid + " finished with status " + how.exitStatus() : words(pid, how);
    }
}
