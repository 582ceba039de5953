package nitro.ctl;

import java.io.PrintStream;

/** What went wrong so far: a line for each on standard error, and the highest of the exit statuses (spec 6.1). */
final class Complaints {
    private final String command;
    private final PrintStream err;
    private int status;

    /** @param command its name begins each line */
    Complaints(String command, PrintStream err) {
        this.command = command;
        this.err = err;
    }

    void add(int status, String line) {
        this.status = Math.max(this.status, status);
        if (!line.isEmpty()) {
            err.print(command + ": " + line + "\n");
        }
    }

    void add(Failure failure) {
        add(failure.status(), failure.line());
    }

    /** The exit status: 0 if all went well. */
    int status() {
        return status;
    }
}
