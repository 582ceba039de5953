package nitro.tools;

import nitro.posix.Invocation;
import nitro.posix.Platform;
import org.jspecify.annotations.Nullable;

/** pgrphack: runs a program in a session and process group of its own. */
public final class Pgrphack extends Tool {
    private static final String USAGE = "pgrphack PROG [ARGUMENT ...]";

    private static final String PAGE = "usage: " + USAGE + """


            Becomes PROG, in the same process, as the leader of a new session and so of a new process group, without a
            controlling terminal: signals to the caller's group, such as those of Ctrl-C, do not reach it, and its own
            children can be signalled together (kill -TERM -PID).

            What nitro starts leads a session already, and then nothing changes.

            Exit status: 100 wrong usage; 111 PROG could not be executed; else that of PROG.
            """;

    public Pgrphack() {
        super(PAGE);
    }

    @Override
    @Nullable
    Plan plan(Invocation call, Platform platform) throws Failure {
        if (isHelp(call.args())) {
            return null;
        }
        Plan plan = new Plan();
        plan.program = program(call.args(), 0, USAGE);
        plan.newSession = true;
        return plan;
    }
}
