package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The setup script and services that have nothing else (spec 1.4, 4.1, 4.5). */
class SetupIT {
    @Test
    @Spec({"1.4", "4.1"})
    void setupComesBeforeEachStart() throws IOException {
        try (var nitro = Launch.of(service("a").setup("say setup $#").run("say run $#; exit 1"))
                .start()) {
            Delays.awaitDelay(nitro, "a", SETUP, STARTING, RESTART, DOWN);
            nitro.events().strictly("a", SETUP, STARTING);
            var said = nitro.said().await(4, line -> true);
            assertEquals(List.of("setup 0", "run 0", "setup 0", "run 0"), said.subList(0, 4));
        }
    }

    @Test
    @Spec({"1.4", "5.2"})
    void status111IsFatalAndNothingFinishes() throws IOException {
        try (var nitro = Launch.of(service("a").setup("exit 111").run("say run").finish("say finish"))
                .start()) {
            nitro.events().strictly("a", SETUP, FATAL);
            assertEquals(-1, nitro.wire().query("a").wstatus());
            nitro.wire().down("a");
            nitro.events().await("a", DOWN);
            assertEquals(List.of(), nitro.said().all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "forbidden", "directory"})
    @Spec("1.4")
    void aSetupThatCannotBeExecutedIsFatal(String kind) throws IOException {
        var service = service("a").run("say run").finish("say finish");
        var broken = switch (kind) {
            case "plain" -> service.executable("setup", "say a file without interpreter line\n");
            case "forbidden" -> service.file("setup", "#!/bin/sh\n");
            case "directory" -> service.with("setup", new Service.Entry.Directory());
            default -> throw new AssertionError(kind);
        };
        try (var nitro = Launch.of(broken).start()) {
            nitro.events().await("a", FATAL);
            nitro.err().awaitMatch("^- nitro: .*a/setup: ");
            nitro.wire().down("a");
            nitro.events().await("a", DOWN);
            assertEquals(List.of(), nitro.said().all());
            assertEquals(-1, nitro.wire().query("a").wstatus());
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 3, 768", "kill -KILL $$, 9"})
    @Spec({"1.4", "8.9", "5.2"})
    void anyOtherEndOfSetupIsTriedAgainAfterASecond(String end, int wstatus) throws IOException {
        var setup = "read up rest </proc/uptime; say setup $up; " + end;
        try (var nitro = Launch.of(service("a").setup(setup).run("say run").finish("say finish"))
                .start()) {
            nitro.events().strictly("a", SETUP, DELAY, SETUP);
            assertEquals(wstatus, nitro.wire().query("a").wstatus());
            Delays.assertApart(1, nitro.said().await(2, line -> line.startsWith("setup ")));
            assertFalse(nitro.said().all().contains("run"));
        }
    }

    @Test
    @Spec({"4.5", "4.6"})
    void aStopInSetupEndsItAndNothingElseRuns() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .setup("trap 'say TERM; exit 0' TERM; say setup; nap")
                        .run("say run")
                        .finish("say finish"))
                .start()) {
            nitro.said().await("setup");
            nitro.wire().down("a");
            nitro.events().await("a", SETUP, SHUTDOWN, DOWN);
            nitro.said().await("TERM");
            assertEquals(List.of("setup", "TERM"), nitro.said().all());
        }
    }

    @Test
    @Spec({"4.5", "4.6"})
    void aRestartInSetupBeginsItAgain() throws IOException {
        try (var nitro = Launch.of(
                        service("a").setup("say setup; nap").run("say run").finish("say finish"))
                .start()) {
            nitro.said().await("setup");
            nitro.wire().restart("a");
            nitro.events().await("a", SETUP, RESTART, DOWN, SETUP);
            nitro.said().await("setup");
            assertEquals(List.of("setup", "setup"), nitro.said().all());
        }
    }

    @Test
    @Spec("4.5")
    void aSetupThatIgnoresTermIsKilledAfterSevenSeconds() throws IOException {
        try (var nitro = Launch.of(
                        service("a").setup("trap '' TERM; say setup; " + SLEEP).run("say run"))
                .start()) {
            nitro.said().await("setup");
            long order = System.nanoTime();
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 6990, () -> "killed after " + down.since(order));
            assertEquals(9, nitro.wire().query("a").wstatus());
        }
    }

    @Test
    @Spec({"1.4", "4.1", "4.5"})
    void aServiceWithoutRunIsAOneShotUntilTakenDown() throws IOException {
        try (var nitro = Launch.of(service("a").setup("say setup").finish("say finish $#: $*"))
                .start()) {
            nitro.events().strictly("a", SETUP, ONESHOT);
            var status = nitro.wire().query("a");
            assertEquals(0, status.pid());
            assertEquals(0, status.wstatus());
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN, DOWN);
            nitro.said().await("finish 2: 0 0");
            nitro.wire().up("a");
            nitro.events().await("a", SETUP, ONESHOT);
        }
    }

    @Test
    @Spec({"4.6", "1.4"})
    void aRestartedOneShotFinishesAndBeginsAgain() throws IOException {
        try (var nitro = Launch.of(service("a").setup("say setup").finish("say finish $#: $*"))
                .start()) {
            nitro.events().strictly("a", SETUP, ONESHOT);
            nitro.wire().restart("a");
            nitro.events().await("a", RESTART, DOWN, SETUP, ONESHOT);
            assertEquals(
                    List.of("setup", "finish 2: 0 0", "setup"), nitro.said().await(3, line -> true));
        }
    }

    @Test
    @Spec({"1.4", "2.4"})
    void aServiceMarkedDownWaitsForACommand() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP).down(), service("b").run(SLEEP))
                .start()) {
            nitro.events().await("b", STARTING);
            assertEquals(DOWN, nitro.wire().state("a"));
            nitro.remove("a/down");
            nitro.wire().rescan();
            assertEquals(DOWN, nitro.wire().state("a")); // what is loaded heeds no later change
            nitro.wire().up("a");
            nitro.events().await("a", STARTING, UP);
            nitro.add(service("a").down());
            nitro.wire().rescan();
            assertEquals(UP, nitro.wire().state("a"));
        }
    }
}
