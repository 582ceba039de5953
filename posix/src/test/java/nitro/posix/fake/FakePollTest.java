package nitro.posix.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import org.junit.jupiter.api.Test;

class FakePollTest {
    private final FakePosix posix = new FakePosix();
    private final PollSet set = new PollSet();

    @Test
    void timePassesOnlyWhileWePoll() throws ErrnoException {
        long start = posix.now();
        set.add(posix.pipe(true).reader(), PollSet.READ);
        assertEquals(0, posix.poll(set, 250));
        assertEquals(250, posix.now() - start);
        assertEquals(0, posix.poll(set, 0));
        assertEquals(250, posix.now() - start);
    }

    @Test
    void pollWakesWhenADescriptorBecomesReady() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        Files.Pipe silent = posix.pipe(true);
        set.add(silent.reader(), PollSet.READ);
        set.add(pipe.reader(), PollSet.READ);
        set.add(silent.writer(), 0);
        long start = posix.now();
        posix.clock().after(70, () -> posix.write(pipe.writer(), new byte[1], 0, 1));
        assertEquals(1, posix.poll(set, 1000));
        assertEquals(70, posix.now() - start);
        assertEquals(0, set.ready(0));
        assertEquals(PollSet.READ, set.ready(1));
    }

    @Test
    void nothingToWaitForIsAFault() {
        assertThrows(WouldBlock.class, () -> posix.poll(set, -1));
    }

    @Test
    void theScenarioActsInEachPollAndWhenNothingElseCan() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        set.add(pipe.reader(), PollSet.READ);
        List<String> calls = new ArrayList<>();
        posix.scenario(new Scenario() {
            @Override
            public void polls(PollSet waiting, int millis) {
                calls.add("step " + waiting.size() + " " + millis);
            }

            @Override
            public boolean idle() {
                calls.add("idle");
                return posix.write(pipe.writer(), new byte[1], 0, 1) > 0;
            }
        });
        assertEquals(1, posix.poll(set, -1));
        assertEquals(List.of("step 1 -1", "idle"), calls);
    }

    @Test
    void eventsAreCalledOffAndKeepTheirTimes() {
        List<String> order = new ArrayList<>();
        posix.clock().after(20, () -> order.add("later"));
        posix.clock().after(10, () -> order.add("sooner"));
        posix.clock().after(10, () -> order.add("second"));
        posix.clock().after(15, () -> order.add("never")).cancel();
        posix.poll(set, 30);
        assertEquals(List.of("sooner", "second", "later"), order);
    }

    @Test
    void theSameSeedMakesTheSameRun() {
        assertEquals(run(7), run(7));
        assertNotEquals(run(7), run(8));
        assertTrue(run(7).size() > 1);
    }

    private static List<String> run(long seed) {
        FakePosix posix = new FakePosix(Chance.of(seed), 50);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "e" + i;
            posix.clock().after(i / 4, () -> order.add(name));
        }
        posix.poll(new PollSet(), 100);
        order.add("at " + posix.now());
        return order;
    }
}
