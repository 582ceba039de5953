package nitro.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The helper that leads the session of SYS/setup, in virtual time. */
class TerminalSessionTest {
    private final FakePosix posix = new FakePosix(Chance.calm(), 50);
    private final List<FakeProcess> left = new ArrayList<>();
    private final List<Integer> heard = new ArrayList<>();
    private int failures;

    private int run(Program program) throws ErrnoException {
        posix.files().executable("/setup", () -> program);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Invocation invocation =
                new Invocation("nitro", List.of(), List.of(), new Self("/bin/nitro", List.of()), nowhere, nowhere);
        Tap.Listener failing = new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.equals("spawn") && failures-- > 0 ? Errno.ETXTBSY : null;
            }
        };
        return new TerminalSession(Tap.on(posix, failing), invocation, "/setup", "setup", "SYS/setup").run();
    }

    @Test
    @Spec({"3.3", "7.1"})
    void whatItsProgramLeavesInTheBackgroundHearsNoHangUp() throws ErrnoException {
        assertEquals(3, run(self -> {
            left.add(self.fork(Program.idle()));
            self.exit(3);
        }));
        assertTrue(left.getFirst().isAlive());
    }

    @Test
    @Spec({"3.3", "4.3"})
    void aProgramThatCannotBeExecutedForTheMomentIsTriedAgain() throws ErrnoException {
        failures = 4;
        long start = posix.clock().now();
        assertEquals(0, run(Program.exits(0, 0)));
        assertEquals(8000, posix.clock().now() - start);
        assertTrue(posix.console().written().contains("- nitro: can't exec SYS/setup: Text file busy\n"));
    }

    @Test
    @Spec("3.3")
    void itIsTriedFiveTimesAtMost() throws ErrnoException {
        failures = 100;
        assertEquals(111, run(Program.idle()));
        assertEquals(95, failures);
    }

    @Test
    @Spec({"3.4", "4.5"})
    void itIsToldToEndAndKilledAfterSevenSeconds() throws ErrnoException {
        long start = posix.clock().now();
        posix.clock().after(1000, () -> posix.signal(Signal.TERM));
        assertEquals(128 + 9, run(new Program() {
            @Override
            public void start(FakeProcess self) {}

            @Override
            public boolean signal(FakeProcess self, int signal) {
                heard.add(signal);
                return true;
            }
        }));
        assertTrue(heard.contains(posix.number(Signal.TERM)), heard.toString());
        assertEquals(8000, posix.clock().now() - start);
    }

    @Test
    @Spec("3.4")
    void itIsNotTriedAgainWhenToldToEnd() throws ErrnoException {
        failures = 100;
        long start = posix.clock().now();
        posix.clock().after(1000, () -> posix.signal(Signal.TERM));
        assertEquals(111, run(Program.idle()));
        assertEquals(1000, posix.clock().now() - start);
    }
}
