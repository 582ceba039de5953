package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of nitroctl, and when each is done (spec 6.1, 6.3, 6.5). */
class NitroctlIT {
    @ParameterizedTest
    @ValueSource(strings = {"", "list", "l"})
    @Spec({"6.1", "6.3"})
    void listPrintsALineForEachService(String command) throws IOException {
        try (var nitro = Launch.of(
                        sleeper("b").readyByCommand(),
                        sleeper("a").down(),
                        service("Z").setup("true"),
                        service("c").file("run", ""))
                .start()) {
            nitro.events().await("b", STARTING);
            nitro.events().await("c", FATAL);
            nitro.events().await("Z", ONESHOT);
            var list = command.isEmpty() ? nitro.ctl() : nitro.ctl(command);
            assertEquals(0, list.exit());
            assertEquals("", list.err());
            matches(
                    list.lines(),
                    List.of(
                            "ONESHOT Z \\(wstatus 0\\) \\d+s",
                            "DOWN a \\(wstatus 0\\) \\d+s",
                            "STARTING b \\(pid " + nitro.wire().pid("b") + "\\) \\(wstatus 0\\) \\d+s",
                            "FATAL c \\(wstatus -1\\) \\d+s"));
        }
    }

    private static void matches(List<String> lines, List<String> patterns) {
        assertEquals(patterns.size(), lines.size(), lines.toString());
        for (int i = 0; i < patterns.size(); i++) {
            assertTrue(lines.get(i).matches(patterns.get(i)), lines.get(i) + " is no " + patterns.get(i));
        }
    }

    @Test
    @Spec({"6.1", "6.3", "6.4"})
    void listWithServicesKeepsTheirOrder() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down(), sleeper("b").down()).start()) {
            var list = nitro.ctl("list", "b", "a");
            assertEquals(0, list.exit());
            matches(list.lines(), List.of("DOWN b .*", "DOWN a .*"));
            var unknown = nitro.ctl("list", "x", "a");
            assertEquals(111, unknown.exit());
            matches(unknown.lines(), List.of("DOWN a .*"));
            assertTrue(unknown.err().startsWith("nitroctl: x: "), unknown.err());
        }
    }

    @Test
    @Spec("6.3")
    void infoPrintsAKeyAndValuePerLine() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            var info = nitro.ctl("info");
            assertEquals(0, info.exit());
            long pid = nitro.proc().pid();
            matches(
                    info.lines(),
                    List.of(
                            "nitro_pid " + pid,
                            "pid " + pid,
                            "max_service 1",
                            "total_reaps \\d+",
                            "total_sv_reaps \\d+"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "rescan", "s"})
    @Spec("6.3")
    void rescanIsAcknowledged(String command) throws IOException {
        try (var nitro = Launch.of().start()) {
            nitro.add(sleeper("a"));
            assertEquals(0, nitro.ctl(command).exit());
            nitro.events().await("a", STARTING);
        }
    }

    @ParameterizedTest
    @CsvSource({"up, down", "u, d"})
    @Spec("6.3")
    void upAndDownAreAcknowledged(String up, String down) throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap '' TERM; say run; " + SLEEP)
                        .readyByCommand()
                        .down())
                .start()) {
            assertEquals(0, nitro.ctl(up, "a").exit());
            assertEquals(STARTING, nitro.wire().state("a"));
            nitro.said().await("run");
            assertEquals(0, nitro.ctl(down, "a").exit());
            assertEquals(SHUTDOWN, nitro.wire().state("a"));
            nitro.kill("a");
        }
    }

    @Test
    @Spec("6.3")
    void startAndRestartWaitForUpAndStopForDown() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("trap 'exec sleep 0.2' TERM; sleep 0.2; echo >&3; nap")
                                .notification(3)
                                .down(),
                        service("shot").setup("exec sleep 0.2").down())
                .start()) {
            assertEquals(0, nitro.ctl("start", "a").exit());
            assertEquals(UP, nitro.wire().state("a"));
            assertEquals(0, nitro.ctl("start", "a").exit(), "already there");
            long pid = nitro.wire().pid("a");
            assertEquals(0, nitro.ctl("restart", "a").exit());
            assertEquals(UP, nitro.wire().state("a"));
            assertTrue(pid != nitro.wire().pid("a"));
            assertEquals(0, nitro.ctl("stop", "a").exit());
            assertEquals(DOWN, nitro.wire().state("a"));
            assertEquals(0, nitro.ctl("stop", "a").exit(), "already there");
            assertEquals(0, nitro.ctl("start", "shot").exit());
            assertEquals(0, nitro.ctl("restart", "shot").exit());
        }
    }

    @Test
    @Spec("6.3")
    void theFastOnesWaitForLess() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .setup("exec sleep 0.1")
                        .run("trap '' TERM; say run; " + SLEEP)
                        .readyByCommand()
                        .down())
                .start()) {
            assertEquals(0, nitro.ctl("fast-start", "a").exit());
            assertEquals(STARTING, nitro.wire().state("a"));
            nitro.said().await("run");
            for (var command : List.of("fast-restart", "r")) {
                var restart = nitro.startCtl(command, "a");
                nitro.events().await("a", RESTART);
                nitro.kill("a");
                assertEquals(0, restart.result().exit());
                assertEquals(STARTING, nitro.wire().state("a"));
                nitro.said().await("run");
            }
            assertEquals(0, nitro.ctl("fast-stop", "a").exit());
            assertEquals(SHUTDOWN, nitro.wire().state("a"));
            nitro.kill("a");
        }
    }

    @Test
    @Spec("6.3")
    void waitUpWaitsOnThroughFatal() throws IOException {
        try (var nitro = Launch.of(
                        service("a").setup("[ -e ok ] || exit 111").run(SLEEP).readyByCommand())
                .start()) {
            nitro.events().await("a", FATAL);
            var up = nitro.startCtl("wait-up", "a");
            var starting = nitro.startCtl("-v", "wait-starting", "a");
            nitro.add(service("a").file("ok", ""));
            nitro.wire().up("a");
            assertEquals(0, starting.result().exit());
            assertEquals(STARTING, nitro.wire().state("a"));
            assertTrue(up.process().isAlive());
            nitro.wire().ready("a");
            assertEquals(0, up.result().exit());
            assertEquals(0, nitro.ctl("wait-starting", "a").exit());
        }
    }

    @Test
    @Spec("6.3")
    void waitDownAcceptsTheDownWithinARestart() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            var wait = nitro.startPrinting("-v", "wait-down", "a");
            nitro.out().await("STARTING a");
            nitro.wire().restart("a");
            nitro.events().await("a", RESTART, DOWN, STARTING);
            assertEquals(0, wait.result().exit());
        }
    }

    @Test
    @Spec("6.3")
    void readyIsAcknowledged() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            assertEquals(0, nitro.ctl("ready", "a").exit());
            nitro.events().strictly("a", UP);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hup, HUP",
        "h, HUP",
        "alarm, ALRM",
        "a, ALRM",
        "interrupt, INT",
        "i, INT",
        "quit, QUIT",
        "q, QUIT",
        "term, TERM",
        "t, TERM",
        "1, USR1",
        "2, USR2",
        "cont, CONT",
        "c, CONT"
    })
    @Spec({"6.3", "6.5"})
    void signalsAreSent(String command, String signal) throws IOException {
        try (var nitro = Launch.of(service("a").run("trap 'say " + signal + "' " + signal + "; say run; nap; nap"))
                .start()) {
            nitro.said().await("run");
            assertEquals(0, nitro.ctl(command, "a").exit());
            nitro.said().await(signal);
        }
    }

    @Test
    @Spec({"6.3", "6.5"})
    void pauseAndKillAreSent() throws IOException {
        try (var nitro = Launch.of(sleeper("a"), sleeper("b")).start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("b", STARTING);
            assertEquals(0, nitro.ctl("pause", "a").exit());
            nitro.process("a").awaitStopped();
            assertEquals(0, nitro.ctl("p", "b").exit());
            nitro.process("b").awaitStopped();
            assertEquals(0, nitro.ctl("kill", "a").exit());
            nitro.events().await("a", DOWN);
            assertEquals(0, nitro.ctl("k", "b").exit());
            nitro.events().await("b", DOWN);
            assertEquals(111, nitro.ctl("kill", "x").exit());
        }
    }

    @Test
    @Spec({"6.3", "7.4"})
    void shutdownIsAcknowledged() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            assertEquals(0, nitro.ctl("Shutdown").exit());
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec({"6.3", "7.4"})
    void rebootIsAcknowledged() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            assertEquals(0, nitro.ctl("Reboot").exit());
            nitro.events().await("a", DOWN, STARTING);
        }
    }

    @Test
    @Spec("6.4")
    void vPrintsEachStateOnTheWay() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .setup("exec sleep 0.1")
                        .run("sleep 0.3; echo >&3; nap")
                        .notification(3)
                        .down())
                .start()) {
            var start = nitro.ctl("start", "-v", "a");
            assertEquals(0, start.exit());
            assertEquals("SETUP a\nSTARTING a\nUP a\n", start.out().replaceFirst("^(SETUP a\n)+", "SETUP a\n"));
            assertEquals("", nitro.ctl("restart", "a").out());
        }
    }

    @Test
    @Spec({"4.2", "6.3"})
    void downOfAServiceInDelayIsDown() throws IOException {
        try (var nitro = Launch.of(service("a").run("exit 1")).start()) {
            nitro.events().await("a", DELAY);
            assertEquals(0, nitro.ctl("-t", "60", "stop", "a").exit());
            assertEquals(DOWN, nitro.wire().state("a"));
        }
    }
}
