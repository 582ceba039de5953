package nitro.front.nitro.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.fake.Spec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs the simulation for many seeds, and says what they have met and what not.
 *
 * <p>{@code -Dsim.seed=N} replays one and prints its history; {@code -Dsim.seeds=N} and {@code -Dsim.from=N} choose how
 * many and which.
 */
@Spec({"1.4", "2.5", "3.4", "4.2", "4.3", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11", "5.3", "5.6", "7.4"})
class SimulationTest {
    private static final int SEEDS = 2500;
    private static final int MOST_FAILURES = 10;

    @Test
    void promisesHold() {
        Long seed = Long.getLong("sim.seed");
        if (seed != null) {
            replay(seed);
            return;
        }
        int seeds = Integer.getInteger("sim.seeds", SEEDS);
        long from = Long.getLong("sim.from", 1);
        Coverage coverage = new Coverage();
        List<Long> failed = new ArrayList<>();
        for (long next = from; next < from + seeds && failed.size() < MOST_FAILURES; next++) {
            Throwable failure = run(new Simulation(next, coverage, false));
            if (failure != null) {
                System.out.println("seed " + next + ": " + failure);
                failed.add(next);
            }
        }
        System.out.println(coverage.report());
        if (!failed.isEmpty()) {
            replay(failed.getFirst());
        } else if (seeds >= SEEDS) {
            assertEquals(List.of(), Holes.find(coverage));
        }
    }

    private static @Nullable Throwable run(Simulation simulation) {
        try {
            simulation.run();
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private static void replay(long seed) {
        Simulation simulation = new Simulation(seed, new Coverage(), true);
        Throwable failure = run(simulation);
        System.out.println("History of seed " + seed + ":\n" + String.join("\n", simulation.history()));
        if (failure != null) {
            fail("seed " + seed + " (replay it with -Dsim.seed=" + seed + "): " + failure.getMessage(), failure);
        }
    }
}
