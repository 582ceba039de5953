package nitro.tools;

import nitro.posix.Invocation;
import nitro.posix.Platform;
import org.jspecify.annotations.Nullable;

/** envuidgid: tells a program the numbers of a user in its environment. */
public final class Envuidgid extends Tool {
    private static final String USAGE = "envuidgid USER PROG [ARGUMENT ...]";

    private static final String PAGE = "usage: " + USAGE + """


            Becomes PROG, in the same process, with the variables UID and GID set to the numbers of the user USER of
            the password database and of its group. The process itself stays who it is: it is for a PROG that needs
            root first, to bind a port below 1024 say, and drops it by these two itself.

                #!/bin/sh
                exec envuidgid dns tinyserver

            Exit status: 100 wrong usage; 111 the user is unknown, or PROG could not be executed, and nothing was
            started; else that of PROG.
            """;

    public Envuidgid() {
        super(PAGE);
    }

    @Override
    @Nullable
    Plan plan(Invocation call, Platform platform) throws Failure {
        if (isHelp(call.args())) {
            return null;
        }
        Plan plan = new Plan();
        plan.program = program(call.args(), 1, USAGE);
        plan.told = new Plan.User(call.args().getFirst(), true);
        return plan;
    }
}
