package nitro.chpst;

import java.util.List;

/** pgrphack: runs a program in a session and process group of its own. */
public final class Pgrphack extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, as the leader of a new session and so of a
            new process group, without a controlling terminal: signals to the caller's
            group, such as those of Ctrl-C, do not reach it, and its own children can be
            signalled together (kill -TERM -PID).

            Scripts started by nitro lead a session already; then nothing changes.

            Exit status: 100 wrong usage; 111 PROG could not be executed; otherwise that of
            PROG.
            """;

    public Pgrphack() {
        super("pgrphack PROG [ARGUMENT ...]", 0, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.newSession = true;
    }
}
