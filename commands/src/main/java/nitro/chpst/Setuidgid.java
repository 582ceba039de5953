package nitro.chpst;

import java.util.List;

/** setuidgid: runs a program as another user. */
public final class Setuidgid extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, as the user USER of the password database:
            with its user number, its group, and that group alone as a supplementary one.
            What had privileges before has none after: that root cannot be had back is
            tried before PROG is executed.

            A run script that begins as root and ends as a service's own user:

                #!/bin/sh
                exec 2>&1
                exec setuidgid www httpd -f

            USER is a name; chpst -u also takes numbers and more groups. Only the user
            changes: the environment keeps HOME and USER of who called (see envdir, chpst
            -e).

            Exit status: 100 wrong usage; 111 the user is unknown, could not be changed to,
            or PROG not be executed, and nothing was started; else that of PROG.
            """;

    public Setuidgid() {
        super("setuidgid USER PROG [ARGUMENT ...]", 1, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.user = new Plan.User(words.getFirst(), true);
    }
}
