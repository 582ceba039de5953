package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The policies of a service's directory, in virtual time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PolicyTest {
    /** Ignores all signals but KILL. */
    private static final Program DEAF = new Program() {
        @Override
        public void start(FakeProcess self) {}

        @Override
        public boolean signal(FakeProcess self, int signal) {
            return true;
        }
    };

    private final Life life = new Life();

    private void run() {
        run(new Tap.Listener() {});
    }

    private void run(Tap.Listener listener) {
        assertEquals(0, life.run(listener), life.said());
    }

    @Test
    @Spec("policies 2.2")
    void theTimeToKillIsThatOfTheFile() {
        life.script("a/run", DEAF);
        life.file("a/timeout-stop", "# it takes its time\n\n  20.5  \n");
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(23_400, "a", "STOPPING");
        life.expectAt(23_600, "a", "DOWN");
        life.signalAt(24_000, Signal.TERM);
        run();
    }

    @Test
    @Spec("policies 2.2")
    void whatIsReadAtTheStopCounts() {
        life.script("a/run", DEAF);
        life.file("a/timeout-stop", "60");
        life.at(2000, () -> life.file("a/timeout-stop", "1"));
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(4100, "a", "DOWN");
        life.signalAt(5000, Signal.TERM);
        run();
    }

    @Test
    @Spec({"policies 1.2", "policies 2.2"})
    void aFaultAtTheStopLeavesWhatWasInForce() {
        life.script("a/run", DEAF);
        life.file("a/timeout-stop", "2");
        life.at(2000, () -> life.file("a/timeout-stop", "soon"));
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(4900, "a", "STOPPING");
        life.expectAt(5100, "a", "DOWN");
        life.signalAt(6000, Signal.TERM);
        run();
        life.assertSaid("a/timeout-stop: line 1: expected a number of seconds, 0 for no limit");
    }

    @Test
    @Spec("policies 2.2")
    void withoutALimitThereIsNoKill() {
        life.script("a/run", DEAF);
        life.file("a/timeout-stop", "0");
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(90_000, "a", "STOPPING");
        life.at(
                90_001,
                () -> life.posix
                        .processes()
                        .list()
                        .forEach(p -> life.posix.processes().kill(p, Signal.KILL)));
        life.expectAt(90_100, "a", "DOWN");
        life.signalAt(91_000, Signal.TERM);
        run();
    }

    @Test
    @Spec("policies 2.2")
    void aShutdownWaitsForTheLimit() {
        life.script("a/run", DEAF);
        life.file("a/timeout-stop", "100");
        life.signalAt(3000, Signal.TERM);
        life.expectAt(102_900, "a", "STOPPING");
        run();
        assertFalse(life.said().contains("does not end"), life.said());
        assertTrue(life.posix.now() >= 103_000, () -> "ended at " + life.posix.now());
    }

    @Test
    @Spec("policies 2.3")
    void finishHasTheTimeOfTheFile() {
        life.service("a");
        life.script("a/finish", DEAF);
        life.file("a/timeout-finish", "0.5");
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(3400, "a", "FINISHING");
        life.expectAt(3600, "a", "DOWN");
        life.signalAt(5000, Signal.TERM);
        run();
    }

    @Test
    @Spec("policies 1.2")
    void aFaultAtTheStartIsFatalAndNamesThePlace() {
        life.service("a");
        life.file("a/timeout-finish", "1\n2\n");
        life.expectAt(1000, "a", "FATAL");
        life.at(2000, () -> life.file("a/timeout-finish", "1\n"));
        life.askAt(2001, new Request.Up("a"));
        life.expectAt(5000, "a", "UP");
        life.signalAt(6000, Signal.TERM);
        run();
        life.assertSaid("a/timeout-finish: line 2: expected a number of seconds, 0 for no limit");
    }

    @Test
    @Spec("policies 1.2")
    void whatCannotBeReadForTheMomentDelays() {
        life.service("a");
        life.file("a/timeout-stop", "1");
        life.expectAt(1000, "a", "DELAYED");
        life.expectAt(5000, "a", "UP");
        life.signalAt(6000, Signal.TERM);
        boolean[] failed = new boolean[1];
        run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                boolean first = !failed[0] && call.equals("stat") && arguments.contains("a/timeout-stop");
                failed[0] |= first;
                return first ? Errno.EIO : null;
            }
        });
    }

    @Test
    @Spec("policies 2.1")
    void aProgramStopsInPlaceOfTheSignal() {
        List<String> arguments = new ArrayList<>();
        life.service("a");
        life.script("a/stop", new Program() {
            @Override
            public void start(FakeProcess self) {
                arguments.addAll(self.argv());
                FakeProcess service = Objects.requireNonNull(
                        life.posix.processes().get(Integer.parseInt(self.argv().get(1))));
                self.after(1000, () -> life.posix.processes().kill(service, Signal.TERM));
            }
        });
        life.askAt(3000, new Request.Down("a"));
        life.expectAt(3900, "a", "STOPPING");
        life.expectAt(4100, "a", "DOWN");
        life.at(
                4200,
                () -> assertEquals(
                        List.of(),
                        life.posix.processes().list().stream()
                                .filter(FakeProcess::isAlive)
                                .toList()));
        life.signalAt(5000, Signal.TERM);
        run();
        assertEquals("stop", arguments.getFirst());
    }

    @Test
    @Spec("policies 2.1")
    void aProgramThatFailsToStopItIsKilledWithIt() {
        life.script("a/run", DEAF);
        life.script("a/stop", DEAF);
        life.file("a/timeout-stop", "3");
        life.askAt(3000, new Request.Down("a"));
        life.askAt(4000, new Request.Down("a"));
        life.expectAt(5900, "a", "STOPPING");
        life.expectAt(6100, "a", "DOWN");
        life.at(
                6200,
                () -> assertEquals(
                        List.of(),
                        life.posix.processes().list().stream()
                                .filter(FakeProcess::isAlive)
                                .toList()));
        life.signalAt(7000, Signal.TERM);
        run();
    }
}
