package nitro.posix;

import java.util.List;

/**
 * A process to be started, as data; {@link Processes#spawn} carries it out by posix_spawn(3).
 *
 * <p>The child always begins with an empty signal mask, all signals at their default, and no open descriptor but those
 * that {@code duplicates} gives it and the parent's 0, 1 and 2 where it says nothing of them.
 *
 * @param path the executable, looked up from {@code directory}; no PATH search, no shell for a file without {@code #!}
 * @param argv all arguments, beginning with argument 0
 * @param environment {@code NAME=VALUE} strings
 * @param directory the child's working directory, empty for the parent's
 * @param duplicates carried out in order by dup2(2); a source equal to its target stays open in the child
 * @param leads what the child leads: a session, a process group in ours, or neither
 * @param descriptorLimit the child's soft RLIMIT_NOFILE, or {@link #INHERIT}
 */
public record Spawn(
        String path,
        List<String> argv,
        List<String> environment,
        String directory,
        List<Duplicate> duplicates,
        Leads leads,
        long descriptorLimit) {
    /** The child has the parent's limit. */
    public static final long INHERIT = -1;

    /** The kind of unit that a child leads, if any. */
    public enum Leads {
        NOTHING,
        GROUP,
        SESSION
    }

    /** @param newSession whether the child leads a session of its own, or nothing */
    public Spawn(
            String path,
            List<String> argv,
            List<String> environment,
            String directory,
            List<Duplicate> duplicates,
            boolean newSession,
            long descriptorLimit) {
        this(
                path,
                argv,
                environment,
                directory,
                duplicates,
                newSession ? Leads.SESSION : Leads.NOTHING,
                descriptorLimit);
    }

    /** The child's descriptor {@code target} is the parent's {@code source}. */
    public record Duplicate(int source, int target) {}
}
