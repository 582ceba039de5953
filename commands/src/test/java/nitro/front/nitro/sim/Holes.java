package nitro.front.nitro.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.front.nitro.Inside;
import nitro.posix.Errno;
import nitro.posix.fake.Faults;

/** What the simulation can never meet, each with its reason; whatever else it did not meet is a hole in it. */
final class Holes {
    /**
     * Events that cannot come in some phases.
     *
     * @param events a pattern
     * @param phases a pattern
     */
    private record Impossible(String events, String phases, String reason) {}

    private static final List<Impossible> IMPOSSIBLE = List.of(
            new Impossible(
                    "GONE|HAS_SETUP|NO_SETUP|RUN_STARTED|NO_RUN",
                    "(?!BEGINNING).*",
                    "it comes of an attempt to start, at once"),
            new Impossible(
                    "NO_RESOURCES|UNEXECUTABLE",
                    "(?!BEGINNING|SETTING_UP$).*",
                    "it comes of an attempt to execute setup or run, at once"),
            new Impossible(
                    "HELD|FREED|CIRCULAR|YIELD", ".*", "no service here needs another: NeedsSimulationTest has these"),
            new Impossible(".*", "BLOCKED", "no service here needs another: NeedsSimulationTest has these"),
            new Impossible(".*", "ENDING|DONE", "every service here is started again: NeedsSimulationTest has these"),
            new Impossible("SETUP_.*", "(?!SETTING_UP|STOPPING_SETUP|RESTARTING_SETUP).*", "no setup runs"),
            new Impossible("RUN_ENDED", "(?!STARTING|UP|STOPPING$|RESTARTING$).*", "no run runs"),
            new Impossible("FINISH_REFUSED", ".*", "no finish here refuses: NeedsSimulationTest has that"),
            new Impossible("FINISH_ENDED", "(?!FINISHING|REFINISHING|FAILING).*", "no finish runs"),
            new Impossible("SCHEDULED", "(?!DOWN$).*", "only what is new, and DOWN, waits for its turn"),
            new Impossible("TIME", "DOWN|BEGINNING|SETTING_UP|UP|ONESHOT|FATAL", "it waits for no time"),
            new Impossible(
                    "UP|NEEDED|DOWN|RESTART|READY|CLOSED",
                    "BEGINNING",
                    "an attempt to start is over before a request is read, and none is made twice for one event"));

    /** Calls of which none is made to fail. */
    private static final Map<String, String> NO_FAULTS = Map.ofEntries(
            Map.entry("epollRemove", "says by a result that a descriptor is gone, and nobody looks"),
            Map.entry("becomeSubreaper", "cannot fail on a kernel of the last ten years"),
            Map.entry("changes", "cannot fail"),
            Map.entry("close", "reports nothing"),
            Map.entry("descriptorHardLimit", "cannot fail"),
            Map.entry("descriptorLimit", "cannot fail"),
            Map.entry("flock", "fails by itself while another holds the lock"),
            Map.entry("getcwd", "fails only where the directory has been removed, and / does as well"),
            Map.entry("getpid", "cannot fail"),
            Map.entry("isOpen", "cannot fail"),
            Map.entry("isatty", "cannot fail"),
            Map.entry("mayExit", "cannot fail"),
            Map.entry("kill", "fails by itself when there is nobody"),
            Map.entry("nextSignal", "cannot fail"),
            Map.entry("now", "cannot fail"),
            Map.entry("number", "makes no call"),
            Map.entry("onCrash", "reports nothing"),
            Map.entry("reap", "fails by itself when there is no child"),
            Map.entry("reboot", "fails by itself in a container; that it fails at the end is spec 3.6, not simulated"),
            Map.entry("removeWatch", "cannot fail"),
            Map.entry("setDescriptorLimit", "fails only when the hard limit changes, which nothing does"),
            Map.entry("sync", "reports nothing"),
            Map.entry("umask", "cannot fail"));

    /** Calls that can be made to fail and that the supervisor does not make. */
    private static final Map<String, String> NOT_MADE =
            Map.of("append", "nitroctl's", "symlink", "nobody's yet", "chmod", "nobody's yet");

    /** Phases in which no shutdown begins. */
    private static final Map<String, String> NO_SHUTDOWN = Map.of(
            "BEGINNING", "it lasts no longer than an attempt",
            "BLOCKED", "no service here needs another: NeedsSimulationTest has these",
            "ENDING", "every service here is started again",
            "DONE", "every service here is started again");

    private Holes() {}

    /** Every hole that has no reason here, and every reason that does not hold. */
    static List<String> find(Coverage coverage) {
        List<String> holes = new ArrayList<>();
        for (String phase : Inside.phases()) {
            for (String event : Inside.events()) {
                boolean met = coverage.pairs.containsKey(phase + " " + event);
                compare(holes, met, impossible(phase, event), event + " in " + phase);
            }
            compare(
                    holes,
                    coverage.shutdowns.containsKey(phase),
                    NO_SHUTDOWN.containsKey(phase),
                    "a shutdown begins in " + phase);
        }
        for (String call : coverage.calls) {
            compare(holes, Faults.POSSIBLE.containsKey(call), NO_FAULTS.containsKey(call), call + " may fail");
        }
        Faults.POSSIBLE.forEach((call, errors) -> {
            compare(holes, coverage.calls.contains(call), NOT_MADE.containsKey(call), call + " is called");
            for (Errno errno : errors) {
                boolean met = coverage.faults.containsKey(call + " " + errno);
                compare(holes, met, NOT_MADE.containsKey(call), call + " fails with " + errno);
            }
        });
        return holes;
    }

    private static boolean impossible(String phase, String event) {
        return IMPOSSIBLE.stream()
                .anyMatch(each -> event.matches(each.events) && phase.matches(each.phases) && !each.reason.isEmpty());
    }

    private static void compare(List<String> holes, boolean met, boolean excused, String what) {
        if (met == excused) {
            holes.add(what + (met ? ": met, and explained as impossible" : ": never met, and nothing explains it"));
        }
    }
}
