package nitro.chpst;

import java.util.List;

/** setuidgid: runs a program as another user. */
public final class Setuidgid extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, as the user USER of the password database:
            with its uid and gid, and with no supplementary group but that gid. Before PROG
            is executed, it makes sure that the process cannot become root again.

            A run script that begins as root and ends as the user of a service:

                #!/bin/sh
                exec 2>&1
                exec setuidgid www httpd -f

            USER is a name; chpst -u also takes numbers and more groups. Only the user
            changes: HOME and USER in the environment stay those of the caller (see envdir
            and chpst -e).

            Exit status: 100 wrong usage; 111 the user is unknown, the change failed, or
            PROG could not be executed, and nothing was started; otherwise that of PROG.
            """;

    public Setuidgid() {
        super("setuidgid USER PROG [ARGUMENT ...]", 1, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.user = new Plan.User(words.getFirst(), true);
    }
}
