package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end: order of services, loggers last, what is said, and beginning anew (spec 4.11, 7.4, 7.5). */
class ShutdownIT {
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "command"})
    @Spec({"7.3", "7.4", "7.5", "5.1"})
    void allStopsAndNitroEnds(String how) throws IOException {
        try (var nitro = Launch.of(
                        sleeper("a"),
                        service("shot").setup("true").finish("say finish $*"),
                        sleeper("down").down())
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.keepServices();
            if (how.equals("command")) {
                nitro.wire().order(Wire.SHUTDOWN, "");
            } else {
                nitro.signal(how);
            }
            assertEquals(0, nitro.exit());
            nitro.events().await("a", SHUTDOWN, DOWN);
            nitro.said().await("finish 0 0");
            nitro.err().awaitMatch("^- nitro: booting");
            nitro.err().awaitMatch("^- nitro: shutting down");
            nitro.err().awaitMatch("^- nitro: finished");
            assertFalse(Files.exists(nitro.socket()));
            assertTrue(Files.exists(nitro.root("sock/notify")));
        }
    }

    @Test
    @Spec({"7.4", "7.5", "4.5"})
    void whatIgnoresTermIsWaitedForAndKilled() throws IOException {
        try (var nitro = Launch.of(service("a").run("trap '' TERM; say run; " + SLEEP), sleeper("b"))
                .start()) {
            nitro.said().await("run");
            nitro.keepServices();
            long order = System.nanoTime();
            nitro.signal("TERM");
            nitro.events().await("a", SHUTDOWN);
            nitro.events().await("b", DOWN);
            nitro.signal("TERM"); // repeated signals change nothing
            nitro.signal("INT");
            nitro.signal("HUP");
            nitro.wire().order(Wire.SHUTDOWN, "");
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 6990, () -> "killed after " + down.since(order));
            assertEquals(0, nitro.exit());
            nitro.err().awaitMatch("^- nitro: waiting for 2 services to finish\\.$");
            nitro.err().awaitMatch("^- nitro: a: did not end within 7 s and is killed$");
            nitro.err().awaitMatch("^- nitro: all services are done.$");
        }
    }

    /** Its logger would else wait 7 s for the end of what it holds. */
    @Test
    @Spec("4.12")
    void anOrphanThatHoldsALogPipeIsToldToEnd() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("(setsid sleep 1000 & setsid sleep 1001 &); " + SLEEP)
                                .log("../l"),
                        service("l").run("exec cat"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.keepServices();
            long order = System.nanoTime();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            long took = (System.nanoTime() - order) / 1_000_000;
            assertTrue(took < 6500, took + " ms");
            nitro.err()
                    .awaitMatch("^- nitro: waiting for processes that services left:"
                            + " sleep \\(pid \\d+\\), sleep \\(pid \\d+\\)$");
        }
    }

    @Test
    @Spec({"4.11", "8.14"})
    void noLineIsLostAndLoggersAreLast() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run(
                                        "trap 'i=0; while [ $i -lt 2000 ]; do echo a $i; i=$((i + 1)); done; exit' TERM; nap")
                                .finish("echo a finish")
                                .log("../first"),
                        service("b").run("trap 'echo b over; exit' TERM; nap").log("../first"),
                        service("first")
                                .run("while read -r line; do echo \"first $line\"; done; echo first over")
                                .finish("echo first finish")
                                .log("../second"),
                        service("second").run("while read -r line; do echo \"second $line\"; done; echo second over"))
                .start()) {
            for (var name : List.of("a", "b", "first", "second")) {
                nitro.events().await(name, UP);
            }
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            var out = nitro.out().await(2005, line -> true);
            assertEquals(
                    2000,
                    out.stream()
                            .filter(line -> line.startsWith("second first a ") && !line.endsWith("finish"))
                            .count());
            for (var line : List.of("first a finish", "first b over", "first over", "first finish")) {
                assertEquals(1, out.stream().filter(("second " + line)::equals).count(), line);
            }
            assertEquals("second over", out.getLast());
            nitro.events().await("second", DOWN);
            var downs = nitro.events().all().stream()
                    .filter(event -> event.state() == DOWN)
                    .map(event -> event.service())
                    .toList();
            assertEquals(List.of("first", "second"), downs.subList(2, 4));
        }
    }

    @Test
    @Spec("4.11")
    void aLoggerThatDoesNotEndAtTheEndOfItsInputIsStopped() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("nap").log("../b"),
                        service("b").run("trap 'say TERM; exit' TERM; while read -r line; do :; done; say eof; nap"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.events().await("b", UP);
            nitro.keepServices();
            long order = System.nanoTime();
            nitro.signal("TERM");
            nitro.said().await("eof");
            nitro.events().await("a", DOWN);
            nitro.said().await("TERM");
            var down = nitro.events().await("b", DOWN);
            assertTrue(down.since(order) >= 6990, () -> "stopped after " + down.since(order));
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec({"4.11", "3.2", "3.1"})
    void theDefaultLoggersEndAfterTheirProducers() throws IOException {
        var copy = "while read -r line; do echo \"$1: $line\"; done; echo \"$1 over\"";
        try (var nitro = Launch.of(
                        service("LOG").run(copy),
                        service("LOG@").run(copy),
                        service("a").run("trap 'echo last; exit' TERM; nap"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            assertEquals(List.of(": a: last", ": a over", " over"), nitro.out().await(3, line -> true));
        }
    }

    @Test
    @Spec({"4.11", "8.8"})
    void loopsEndToo() throws IOException {
        try (var nitro = Launch.of(
                        service("one").run("nap").log("../two"),
                        service("two").run("nap").log("../one"),
                        service("three").run("nap").log("../one"))
                .start()) {
            nitro.events().await("three", UP);
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            nitro.events().await("one", DOWN);
        }
    }

    @Test
    @Spec("7.4")
    void aRebootExecutesNitroAgainWithTheSamePid() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0\" && mkdir one && ln -s \"$1\" one/nitro",
                        root.toString(),
                        Nitro.BIN.resolve("nitro").toString()))
                .command("./one/nitro")
                .arguments("sv")
                .from(".")
                .start()) {
            nitro.events().await("a", STARTING, UP);
            var before = nitro.wire().info();
            var holdings = nitro.holdings();
            Files.delete(nitro.root("one/nitro")); // where it was found at start is remembered
            for (int i = 0; i < 2; i++) {
                nitro.wire().order(Wire.REBOOT, "");
                nitro.events().await("a", SHUTDOWN, DOWN, STARTING, UP);
                nitro.err().awaitMatch("^- nitro: rebooting");
                assertEquals(before.nitroPid(), nitro.wire().info().nitroPid());
                assertEquals(holdings, nitro.holdings());
                assertEquals(1, nitro.proc().children().size());
            }
        }
    }

    @Test
    @Spec({"3.4", "7.4"})
    void nothingStartsOnceAShutdownHasBegun() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("trap '' TERM; say run; " + SLEEP),
                        sleeper("b"),
                        sleeper("late").down())
                .start()) {
            nitro.said().await("run");
            nitro.events().await("b", STARTING);
            nitro.keepServices();
            nitro.signal("TERM");
            nitro.events().await("b", SHUTDOWN, DOWN);
            nitro.wire().up("late");
            nitro.events().strictly("late", DOWN);
            nitro.wire().restart("b");
            nitro.events().await("b", DOWN);
            assertEquals(DOWN, nitro.wire().state("b"));
            nitro.wire().up("a");
            assertEquals(SHUTDOWN, nitro.wire().state("a"));
            nitro.kill("a");
            assertEquals(0, nitro.exit());
        }
    }
}
