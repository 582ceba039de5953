package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A long chain of services, each of which requires the next: depth costs nothing, and a change touches its neighbours. */
class NeedsChainTest {
    private static final int LENGTH = 10_000;

    /** Counts what happens to services. */
    private static final class Counter implements Inside.Eye {
        private final AtomicInteger happenings = new AtomicInteger();

        @Override
        public void begins() {}

        @Override
        public void happens(Inside.Look service, String event, String phaseAfter, boolean possible) {
            happenings.incrementAndGet();
        }
    }

    @Test
    @Spec({"engine 3.7", "engine 2.3"})
    void startsAndStops() {
        Counter counter = new Counter();
        Life life = new Life(Chance.calm(), counter);
        for (int i = 0; i < LENGTH; i++) {
            life.script(name(i) + "/setup", Program.exits(0, 0));
            if (i + 1 < LENGTH) {
                life.file(name(i) + "/requires", name(i + 1));
            }
        }
        long settled = 200_000;
        life.expectAt(settled, name(0), "ONESHOT");
        int[] before = new int[1];
        life.at(settled, () -> before[0] = counter.happenings.get());
        life.askAt(settled + 1, new Request.Up(name(LENGTH / 2)));
        life.at(settled + 1000, () -> {
            int touched = counter.happenings.get() - before[0];
            assertTrue(touched < 10, touched + " things happened for an order in the middle");
        });
        life.signalAt(settled + 2000, Signal.TERM);
        assertEquals(0, life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return null;
            }
        }));
        life.assertSaid("finished");
    }

    private static String name(int i) {
        return String.format("s%05d", i);
    }
}
