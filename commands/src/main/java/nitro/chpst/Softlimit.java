package nitro.chpst;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.ProcessState;
import nitro.posix.ProcessState.Resource;
import nitro.text.Getopt;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** softlimit: runs a program under limits of what it may use. */
public final class Softlimit extends Tool {
    private static final String USAGE = "softlimit [-a -c -d -f -l -m -o -p -r -s -t N] PROG [ARGUMENT ...]";

    private static final String PAGE = "usage: " + USAGE + """


            Becomes PROG, in the same process, under other soft limits (setrlimit(2)). N is
            a number, or = for as much as the hard limit allows; a larger number is not an
            error, and means the same. Of several options for one limit the last counts.

              -m N  memory: the same as -d, -s, -l and -a together
              -d N  bytes of data: heap and other memory for writing
              -s N  bytes of stack
              -l N  bytes locked into memory
              -a N  bytes of address space in all
              -o N  open descriptors: the largest is N - 1
              -p N  processes of the user
              -f N  bytes of a file that is written; beyond it comes SIGXFSZ
              -c N  bytes of a core dump; 0 for none
              -r N  bytes resident in memory (Linux ignores it)
              -t N  seconds of processor time; then comes SIGXCPU

            Let a leak end the service and not the machine, without a core dump:

                #!/bin/sh
                exec softlimit -d 200000000 -c 0 webserver

            Exit status: 100 wrong usage; 111 PROG could not be executed under these
            limits; otherwise that of PROG.
            """;

    public Softlimit() {
        super(PAGE);
    }

    @Override
    @Nullable
    Plan plan(Invocation call, Platform platform) throws UsageException {
        Plan plan = new Plan();
        Set<String> help = new HashSet<>();
        Getopt options = new Getopt("a:c:d:f:l:m:o:p:r:s:t:", Map.of(HELP, false));
        List<String> words = options.parse(call.args(), (option, value) -> {
            switch (option) {
                case HELP -> help.add(option);
                case "m" -> plan.limitMemory(limit(Resource.DATA, value));
                default -> plan.limits.put(resource(option), limit(resource(option), value));
            }
        });
        if (!help.isEmpty()) {
            return null;
        }
        plan.program = program(words, 0, USAGE);
        return plan;
    }

    private static long limit(Resource resource, String value) throws UsageException {
        return value.equals("=") ? ProcessState.UNLIMITED : Limits.parse(resource, value);
    }

    private static Resource resource(String option) {
        return switch (option) {
            case "a" -> Resource.ADDRESS_SPACE;
            case "c" -> Resource.CORE;
            case "d" -> Resource.DATA;
            case "f" -> Resource.FILE_SIZE;
            case "l" -> Resource.LOCKED_MEMORY;
            case "o" -> Resource.DESCRIPTORS;
            case "p" -> Resource.PROCESSES;
            case "r" -> Resource.RESIDENT_SET;
            case "s" -> Resource.STACK;
            case "t" -> Resource.CPU;
            default -> throw new IllegalArgumentException(option);
        };
    }
}
