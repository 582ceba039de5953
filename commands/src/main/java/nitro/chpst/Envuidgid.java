package nitro.chpst;

import java.util.List;

/** envuidgid: tells a program the numbers of a user in its environment. */
public final class Envuidgid extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, with the variables UID and GID set to the
            numbers of the user USER of the password database and of its group. The user of
            the process does not change: this is for a PROG that needs root at first, for
            example to bind a port below 1024, and then drops root itself.

                #!/bin/sh
                exec envuidgid dns tinyserver

            Exit status: 100 wrong usage; 111 the user is unknown, or PROG could not be
            executed, and nothing was started; otherwise that of PROG.
            """;

    public Envuidgid() {
        super("envuidgid USER PROG [ARGUMENT ...]", 1, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.told = new Plan.User(words.getFirst(), true);
    }
}
