package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Event;
import nitro.test.harness.Launch;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops: their signals, their time limit, process groups (spec 1.4, 4.5). */
class StopIT {
    @Test
    @Spec("4.5")
    void aStopSendsTermAndThenCont() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap 'say TERM' TERM; trap 'say CONT' CONT; say run; while :; do nap; done")
                        .finish("say finish $*"))
                .start()) {
            nitro.said().await("run");
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            nitro.said().await("TERM");
            nitro.said().await("CONT");
            nitro.kill("a");
            nitro.events().await("a", DOWN);
            nitro.said().await("finish -1 9");
        }
    }

    @Test
    @Spec({"4.5", "5.2"})
    void whatIsPausedCanBeStopped() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.wire().signal("a", 19);
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN, DOWN);
            assertEquals(15, nitro.wire().query("a").wstatus());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "h, 1",
        "i, 2",
        "q, 3",
        "k, 9",
        "1, 10",
        "2, 12",
        "a, 14",
        "t, 15",
        "Quit, 15",
        "quit, 3",
        "'', 15",
        "z, 15"
    })
    @Spec({"1.4", "6.5", "4.5"})
    void downSignalPicksTheSignal(String text, int signal) throws IOException {
        // a shell would keep an INT for itself until it has executed the next program, which hears nothing of it then
        var sleep = service("a@").link("run", Commands.sleep()).file("down-signal", text);
        try (var nitro = Launch.of(sleep, service("a@1000")).start()) {
            nitro.events().await("a@1000", STARTING);
            nitro.wire().down("a@1000");
            nitro.events().await("a@1000", SHUTDOWN, DOWN);
            assertEquals(signal, nitro.wire().query("a@1000").wstatus() & 0x7f); // a core may be dumped
        }
    }

    @Test
    @Spec({"1.4", "4.5"})
    void downSignalIsReadAgainAndTheTimeToKillIsKept() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("trap 'say USR1' USR1; trap 'say USR2' USR2; say run; while :; do nap; done")
                                .file("down-signal", "1"),
                        service("later").run("trap '' TERM; say later; " + SLEEP))
                .start()) {
            nitro.said().await("run");
            nitro.said().await("later");
            long order = System.nanoTime();
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            nitro.said().await("USR1");
            nitro.add(service("a").file("down-signal", "2"));
            nitro.add(sleeper("clock"));
            nitro.wire().rescan();
            nitro.events().await("clock", UP); // two seconds later
            nitro.wire().down("later");
            nitro.wire().down("a");
            nitro.said().await("USR2");
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 6990, () -> "killed after " + down.since(order));
            assertEquals(9, nitro.wire().query("a").wstatus());
            nitro.events().await("later", DOWN);
            var downs = nitro.events().all().stream()
                    .filter(event -> event.state() == DOWN)
                    .map(Event::service)
                    .toList();
            assertEquals(List.of("a", "later"), downs); // the second stop of a gave it no more time than it had
        }
    }

    @Test
    @Spec({"4.5", "4.6"})
    void whatIgnoresTermIsKilledAfterSevenSecondsInARestartToo() throws IOException {
        try (var nitro =
                Launch.of(service("a").run("trap '' TERM; say run; " + SLEEP)).start()) {
            nitro.said().await("run");
            long order = System.nanoTime();
            nitro.wire().restart("a");
            nitro.events().await("a", RESTART);
            var start = nitro.events().await("a", DOWN, STARTING);
            assertTrue(start.since(order) >= 6990, () -> "killed after " + start.since(order));
            nitro.said().await("run");
            nitro.kill("a");
        }
    }

    @Test
    @Spec({"1.4", "8.15"})
    void downGroupReachesTheWholeGroup() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap : TERM; (trap 'say child; exit 0' TERM; say up; nap) & wait; wait")
                        .file("down-group", ""))
                .start()) {
            nitro.said().await("up");
            nitro.wire().down("a");
            nitro.said().await("child");
            nitro.events().await("a", SHUTDOWN, DOWN);
        }
    }

    @Test
    @Spec({"1.4", "8.15"})
    void downGroupLeavesNobodyBehind() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("(trap '' TERM; exec sleep 1000) & say $!; exec sleep 1000")
                        .file("down-group", ""))
                .start()) {
            var child = new Proc(Long.parseLong(nitro.said().awaitMatch("^[0-9]+$")));
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN, DOWN);
            child.awaitEnd();

            nitro.wire().up("a");
            var next = new Proc(Long.parseLong(nitro.said().awaitMatch("^[0-9]+$")));
            nitro.process("a").kill("KILL"); // a crash of the leader
            nitro.events().await("a", RESTART);
            next.awaitEnd();
        }
    }

    @Test
    @Spec({"1.4", "7.3"})
    void withoutDownGroupAStopIsForTheLeader() throws IOException {
        try (var nitro = Launch.of(service("a").run("(trap 'exit 0' TERM; nap) & say $!; exec sleep 1000"))
                .start()) {
            var child = new Proc(Long.parseLong(nitro.said().awaitMatch("^[0-9]+$")));
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN, DOWN);
            assertTrue(child.alive());
            assertEquals(nitro.proc().pid(), child.parent()); // it makes itself child subreaper
            long reaps = nitro.wire().info().reaps();
            child.kill("KILL");
            child.awaitEnd();
            assertEquals(reaps + 1, nitro.wire().info().reaps());
        }
    }

    @Test
    @Spec({"4.6", "4.5"})
    void upDuringAStopTurnsItToARestart() throws IOException {
        try (var nitro =
                Launch.of(service("a").run("trap '' TERM; say run; " + SLEEP)).start()) {
            nitro.said().await("run");
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            nitro.wire().up("a");
            nitro.events().await("a", RESTART);
            nitro.kill("a");
            nitro.events().await("a", DOWN, STARTING);
            nitro.said().await("run");
            nitro.kill("a");
        }
    }

    @Test
    @Spec("4.13")
    void aKillIsReported() throws IOException {
        try (var nitro = Launch.of(service("a").run("trap '' TERM; say run; while :; do nap; done"), sleeper("b"))
                .start()) {
            nitro.said().await("run");
            var stop = nitro.ctl("stop", "a", "b");
            assertEquals(0, stop.exit());
            assertEquals("nitroctl: a: did not stop in time and was killed\n", stop.err());
            nitro.err().await("- nitro: a: did not end within 7 s and is killed");
            assertTrue(nitro.ctl("list", "a", "--json").out().contains("\"killed\":true"));
            assertTrue(nitro.ctl("list", "b", "--json").out().contains("\"killed\":false"));
        }
    }
}
