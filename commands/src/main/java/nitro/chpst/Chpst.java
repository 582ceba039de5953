package nitro.chpst;

import java.util.List;
import java.util.function.Supplier;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** chpst: runs a program with a changed process state. */
public final class Chpst extends Tool {
    private static final String USAGE = "chpst [OPTION ...] PROG [ARGUMENT ...]";

    private static final String PAGE = "usage: " + USAGE + """


            Changes the state of its process and becomes PROG in it: the same pid, so a
            supervisor sees no difference. Options end at the first word that is not an
            option, or after --.

            User and privileges:
              -u USER[:GROUP...]    Run as USER, with the group of the password database,
                                    or with these groups, of which the first is the group
                                    and all are supplementary. No other group remains.
              -u :UID:GID[:GID...]  The same by numbers, without looking anything up.
              -U USER[:GROUP]       Only set the variables UID and GID to the numbers.
              --caps LIST           Keep exactly these capabilities, such as
                                    net_bind_service,chown; also as another user, and in
                                    programs that PROG executes. An empty LIST keeps none.
              --no-new-privs        Prevent gaining privileges by set-user-id programs.

            Environment:
              -/ ROOT               Change the root directory. Users are then looked up in
                                    the files of the new root.
              -C DIR                Change the working directory, seen from the new root.
              -e DIR                Set variables from files: see envdir --help.
              --env-file FILE       Set variables from lines NAME=VALUE; NAME alone removes
                                    one, # begins a comment.
              -b ARGV0              Set argument 0 of PROG.
              -P                    Become the leader of a new session and process group.
              -0 -1 -2              Close standard input, output, error.
              --umask MODE          Set the file mode creation mask, in octal.

            Priorities and limits:
              -n INC                Add to the nice value; INC may have a sign.
              --cpus LIST           Run on these processors only, such as 0,2-3.
              --ionice CLASS        Disk priority: idle, best-effort:N or realtime:N, with
                                    N from 0 (first) to 7.
              --oom-score-adj N     Make the kernel kill PROG sooner (1000) or later (-1000)
                                    when memory runs out.
              -m BYTES              Limit memory: data, stack, locked memory and address
                                    space each.
              -d BYTES              Limit data.
              -f BYTES              Limit a file's size.
              -c BYTES              Limit a core dump.
              -r BYTES              Limit resident memory.
              -o N                  Limit open descriptors.
              -p N                  Limit the user's processes.
              -t SECONDS            Limit processor time.
                                    All are soft limits, and never above the hard ones.

            Locks and signals:
              -l FILE               Wait for an exclusive lock on FILE, which is created if
                                    missing; PROG keeps it.
              -L FILE               The same, but fail if another process has the lock.
              --parent-death-signal SIG
                                    Send this signal to PROG when its parent dies.

            Others:
              -v                    Report each change on standard error.
              -V                    Print the version.

            The order of options does not matter. The order of effects is: environment,
            limits, priorities, session, lock, root, directory, capabilities, groups, group,
            user, umask, descriptors closed. Limits take force with PROG.

            A web server that may use port 80 but has no other privilege of root, cannot
            gain any, and is limited to 500 MB:

                #!/bin/sh
                exec 2>&1
                exec chpst -u www --caps net_bind_service --no-new-privs -e ./env \\
                    -d 500000000 httpd -f

            Exit status: 100 wrong usage; 111 a change failed, or PROG could not be
            executed, and nothing was started; otherwise that of PROG.
            """;

    private final Supplier<String> version;

    /** @param version what the build calls itself */
    public Chpst(Supplier<String> version) {
        super(PAGE);
        this.version = version;
    }

    @Override
    @Nullable
    Plan plan(Invocation call, Platform platform) throws UsageException {
        ChpstOptions options = new ChpstOptions(signal -> platform.client().number(signal));
        List<String> words = options.parse(call.args());
        if (options.helpWanted) {
            return null;
        }
        if (options.versionWanted) {
            throw new UsageException(version.get()); // as a wrong usage, which it is to the original
        }
        options.plan.program = program(words, 0, USAGE);
        return options.plan;
    }
}
