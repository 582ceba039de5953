package nitro.define.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nitro.define.directory.PolicyFiles.Fault;
import nitro.define.directory.ServiceFiles.Line;
import nitro.engine.model.Restart;
import nitro.engine.model.RestartPolicy;
import nitro.engine.model.RestartPolicy.Backoff;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/** Reads the small text files that say when a service is started again (spec policies 3.1 to 3.3). */
public final class RestartFiles {
    private static final String ENDS = "always, on-failure or never, and then exit codes and signals";
    private static final String PAUSES = "FIRST [MAX [STABLE]], in seconds, FIRST above 0 and MAX not below it";
    private static final String LIMIT = "a number of restarts, and perhaps a number of seconds above 0";
    private static final int LONGEST_MS = 60_000;
    private static final int STABLE_MS = 10_000;
    private static final int WITHIN_MS = 60_000;
    private static final int LAST_EXIT = 255;

    /** A limit with more digits makes no sense. */
    private static final int DIGITS = 4;

    private RestartFiles() {}

    /** @throws ErrnoException if one of the files cannot be read */
    public static RestartPolicy read(ServiceName name, PolicyFiles files) throws ErrnoException, Fault {
        Line ends = files.onlyLine(name, ServiceFile.RESTART, ENDS);
        Backoff backoff = backoff(name, files);
        Line limit = files.onlyLine(name, ServiceFile.MAX_RESTARTS, LIMIT);
        if (ends == null && backoff == null && limit == null) {
            return RestartPolicy.USUAL;
        }
        Set<Integer> exits = new HashSet<>();
        Set<Signal> signals = new HashSet<>();
        Restart when = ends == null ? Restart.ALWAYS : ends(name, ends, exits, signals);
        int most = RestartPolicy.NO_LIMIT;
        int withinMs = 0;
        if (limit != null) {
            most = most(name, limit);
            withinMs = limit.words().size() < 2
                    ? WITHIN_MS
                    : PolicyFiles.millis(name, ServiceFile.MAX_RESTARTS, limit, 1, LIMIT);
            if (withinMs == 0) {
                throw new Fault(name, ServiceFile.MAX_RESTARTS, limit.number(), LIMIT);
            }
        }
        return new RestartPolicy(when, Set.copyOf(exits), Set.copyOf(signals), backoff, most, withinMs);
    }

    private static Restart ends(ServiceName name, Line line, Set<Integer> exits, Set<Signal> signals) throws Fault {
        Restart when = switch (line.words().getFirst()) {
            case "always" -> Restart.ALWAYS;
            case "on-failure" -> Restart.ON_FAILURE;
            case "never" -> Restart.ONCE;
            default -> throw new Fault(name, ServiceFile.RESTART, line.number(), ENDS);
        };
        List<String> words = line.words();
        for (String word : words.subList(1, words.size())) {
            Signal signal = signal(word);
            if (signal != null) {
                signals.add(signal);
            } else if (isNumber(word, 3) && Integer.parseInt(word) <= LAST_EXIT) {
                exits.add(Integer.parseInt(word));
            } else {
                throw new Fault(name, ServiceFile.RESTART, line.number(), ENDS);
            }
        }
        return when;
    }

    private static @Nullable Signal signal(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        String plain = upper.startsWith("SIG") ? upper.substring(3) : upper;
        for (Signal signal : Signal.values()) {
            if (signal.name().equals(plain)) {
                return signal;
            }
        }
        return null;
    }

    private static boolean isNumber(String word, int digits) {
        return !word.isEmpty() && word.length() <= digits && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable Backoff backoff(ServiceName name, PolicyFiles files) throws ErrnoException, Fault {
        Line line = files.onlyLine(name, ServiceFile.BACKOFF, PAUSES);
        if (line == null) {
            return null;
        }
        int words = line.words().size();
        int first = PolicyFiles.millis(name, ServiceFile.BACKOFF, line, 0, PAUSES);
        int longest = words < 2
                ? Math.max(first, LONGEST_MS)
                : PolicyFiles.millis(name, ServiceFile.BACKOFF, line, 1, PAUSES);
        int stable = words < 3 ? STABLE_MS : PolicyFiles.millis(name, ServiceFile.BACKOFF, line, 2, PAUSES);
        if (words > 3 || longest < first || first == 0) {
            throw new Fault(name, ServiceFile.BACKOFF, line.number(), PAUSES);
        }
        return new Backoff(first, longest, stable);
    }

    private static int most(ServiceName name, Line line) throws Fault {
        String word = line.words().getFirst();
        if (line.words().size() > 2 || !isNumber(word, DIGITS)) {
            throw new Fault(name, ServiceFile.MAX_RESTARTS, line.number(), LIMIT);
        }
        return Integer.parseInt(word);
    }
}
