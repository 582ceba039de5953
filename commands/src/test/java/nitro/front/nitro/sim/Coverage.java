package nitro.front.nitro.sim;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all runs together have met. */
final class Coverage {
    /** How often each event came in each phase: {@code "PHASE EVENT"}. */
    final Map<String, Integer> pairs = new TreeMap<>();

    /** How often each call failed by the weather with each error: {@code "call ERRNO"}. */
    final Map<String, Integer> faults = new TreeMap<>();

    /** The calls that nitro made at all. */
    final Set<String> calls = new HashSet<>();

    /** How many services were in each phase when a shutdown began. */
    final Map<String, Integer> shutdowns = new TreeMap<>();

    /** How lives of nitro ended. */
    final Map<String, Integer> ends = new TreeMap<>();

    static void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** For people. */
    String report() {
        return table("phase and event", pairs)
                + table("failing call and error", faults)
                + table("shutdown began in phase", shutdowns)
                + table("a life ended by", ends);
    }

    private static String table(String title, Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> "%8d %s%n".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("", title + ":\n", ""));
    }
}
