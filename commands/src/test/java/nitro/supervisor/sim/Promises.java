package nitro.supervisor.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nitro.posix.fake.FakeProcess;
import nitro.supervisor.Inside;
import nitro.supervisor.Inside.Look;

/** What must hold whenever nitro waits: children, descriptors and timers, each where it belongs. */
final class Promises {
    /** The script that runs in each phase, and none in all others. */
    private static final Map<String, String> SCRIPTS = Map.ofEntries(
            Map.entry("SETTING_UP", "setup"),
            Map.entry("STOPPING_SETUP", "setup"),
            Map.entry("RESTARTING_SETUP", "setup"),
            Map.entry("STARTING", "run"),
            Map.entry("UP", "run"),
            Map.entry("STOPPING", "run"),
            Map.entry("RESTARTING", "run"),
            Map.entry("FINISHING", "finish"),
            Map.entry("REFINISHING", "finish"),
            Map.entry("FAILING", "finish"),
            Map.entry("FAILING_UP", "finish"),
            Map.entry("FAILING_DOWN", "finish"));

    private static final Map<String, Integer> LONGEST =
            Map.of("DELAY", 2000, "SETTLE", 2000, "KILL", 7000, "FINISH", 7000);

    private final World world;
    private final Inside inside;

    /** What nitro itself has started, by pid, until it is reaped. */
    private final Map<Integer, String> started = new HashMap<>();

    /** The processes and groups that nitro has sent KILL. */
    private final Set<Integer> killed = new HashSet<>();

    /** Process groups of runs that have ended and are to be cleared away, with the service. */
    private final Map<Integer, String> groups = new HashMap<>();

    /** Descriptors that nitro has for itself. */
    private Set<Integer> own = Set.of();

    Promises(World world, Inside inside) {
        this.world = world;
        this.inside = inside;
    }

    /** The descriptors that are open now, and the signals', are nitro's own from now on. */
    void begins() {
        own = new HashSet<>(world.posix.descriptors().keySet());
    }

    void started(int pid, String what) {
        started.put(pid, what);
    }

    void reaped(int pid) {
        started.remove(pid);
    }

    /** What nitro has started and not reaped. */
    Map<Integer, String> children() {
        return started;
    }

    /** Nitro is about to signal: it may reach only what it started, and everything only at the end of a machine. */
    void kills(int pid) {
        boolean known = pid == -1
                ? world.posix.getpid() == 1 && inside.closing()
                : started.containsKey(pid) || pid < -1 && !groupOfOthers(-pid);
        Violation.unless(known, "nitro signals " + pid + ", which is none of its own");
    }

    private boolean groupOfOthers(int group) {
        return world.posix.processes().list().stream()
                .anyMatch(p -> p.group() == group && p.isAlive() && started.containsKey(p.pid()) && p.pid() != group);
    }

    /** Nitro waits, without limit or for a while. */
    void check(boolean atRest) {
        List<Look> services = inside.services();
        children(services);
        Violation.unless(groups.isEmpty(), "process groups are left: " + groups);
        if (atRest) {
            zombies();
        }
        descriptors(services);
        services.forEach(this::timer);
    }

    private void children(List<Look> services) {
        Set<Integer> owned = new HashSet<>();
        for (Look look : services) {
            boolean sys = look.name().equals("SYS");
            String script = SCRIPTS.getOrDefault(look.phase(), "");
            Violation.unless(
                    look.script().equals(script), look.name() + " is " + look.phase() + " with " + look.script());
            Violation.unless(
                    (look.pid() != 0) == !script.isEmpty(),
                    look.name() + " is " + look.phase() + ", pid " + look.pid());
            if (look.pid() != 0) {
                Violation.unless(
                        started.containsKey(look.pid()) && owned.add(look.pid()),
                        look.name() + " has lost its process " + look.pid());
                FakeProcess process = world.posix.processes().get(look.pid());
                Violation.unless(
                        process != null && (sys || Script.serviceOf(process).equals(look.name())),
                        look.name() + " has the process " + process);
            }
        }
        for (Map.Entry<Integer, String> child : started.entrySet()) {
            Violation.unless(
                    owned.contains(child.getKey()) || child.getValue().isEmpty(),
                    "the process " + child.getKey() + " of " + child.getValue() + " is nobody's");
        }
    }

    private void zombies() {
        boolean any = world.posix.processes().ours().stream().anyMatch(FakeProcess::isZombie);
        Violation.unless(!any || world.posix.signalPending(), "a dead child is not reaped");
    }

    private void descriptors(List<Look> services) {
        Set<Integer> expected = new HashSet<>(own);
        for (Look look : services) {
            expected.addAll(look.pipe());
            if (look.readiness() >= 0) {
                expected.add(look.readiness());
                Violation.unless(look.script().equals("run"), look.name() + " keeps its readiness pipe");
            }
        }
        Map<Integer, String> open = world.posix.descriptors();
        Set<Integer> unaccounted = open.entrySet().stream()
                .filter(entry ->
                        !expected.contains(entry.getKey()) && !entry.getValue().equals("signals"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Violation.unless(unaccounted.isEmpty(), "descriptors of nobody: " + unaccounted + " of " + open);
        expected.removeAll(open.keySet());
        Violation.unless(expected.isEmpty(), "descriptors that should be open are not: " + expected);
    }

    private void timer(Look look) {
        if (look.name().equals("SYS")) {
            return; // its limit is not the life cycle's
        }
        boolean needed = !look.clock().equals("NONE") && (!look.clock().equals("SETTLE") || look.settles());
        boolean spent = look.clock().equals("KILL") || look.clock().equals("FINISH");
        boolean runs = look.deadline() >= 0;
        Violation.unless(
                runs == needed || spent && !runs && wasKilled(look),
                look.name() + " is " + look.phase() + (runs ? " with a timer" : " without a timer"));
        if (runs) {
            long left = look.deadline() - world.posix.now();
            Violation.unless(
                    left <= LONGEST.getOrDefault(look.clock(), 0),
                    look.name() + " waits " + left + " in " + look.phase());
        }
    }

    private boolean wasKilled(Look look) {
        return killed.contains(look.pid());
    }

    /** Nitro has sent KILL. */
    void hasKilled(int pid) {
        killed.add(Math.abs(pid));
        groups.remove(-pid);
    }

    /** The run of a service with down-group has ended: what is left of its group is to go (spec 1.4). */
    void groupEnds(int group, String service) {
        if (world.posix.processes().list().stream().anyMatch(p -> p.isAlive() && p.group() == group)) {
            groups.put(group, service);
        }
    }
}
