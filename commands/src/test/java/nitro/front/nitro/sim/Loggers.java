package nitro.front.nitro.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.fake.FakeProcess;

/**
 * Holds nitro to its care for log pipes: no byte is lost between two lives of a logger (spec 4.10), and at the end
 * nothing is stopped while SYS/finish runs, and no logger before what writes to it is down and all is read (spec 3.4,
 * 4.11).
 */
final class Loggers {
    /** Milliseconds that a logger has to read to the end. */
    private static final int TIME_TO_READ = 7000;

    private final World world;
    private final Inside inside;
    private final Promises promises;
    private final Leftovers leftovers;

    /** When nitro closed its ends of a pipe, by the pipe's name. */
    private final Map<String, Long> closed = new HashMap<>();

    /** The logger that reads a pipe, by the pipe's name. */
    private final Map<String, String> readers = new HashMap<>();

    /** The services that ran and were not told to end, when nitro last did nothing. */
    private final Set<String> running = new HashSet<>();

    /** The services that logged in circles then: one of them may go since, and leave the others writing. */
    private final Set<String> looping = new HashSet<>();

    Loggers(World world, Inside inside, Promises promises, Leftovers leftovers) {
        this.leftovers = leftovers;
        this.world = world;
        this.inside = inside;
        this.promises = promises;
    }

    /** Nitro is between two things that it does. */
    void boundary(List<Look> services) {
        running.clear();
        looping.clear();
        Set<String> loaded = new HashSet<>();
        for (Look look : services) {
            loaded.add(look.name());
            if (inLoop(look.name())) {
                looping.add(look.name());
            }
            if (look.phase().equals("UP") || look.phase().equals("STARTING")) {
                running.add(look.name());
            }
            if (!look.pipe().isEmpty()) {
                readers.put(pipeOf(world.posix.descriptor(look.pipe().getFirst())), look.name());
            }
        }
        readers.values().retainAll(loaded);
        for (Map.Entry<String, Integer> lost : world.posix.lost().entrySet()) {
            String logger = readers.get(lost.getKey());
            Violation.unless(
                    logger == null || inside.closing(),
                    lost.getValue() + " bytes on their way to " + logger + " are lost");
        }
    }

    private static String pipeOf(String description) {
        return description.substring(0, Math.max(0, description.lastIndexOf(' ')));
    }

    /** Nitro closes a descriptor. */
    void closes(String description) {
        if (inside.closing() && description.startsWith("pipe") && description.endsWith(" write")) {
            closed.put(pipeOf(description), world.posix.now());
            for (FakeProcess process : world.posix.processes().list()) {
                boolean writes = promises.children().containsKey(process.pid())
                        && process.isAlive()
                        && description.equals(process.descriptors().get(1));
                Violation.unless(
                        !writes
                                || looping.contains(Script.serviceOf(process))
                                || looping.contains(readers.getOrDefault(pipeOf(description), "")),
                        pipeOf(description) + " is closed while " + process + " writes to it");
            }
        }
    }

    /** Nitro, of its own accord, signals a process. */
    void signals(int pid) {
        FakeProcess process = world.posix.processes().get(Math.abs(pid));
        if (process == null || !inside.closing() || !running.contains(Script.serviceOf(process))) {
            return;
        }
        if (pid > 0 && !promises.children().containsKey(pid)) {
            return; // what a service has left
        }
        Violation.unless(inside.get("SYS") == null, process + " is told to end while SYS/finish runs");
        Look look = inside.get(Script.serviceOf(process));
        String stdin = process.descriptors().getOrDefault(0, "");
        if (look != null && stdin.endsWith(" read") && !inLoop(look.name()) && readers.containsKey(pipeOf(stdin))) {
            Long since = closed.get(pipeOf(stdin));
            Violation.unless(
                    since != null && world.posix.now() - since >= TIME_TO_READ,
                    look.name() + " is told to end before it can have read to the end");
            leftovers.timeIsOver(pipeOf(stdin), readers.values());
        }
    }

    private boolean inLoop(String name) {
        Set<String> seen = new HashSet<>();
        Look next = inside.get(name);
        while (next != null && seen.add(next.name())) {
            if (next.output().equals(name)) {
                return true;
            }
            next = inside.get(next.output());
        }
        return false;
    }
}
