package nitro.front.nitro.sim;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.front.nitro.Inside;
import nitro.posix.fake.FakeProcess;

/** Holds nitro to what it owes loggers whose pipes are held by processes that services left behind (spec 4.12). */
final class Leftovers {
    /** Milliseconds within which nitro sees what the end of a process has left. */
    private static final int SEEN_AFTER = 100;

    /** Calls without which nitro cannot know who is left. */
    private static final List<String> NEEDED = List.of("head", "list", "readlink");

    private final World world;
    private final Inside inside;

    /** Children that nitro had when it began. */
    private final Set<Integer> foreign = new HashSet<>();

    /** Processes that nitro has signalled: what has outlived this, as a SYS/finish that was given up, cannot be ended. */
    private final Set<Integer> told = new HashSet<>();

    private long lastEnd;
    private boolean blind;

    Leftovers(World world, Inside inside) {
        this.world = world;
        this.inside = inside;
        world.posix.processes().ours().forEach(process -> foreign.add(process.pid()));
    }

    void fails(String call) {
        blind |= NEEDED.contains(call);
    }

    /** Nitro signals a process. */
    void signals(int pid) {
        told.add(Math.abs(pid));
    }

    void reaped(int pid) {
        told.remove(pid);
        foreign.remove(pid);
        lastEnd = world.posix.now();
    }

    /**
     * A logger's time to read to the end is over.
     *
     * @param readers the names of all loggers
     */
    void timeIsOver(String pipe, Collection<String> readers) {
        boolean onlyReaders =
                inside.services().stream().allMatch(look -> look.pid() == 0 || readers.contains(look.name()));
        boolean settled = world.posix.now() - lastEnd >= SEEN_AFTER;
        if (blind || !onlyReaders || !settled || !world.posix.files().exists("/proc/self")) {
            return;
        }
        for (FakeProcess process : world.posix.processes().ours()) {
            boolean holds = process.isAlive() && process.descriptors().containsValue(pipe + " write");
            boolean reads = inside.services().stream().anyMatch(look -> look.pid() == process.pid());
            Violation.unless(
                    !holds || reads || foreign.contains(process.pid()) || told.contains(process.pid()),
                    "%s holds %s and is not told to end",
                    process,
                    pipe);
        }
    }
}
