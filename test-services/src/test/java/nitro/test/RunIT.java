package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The death of a service, its finish script and what comes after (spec 1.4, 4.2, 4.3). */
class RunIT {
    @Test
    @Spec({"4.2", "4.7", "8.4"})
    void whatDiesWithinASecondIsDelayedForOne() throws IOException {
        try (var nitro = Launch.of(service("a").run("read up rest </proc/uptime; say run $up; exit 0"))
                .start()) {
            int lives = Delays.awaitDelay(nitro, "a", STARTING, RESTART, DOWN);
            nitro.events().strictly("a", STARTING);
            var runs = nitro.said().await(lives + 1, line -> line.startsWith("run "));
            Delays.assertApart(1, runs.subList(lives - 1, lives + 1));
        }
    }

    @Test
    @Spec("4.2")
    void whatLivedForASecondStartsAgainAtOnce() throws IOException {
        try (var nitro =
                Launch.of(service("a").run("exec sleep 1.1").readyByCommand()).start()) {
            nitro.events().strictly("a", STARTING, RESTART, DOWN, STARTING, RESTART, DOWN, STARTING);
        }
    }

    @Test
    @Spec("4.2")
    void theTimeOfFinishCountsToo() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("exit 1").finish("exec sleep 1.1").readyByCommand())
                .start()) {
            nitro.events().strictly("a", STARTING, RESTART, DOWN, STARTING);
        }
    }

    @Test
    @Spec({"4.2", "4.4"})
    void whatDiesWhenUpGoesTheSameWay() throws IOException {
        try (var nitro = Launch.of(service("a").setup("true").run(SLEEP)).start()) {
            nitro.events().strictly("a", SETUP, STARTING, UP);
            nitro.process("a").kill("KILL");
            nitro.events().strictly("a", RESTART, DOWN, SETUP, STARTING);
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 7, 7 0, 1792", "kill -KILL $$, -1 9, 9", "kill -TERM $$, -1 15, 15", "exit 0, 0 0, 0"})
    @Spec({"1.4", "5.2"})
    void finishIsToldHowRunDied(String end, String arguments, int wstatus) throws IOException {
        try (var nitro = Launch.of(service("a").run(end).finish("say finish $#: $*; nap"))
                .start()) {
            nitro.events().await("a", RESTART);
            nitro.said().await("finish 2: " + arguments);
            assertEquals(wstatus, nitro.wire().query("a").wstatus());
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 111", "exit 1", "kill -KILL $$"})
    @Spec("1.4")
    void theStatusOfFinishIsIgnored(String end) throws IOException {
        try (var nitro = Launch.of(service("a").run("exit 5").finish(end)).start()) {
            Delays.awaitDelay(nitro, "a", STARTING, RESTART, DOWN);
            nitro.events().strictly("a", STARTING);
            assertEquals(5 << 8, nitro.wire().query("a").wstatus());
        }
    }

    @Test
    @Spec("1.4")
    void aFinishThatCannotBeExecutedIsNoObstacle() throws IOException {
        try (var nitro = Launch.of(service("a").run("exit 0").file("finish", "#!/bin/sh\n"))
                .start()) {
            Delays.awaitDelay(nitro, "a", STARTING, RESTART, DOWN);
            nitro.events().strictly("a", STARTING);
        }
    }

    @Test
    @Spec({"1.4", "8.6"})
    void aFinishThatHangsIsKilledAfterSevenSeconds() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("exit 0")
                        .finish("trap '' TERM; say finish; " + SLEEP)
                        .down())
                .start()) {
            long order = System.nanoTime();
            nitro.wire().up("a");
            nitro.events().await("a", STARTING);
            nitro.events().await("a", RESTART);
            nitro.said().await("finish");
            assertTrue(nitro.process("a").alive(), "the pid is that of finish");
            var down = nitro.events().strictly("a", DOWN); // and not UP, which a forgotten timer would make of it
            assertTrue(down.since(order) >= 6990, () -> "killed after " + down.since(order));
        }
    }

    @Test
    @Spec({"1.4", "4.5"})
    void aFinishThatHangsInAStopHasSevenSecondsOfItsOwn() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap 'exec sleep 2' TERM; say run; nap")
                        .finish("trap '' TERM; say finish; " + SLEEP))
                .start()) {
            nitro.said().await("run");
            long order = System.nanoTime();
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            nitro.said().await("finish");
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 8990, () -> "killed after " + down.since(order));
        }
    }

    @Test
    @Spec("4.2")
    void downInsideFinishMeansRunOnce() throws IOException {
        try (var nitro = Launch.of(service("a").run("say run; exit 0").finish("nitroctl down .; say finish $?"))
                .start()) {
            nitro.events().await("a", STARTING, RESTART, SHUTDOWN, DOWN);
            nitro.said().await("finish 0");
            nitro.wire().up("a");
            nitro.events().await("a", STARTING);
        }
    }

    @Test
    @Spec("4.3")
    void aRunThatIsBeingWrittenIsTriedAgainAfterTwoSeconds() throws IOException {
        try (var nitro = Launch.of(service("a").run("say run; " + SLEEP).down()).start()) {
            long order;
            try (var writer = new FileOutputStream(nitro.path("a/run").toFile(), true)) {
                writer.write('\n');
                order = System.nanoTime();
                nitro.wire().up("a");
                nitro.events().await("a", DELAY);
            }
            var start = nitro.events().await("a", STARTING);
            assertTrue(start.since(order) >= 1990, "delayed " + start.since(order));
            nitro.said().await("run");
        }
    }

    @Test
    @Spec("4.3")
    void aServiceWhoseDirectoryIsGoneIsFatal() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP)).start()) {
            nitro.events().await("a", UP);
            nitro.remove("a");
            nitro.process("a").kill("KILL");
            nitro.events().await("a", RESTART, FATAL);
            nitro.wire().rescan();
            assertFalse(nitro.wire().list().containsKey("a"));
        }
    }

    @Test
    @Spec({"4.6", "8.7"})
    void theLastCommandDuringTheFinishOfAFatalIsObeyed() throws IOException {
        var broken = service("a").file("run", "").finish("trap 'exit 0' USR1; say finish; nap");
        try (var nitro = Launch.of(broken).start()) {
            nitro.said().await("finish");
            nitro.events().await("a", FATAL);
            nitro.wire().up("a");
            nitro.wire().down("a");
            assertEquals(FATAL, nitro.wire().state("a"));
            nitro.process("a").kill("USR1");
            nitro.events().await("a", DOWN);
            nitro.wire().up("a");
            nitro.said().await("finish");
            nitro.events().await("a", FATAL);
            nitro.remove("a/run");
            nitro.add(service("a").run(SLEEP));
            nitro.wire().down("a");
            nitro.wire().up("a");
            nitro.process("a").kill("USR1");
            nitro.events().await("a", STARTING);
        }
    }

    @Test
    @Spec({"1.4", "8.7"})
    void aFinishOfAFatalThatHangsIsKilledToo() throws IOException {
        var broken = service("a")
                .file("run", "")
                .finish("trap '' TERM; say finish; " + SLEEP)
                .down();
        try (var nitro = Launch.of(broken).start()) {
            long order = System.nanoTime();
            nitro.wire().up("a");
            nitro.said().await("finish");
            nitro.events().await("a", FATAL);
            nitro.wire().down("a");
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 6990, () -> "killed after " + down.since(order));
        }
    }
}
