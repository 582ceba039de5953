package nitro.engine.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import nitro.posix.ErrnoException;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

/** Each byte reaches its sink once, whatever programs and readers do. */
@Spec({"engine 5.1", "engine 5.2", "engine 5.3"})
class OutputSimulationTest {
    private static final long SEEDS = Long.getLong("sim.seeds", 2500) / 10;
    private static final int PREFIX = 10;

    @Test
    void everyByteReachesItsSinkOnceAndEveryLineItsReader() {
        long from = Long.getLong("sim.from", 1);
        LongStream.range(from, from + SEEDS).forEach(OutputSimulationTest::run);
    }

    private static void run(long seed) {
        try {
            OutputSimulation simulation = new OutputSimulation(seed);
            simulation.run();
            check(simulation);
        } catch (ErrnoException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void check(OutputSimulation simulation) {
        List<String> out = lines(simulation.out.read.toString(), simulation.out.losesNothing());
        List<String> err = lines(simulation.err.read.toString(), simulation.err.losesNothing());
        boolean all = simulation.out.losesNothing() && simulation.err.losesNothing();
        for (OutputSimulation.Story story : simulation.stories) {
            String written = story.written.toString();
            assertEquals(
                    written.isEmpty() || written.endsWith("\n") ? written : written + "\n", story.taken.toString());
            List<String> read = new ArrayList<>(of(story, out));
            read.addAll(of(story, err));
            assertTrue(story.lines.containsAll(read), story.name);
            assertEquals(all ? story.lines.size() : read.size(), read.size(), story.name);
            assertInOrder(story, of(story, out));
            assertInOrder(story, of(story, err));
        }
        if (all) {
            assertEquals(List.of(), simulation.failures);
            checkDeaths(simulation, err);
        }
        int most = Output.ENOUGH_BYTES + OutputSimulation.LONGEST + 100 * PREFIX;
        assertTrue(simulation.mostWaiting() <= most, () -> "" + simulation.mostWaiting());
        int mostKept = OutputSimulation.LONGEST + Reading.BYTES;
        assertTrue(simulation.mostKept() <= mostKept, () -> "" + simulation.mostKept());
    }

    /** What came out of an output; only one that lost something may end within a line. */
    private static List<String> lines(String read, boolean whole) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (int end = read.indexOf('\n'); end >= 0; end = read.indexOf('\n', at)) {
            lines.add(read.substring(at, end + 1));
            at = end + 1;
        }
        assertTrue(!whole || at == read.length());
        return lines;
    }

    private static List<String> of(OutputSimulation.Story story, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(story.name)).toList();
    }

    private static void assertInOrder(OutputSimulation.Story story, List<String> read) {
        int last = -1;
        for (String line : read) {
            int at = number(story, line);
            assertTrue(at > last && story.lines.get(at).equals(line), line);
            last = at;
        }
    }

    /** What the first program of a pipe had written stands before the word of its end, but for half a line. */
    private static void checkDeaths(OutputSimulation simulation, List<String> err) {
        for (int i = 0; i < simulation.stories.size(); i += 2) {
            int word = err.indexOf("died " + simulation.stories.get(i).name + "\n");
            assertTrue(word >= 0);
            for (OutputSimulation.Story story : simulation.stories.subList(i, i + 2)) {
                for (String line : of(story, err.subList(word, err.size()))) {
                    assertTrue(story.shared && story.ends.get(number(story, line)) >= story.atDeath, line);
                }
            }
        }
        assertEquals("the end\n", err.getLast());
    }

    private static int number(OutputSimulation.Story story, String line) {
        return Integer.parseInt(line.substring(story.name.length(), line.indexOf(':')));
    }
}
