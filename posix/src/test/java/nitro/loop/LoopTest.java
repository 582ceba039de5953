package nitro.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Signal;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Scenario;
import org.junit.jupiter.api.Test;

/** The loop over the fake system, in virtual time. */
class LoopTest {
    private final FakePosix posix = new FakePosix();
    private final List<String> log = new ArrayList<>();
    private final Loop loop = new Loop(posix, error -> log.add(error.getMessage()));
    private final byte[] buffer = new byte[16];

    @Test
    void timersRunWhenDueInTheOrderOfTheirDeadlinesAndThenOfTheirSetting() {
        long begin = posix.now();
        loop.after(20, () -> log.add("20 at " + (posix.now() - begin)));
        loop.after(10, () -> log.add("10 at " + (posix.now() - begin)));
        loop.after(20, () -> log.add("again at " + (posix.now() - begin)));
        Timer never = loop.after(15, () -> log.add("cancelled"));
        loop.after(10, never::cancel);
        loop.after(30, loop::stop);
        loop.run();
        assertEquals(List.of("10 at 10", "20 at 20", "again at 20"), log);
    }

    @Test
    void aTimerThatIsSetAgainForNowDoesNotStarveDescriptors() throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        loop.watch(pipe.reader(), loop::stop);
        posix.write(pipe.writer(), new byte[1], 0, 1);
        again();
        loop.run();
        assertTrue(log.size() < 1000, () -> log.size() + " timers before the descriptor had its turn");
    }

    private void again() {
        log.add("timer");
        loop.after(0, this::again);
    }

    @Test
    void aReadableDescriptorIsHandledUntilItsWatchEnds() throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        Watch[] watch = new Watch[1];
        watch[0] = loop.watch(pipe.reader(), () -> {
            int n = posix.read(pipe.reader(), buffer);
            log.add(new String(buffer, 0, n, StandardCharsets.US_ASCII));
            watch[0].end();
        });
        posix.write(pipe.writer(), new byte[] {'a'}, 0, 1);
        loop.after(10, () -> posix.write(pipe.writer(), new byte[] {'b'}, 0, 1));
        loop.after(20, loop::stop);
        loop.run();
        assertEquals(List.of("a"), log);
    }

    @Test
    void aWatchThatEndsInAStepIsNotHandledInThatStep() throws ErrnoException {
        Pipe one = posix.pipe(true);
        Pipe two = posix.pipe(true);
        List<Watch> watches = new ArrayList<>();
        for (Pipe pipe : List.of(one, two)) {
            posix.write(pipe.writer(), new byte[1], 0, 1);
            watches.add(loop.watch(pipe.reader(), () -> {
                log.add("handled");
                watches.forEach(Watch::end);
            }));
        }
        loop.after(10, loop::stop);
        loop.run();
        assertEquals(List.of("handled"), log);
    }

    @Test
    void anErrorInAHandlerIsReportedAndTheOthersGoOn() {
        loop.after(1, () -> {
            throw new IllegalStateException("one");
        });
        loop.after(2, () -> {
            throw new StackOverflowError("two");
        });
        loop.after(3, () -> log.add("three"));
        loop.after(4, loop::stop);
        loop.run();
        assertEquals(List.of("one", "two", "three"), log);
    }

    @Test
    void withoutMemoryTurnAfterTurnItGivesUp() {
        failTurns(4, () -> {
            log.add("goes on");
            failTurns(5, () -> log.add("too late"));
        });
        assertThrows(OutOfMemoryError.class, loop::run);
        List<String> all = List.of("4", "3", "2", "1", "goes on", "5", "4", "3", "2", "1");
        assertEquals(all, log);
        loop.after(10, loop::stop);
        loop.run();
        assertEquals(all, log, "it has let go of what was to be done");
    }

    /** So many turns, one after the other, that find no memory; then a task. */
    private void failTurns(int turns, Runnable then) {
        int[] left = {turns};
        loop.after(1, () -> {
            if (left[0] > 0) {
                throw new OutOfMemoryError(String.valueOf(left[0]--));
            }
            loop.after(1, then);
        });
    }

    /** What cannot come again is run again, before all else; the rest of a turn that is broken off waits for the next. */
    @Test
    void whatIsBrokenOffForLackOfMemoryIsDoneFirstInTheNextTurn() throws ErrnoException {
        int[] failures = {3};
        loop.handle(Map.of(Signal.HUP, () -> lacksMemory("HUP", failures)), (pid, status) -> {});
        loop.after(1, () -> {
            posix.signal(Signal.HUP);
            lacksMemory("timer", failures);
            loop.complete(() -> lacksMemory("part", failures));
            log.add("goes on after its part");
        });
        loop.after(1, () -> log.add("next timer"));
        loop.after(5000, loop::stop);
        loop.run();
        assertEquals(
                List.of(
                        "timer",
                        "timer",
                        "timer",
                        "timer done",
                        "part done",
                        "goes on after its part",
                        "HUP done",
                        "next timer"),
                log);
    }

    private void lacksMemory(String what, int[] failures) {
        if (failures[0]-- > 0) {
            throw new OutOfMemoryError(what);
        }
        log.add(what + " done");
    }

    @Test
    void signalsReachTheirHandlers() throws ErrnoException {
        loop.handle(
                Map.of(Signal.HUP, () -> log.add("HUP"), Signal.TERM, loop::stop),
                (pid, status) -> log.add("child " + pid));
        loop.after(1, () -> posix.signal(Signal.HUP));
        loop.after(2, () -> posix.signal(Signal.TERM));
        loop.run();
        assertEquals(List.of("HUP"), log);
    }

    @Test
    void childlessIsTrueAtOnceWithoutChildren() throws ErrnoException {
        loop.handle(Map.of(), (pid, status) -> log.add("child"));
        loop.whenChildless(loop::stop);
        loop.run();
        assertEquals(List.of(), log);
    }

    @Test
    void nothingToDoMeansOneWaitWithoutALimit() throws ErrnoException {
        List<Integer> limits = new ArrayList<>();
        posix.scenario(new Scenario() {
            @Override
            public void waits(int millis) {
                limits.add(millis);
            }

            @Override
            public boolean idle() {
                loop.stop();
                posix.signal(Signal.HUP);
                return true;
            }
        });
        loop.handle(Map.of(Signal.HUP, () -> log.add("HUP")), (pid, status) -> {});
        loop.run();
        assertEquals(List.of(0, -1), limits, "one look for children, then sleep");
    }
}
