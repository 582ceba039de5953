package nitro.test.chpst;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What came of a command line.
 *
 * @param end how it ended, or that a program runs in its place, or that it waits for a lock
 * @param meaning what standard error says, without its words
 * @param state of the program that runs
 */
record Outcome(String end, String meaning, SortedMap<String, String> state) {
    static final String RUNS = "runs";

    /** What the tools call each reason: the system's words, and those of D. J. Bernstein's library. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("not there", "file does not exist|No such file or directory"),
            Map.entry("forbidden", "access denied|permission denied|Permission denied|Operation not permitted"),
            Map.entry("no directory", "not a directory|Not a directory"),
            Map.entry("a directory", "is a directory|Is a directory"),
            Map.entry("taken", "temporary failure|Resource temporarily unavailable"),
            Map.entry("no program", "exec format error|Exec format error"),
            Map.entry("loop", "symbolic link loop|Too many levels of symbolic links"),
            Map.entry("name too long", "name too long"),
            Map.entry("invalid", "invalid argument|Invalid argument"),
            Map.entry("unknown", "unknown user/group|unknown account|(user|group) .*: unknown"),
            Map.entry("root again", "could become root again"),
            Map.entry("too much", "argument list too long|Argument list too long"),
            Map.entry("no numbers", "invalid uid/gids|not the numbers of"));

    /** @param err standard error, of which the last line is the one that counts */
    static String meaning(String end, String err) {
        if (end.equals("exit 100")) {
            return "usage";
        }
        String last = err.lines().reduce((a, b) -> b).orElse("");
        List<String> meanings = new ArrayList<>();
        REASONS.forEach((meaning, words) -> {
            if (Pattern.compile(words).matcher(last).find()) {
                meanings.add(meaning);
            }
        });
        meanings.sort(null);
        return last.isEmpty() ? "" : meanings.isEmpty() ? last : String.join(", ", meanings);
    }

    /** Without what standard error says. */
    Outcome silent() {
        return new Outcome(end, "", state);
    }

    /** Without these facts of the program's state. */
    Outcome without(String... facts) {
        SortedMap<String, String> others = new TreeMap<>(state);
        others.keySet().removeAll(List.of(facts));
        return new Outcome(end, meaning, others);
    }

    /** How another differs, in words; empty if it does not. */
    String difference(Outcome other) {
        List<String> lines = new ArrayList<>();
        if (!end.equals(other.end)) {
            lines.add("end: " + end + " | " + other.end);
        }
        if (!meaning.equals(other.meaning)) {
            lines.add("standard error: " + meaning + " | " + other.meaning);
        }
        SortedMap<String, String> keys = new TreeMap<>(state);
        keys.putAll(other.state);
        for (String key : end.equals(other.end) ? keys.keySet() : List.<String>of()) {
            String one = state.getOrDefault(key, "none");
            String two = other.state.getOrDefault(key, "none");
            if (!one.equals(two)) {
                lines.add(key + ": " + one + " | " + two);
            }
        }
        return String.join("\n    ", lines);
    }
}
