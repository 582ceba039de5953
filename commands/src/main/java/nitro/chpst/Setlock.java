package nitro.chpst;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.text.Getopt;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** setlock: runs a program that has a file locked. */
public final class Setlock extends Tool {
    private static final String USAGE = "setlock [-nNxX] FILE PROG [ARGUMENT ...]";

    private static final String PAGE = "usage: " + USAGE + """


            Creates FILE if it is missing, takes an exclusive lock on it (flock(2)), and
            becomes PROG, in the same process. The lock ends when PROG, and every process
            that inherited the open file from it, have ended. So no two of them run at the
            same time, and a crash leaves no stale lock.

              -n  If another process has the lock, give up.
              -N  If another process has the lock, wait for it (default).
              -x  If FILE cannot be opened or locked, exit silently with status 0.
              -X  If FILE cannot be opened or locked, say why, and exit with status 111
                  (default).

            A cron job that does nothing while the one before still runs:

                setlock -nx /run/backup.lock backup /home

            FILE may be empty, and should not be removed while it is in use.

            Exit status: 100 wrong usage; 111 FILE could not be locked, or PROG could not
            be executed; otherwise that of PROG.
            """;

    public Setlock() {
        super(PAGE);
    }

    @Override
    @Nullable
    Plan plan(Invocation call, Platform platform) throws UsageException {
        Set<String> set = new HashSet<>();
        List<String> words = new Getopt("nNxX", Map.of(HELP, false)).parse(call.args(), (option, _) -> {
            set.remove(option.toUpperCase(Locale.ROOT));
            set.remove(option.toLowerCase(Locale.ROOT));
            set.add(option);
        });
        if (set.contains(HELP)) {
            return null;
        }
        Plan plan = new Plan();
        plan.program = program(words, 1, USAGE);
        plan.lock = new Plan.Lock(words.getFirst(), !set.contains("n"), set.contains("x"));
        return plan;
    }
}
