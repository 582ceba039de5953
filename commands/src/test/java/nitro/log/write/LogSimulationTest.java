package nitro.log.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * nitro-log on a simulated system: killed again and again, told to rotate, to read its configuration and to end, on a disk
 * that is full now and then. No line is lost and none is there twice. {@code -Dnitro.seed=N} replays a seed.
 */
class LogSimulationTest {
    private static final long FIRST = 1;
    private static final long SEEDS = 200;

    @Test
    void noLineIsLostOrRepeated() {
        Long one = Long.getLong("nitro.seed");
        LongStream seeds = one == null ? LongStream.range(FIRST, FIRST + SEEDS) : LongStream.of(one);
        seeds.forEach(LogSimulationTest::simulate);
    }

    private static void simulate(long seed) {
        LogSimulation simulation = new LogSimulation(seed);
        try {
            simulation.run();
            for (String directory : simulation.directories()) {
                assertEquals(simulation.produced(), simulation.kept(directory), directory);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", " + simulation + ": " + e.getMessage(), e);
        }
    }
}
