package nitro.ctl.reach;

import java.io.PrintStream;

/** The errors so far: a line for each on standard error, and the highest of the exit statuses (spec 6.1). */
public final class Complaints {
    private final String command;
    private final PrintStream err;
    private int status;

    /** @param command its name begins each line */
    public Complaints(String command, PrintStream err) {
        this.command = command;
        this.err = err;
    }

    public void add(int status, String line) {
        this.status = Math.max(this.status, status);
        if (!line.isEmpty()) {
            err.print(command + ": " + line + "\n");
        }
    }

    public void add(Failure failure) {
        add(failure.status(), failure.line());
    }

    /** The exit status: 0 if all went well. */
    public int status() {
        return status;
    }
}
