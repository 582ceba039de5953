package nitro.front.nitro.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.fake.FakeProcess;

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

    /** Descriptors that come when nitro needs them: those of the loop, and the one that knows {@code notify/}. */
    private static final Set<String> ON_DEMAND = Set.of("signals", "epoll", "inotify");

    private static final int KILL = 9;
    private static final int CONT = 18;

    private static final Map<String, Integer> LONGEST =
            Map.of("DELAY", 2000, "SETTLE", 2000, "KILL", 12_000, "FINISH", 12_000);

    private final World world;
    private final Inside inside;

    /** What nitro itself has started, by pid, until it is reaped. */
    private final Map<Integer, String> started = new HashMap<>();

    /** The processes and groups that were told to end and not yet to continue (spec 4.5). */
    private final Set<Integer> stopped = new HashSet<>();

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
        own = new HashSet<>(world.posix.openDescriptors());
        own.removeIf(fd -> isSocket(fd) || isSpare(fd));
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

    /** Whether it is a program that stops a service, and KILL is on its way to it. */
    boolean dies(int pid) {
        return killed.contains(pid) && started.getOrDefault(pid, "?").isEmpty();
    }

    /** Nitro is about to signal: it may reach only what it started, and everything only at the end of a machine. */
    void kills(int pid, int signal, boolean ordered) {
        boolean known = pid == -1
                ? world.posix.getpid() == 1 && inside.closing()
                : started.containsKey(pid) || isOrphan(pid) && inside.closing() || pid < -1 && !groupOfOthers(-pid);
        Violation.unless(known, "nitro signals " + pid + ", which is none of its own");
        if (signal == CONT || signal == KILL) {
            stopped.remove(Math.abs(pid));
        } else if (!ordered) {
            stopped.add(Math.abs(pid));
        }
    }

    private boolean isOrphan(int pid) {
        FakeProcess process = world.posix.processes().get(pid);
        return process != null && world.posix.processes().ours().contains(process);
    }

    private boolean groupOfOthers(int group) {
        return world.posix.processes().list().stream()
                .anyMatch(p -> p.group() == group && p.isAlive() && started.containsKey(p.pid()) && p.pid() != group);
    }

    /** Nitro waits, without limit or for a while. */
    void check(List<Look> services, boolean atRest) {
        children(services);
        Violation.unless(stopped.isEmpty(), "told to end, but not to continue: %s", stopped);
        Violation.unless(groups.isEmpty(), "process groups are left: %s", groups);
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
                    look.script().equals(script), "%s is %s with %s", look.name(), look.phase(), look.script());
            Violation.unless(
                    (look.pid() != 0) == !script.isEmpty(), "%s is %s, pid %s", look.name(), look.phase(), look.pid());
            if (look.pid() != 0) {
                Violation.unless(
                        started.containsKey(look.pid()) && owned.add(look.pid()),
                        "%s has lost its process %s",
                        look.name(),
                        look.pid());
                FakeProcess process = world.posix.processes().get(look.pid());
                Violation.unless(
                        process != null && (sys || Script.serviceOf(process).equals(look.name())),
                        "%s has the process %s",
                        look.name(),
                        String.valueOf(process));
            }
        }
        boolean delayed = services.stream().anyMatch(look -> look.phase().equals("DELAYED"));
        Violation.unless(!inside.closing() || !delayed, "a service waits for its start, and nothing starts any more");
        for (Map.Entry<Integer, String> child : started.entrySet()) {
            boolean givenUp = child.getValue().equals("SYS") && killed.contains(child.getKey());
            Violation.unless(
                    owned.contains(child.getKey()) || child.getValue().isEmpty() || givenUp,
                    "the process %s of %s is nobody's",
                    child.getKey(),
                    child.getValue());
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
                Violation.unless(look.script().equals("run"), "%s keeps its readiness pipe", look.name());
            }
        }
        Set<Integer> open = world.posix.openDescriptors();
        long sockets = open.stream().filter(this::isSocket).count();
        Violation.unless(sockets == 1, "%s control sockets are open", sockets);
        long spares = open.stream().filter(this::isSpare).count();
        Violation.unless(spares <= 1, "%s spare descriptors are open", spares);
        for (int fd : open) {
            Violation.unless(
                    expected.contains(fd)
                            || isSocket(fd)
                            || isSpare(fd)
                            || ON_DEMAND.contains(world.posix.descriptor(fd)),
                    "descriptor %s of %s is nobody's",
                    fd,
                    open);
        }
        expected.removeAll(open);
        Violation.unless(expected.isEmpty(), "descriptors that should be open are not: %s", expected);
    }

    private boolean isSocket(int fd) {
        return world.posix.descriptor(fd).startsWith("socket");
    }

    /** Open on the root, for a rescan that finds no other descriptor left. */
    private boolean isSpare(int fd) {
        return world.posix.descriptor(fd).equals("file /");
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
                "%s is %s %s a timer",
                look.name(),
                look.phase(),
                runs ? "with" : "without");
        if (runs) {
            long left = look.deadline() - world.posix.now();
            Violation.unless(
                    left <= LONGEST.getOrDefault(look.clock(), 0),
                    "%s waits %s in %s",
                    look.name(),
                    left,
                    look.phase());
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

    /** Nitro could not see whether there is this file: in doubt it leaves the group alone. */
    void cannotSee(String file) {
        groups.values().removeIf(service -> file.equals(Wishes.directoryOf(service) + "/down-group"));
    }

    /** The run of a service with down-group has ended: what is left of its group is to go (spec 1.4). */
    void groupEnds(int group, String service) {
        if (world.posix.processes().list().stream().anyMatch(p -> p.isAlive() && p.group() == group)) {
            groups.put(group, service);
        }
    }
}
