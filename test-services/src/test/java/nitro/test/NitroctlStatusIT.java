package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How nitroctl ends: its exit statuses, time limit and complaints (spec 6.1, 6.4). */
class NitroctlStatusIT {
    @Test
    @Spec({"6.1", "6.4"})
    void severalServicesAreHandledAtOnce() throws IOException {
        var slow = "trap '' TERM; say run; " + SLEEP;
        try (var nitro = Launch.of(
                        service("a").run(slow),
                        service("b").run(slow),
                        service("c").run(slow),
                        service("bad").setup("exit 111").down())
                .start()) {
            nitro.said().await(3, "run"::equals);
            var stop = nitro.startCtl("stop", "a", "b", "c");
            for (var name : List.of("a", "b", "c")) {
                nitro.events().await(name, SHUTDOWN); // all are told before one is down
            }
            nitro.kill("a", "b", "c");
            assertEquals(0, stop.result().exit());
            for (var name : List.of("a", "b", "c")) {
                nitro.events().await(name, DOWN);
            }
            assertEquals(1, nitro.ctl("fast-start", "a", "bad").exit());
            assertEquals(111, nitro.ctl("fast-start", "bad", "none", "a").exit());
            nitro.kill("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "fast-start", "fast-restart"})
    @Spec({"6.3", "6.4"})
    void aStartThatEndsInFatalIsAFailure(String command) throws IOException {
        try (var nitro = Launch.of(
                        service("a").setup("sleep 0.1; exit 111").run(SLEEP).down())
                .start()) {
            assertEquals(1, nitro.ctl(command, "a").exit());
            assertEquals(0, nitro.ctl("stop", "a").exit());
            nitro.events().await("a", FATAL);
        }
    }

    @Test
    @Spec({"6.3", "6.4"})
    void pidofPrintsPidsInTheOrderGiven() throws IOException {
        try (var nitro =
                Launch.of(sleeper("a"), sleeper("b"), sleeper("c").down()).start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("b", STARTING);
            var pids = nitro.ctl("pidof", "b", "a");
            assertEquals(0, pids.exit());
            assertEquals(nitro.wire().pid("b") + "\n" + nitro.wire().pid("a") + "\n", pids.out());
            var some = nitro.ctl("pidof", "c", "a");
            assertEquals(1, some.exit());
            assertEquals(nitro.wire().pid("a") + "\n", some.out());
            assertEquals(111, nitro.ctl("pidof", "x", "c").exit());
        }
    }

    @Test
    @Spec({"6.3", "6.4"})
    void checkTellsByItsExitStatus() throws IOException {
        try (var nitro = Launch.of(sleeper("a"), sleeper("c").down()).start()) {
            nitro.events().await("a", STARTING);
            var running = nitro.ctl("check", "a");
            assertEquals(0, running.exit());
            assertEquals("", running.out());
            assertEquals(1, nitro.ctl("check", "c").exit());
            assertEquals(1, nitro.ctl("check", "a", "c").exit());
            assertEquals(111, nitro.ctl("check", "a", "c", "x").exit());
        }
    }

    @Test
    @Spec({"6.1", "6.4"})
    void theTimeIsLimitedOnDemand() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            for (var words : new String[][] {
                {"-t", "0.3", "wait-up", "a"}, {"wait-up", "-t", "0.3", "a"}, {"wait-up", "a", "-t0.3"}
            }) {
                long before = System.nanoTime();
                var result = nitro.ctl(words);
                assertEquals(3, result.exit(), result.err());
                // a slow machine may take as long to get the first answer
                assertTrue(
                        result.err().matches("nitroctl: a: (still STARTING after|nitro did not answer within) 0.3 s\n"),
                        result.err());
                assertTrue(System.nanoTime() - before >= 300_000_000);
            }
            assertEquals(0, nitro.ctl("-t", "60", "fast-restart", "a").exit());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explode", "up", "-t x list", "-t -1 list", "-t", "-z list", "info a", "start", "-t 1..2 list"})
    @Spec({"6.1", "6.4"})
    void whatIsWrongInTheWordsIsAUsageError(String words) throws IOException {
        try (var nitro = Launch.of().start()) {
            var result = nitro.ctl(words.split(" ", -1));
            assertEquals(2, result.exit(), result.err());
            assertTrue(result.err().startsWith("nitroctl: "), result.err());
            assertEquals("", result.out());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "start",
                "stop",
                "restart",
                "fast-start",
                "fast-restart",
                "fast-stop",
                "ready",
                "wait-up",
                "wait-down",
                "wait-starting",
                "hup",
                "pidof",
                "check"
            })
    @Spec("6.4")
    void aServiceThatThereIsNotIsSaidSo(String command) throws IOException {
        try (var nitro = Launch.of(sleeper("a").down()).start()) {
            var result = nitro.ctl("-t", "60", command, "none");
            assertEquals(111, result.exit(), result.err());
            assertTrue(result.err().startsWith("nitroctl: none: "), result.err());
        }
    }

    @Test
    @Spec({"6.3", "5.6"})
    void eventsPrintsUntilInterrupted() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("a").readyByCommand().down(), sleeper("b").down())
                .start()) {
            var events = nitro.startPrinting("events");
            nitro.awaitListeners(1);
            nitro.wire().up("a");
            nitro.out().await("STARTING a");
            nitro.wire().ready("a");
            nitro.out().await("UP a");
            nitro.wire().up("b");
            nitro.out().await("STARTING b");
            interrupt(nitro, events, "INT", 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    @Spec("6.4")
    void aSignalEndsItWithASayingStatus(String signal, int exit) throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            var wait = nitro.startPrinting("-v", "wait-up", "a");
            nitro.out().await("STARTING a");
            interrupt(nitro, wait, signal, exit);
        }
    }

    private static void interrupt(Nitro nitro, Commands.Running running, String signal, int exit) throws IOException {
        running.proc().kill(signal);
        var result = running.result();
        assertEquals(exit, result.exit());
        assertEquals("", result.err());
        try (var files = Files.list(nitro.root("sock/notify"))) {
            assertEquals(1, files.count(), "its socket is gone");
        }
    }
}
