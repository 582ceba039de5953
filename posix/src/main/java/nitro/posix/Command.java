package nitro.posix;

/** One of the names that the binary and the jar answer to. */
@FunctionalInterface
public interface Command {
    /** Runs it and returns the exit status; it never exits the process itself. */
    int run(Invocation invocation, Platform platform);
}
