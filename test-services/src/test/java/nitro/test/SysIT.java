package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Event;
import nitro.test.harness.Launch;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SYS and its scripts (spec 3.3 to 3.7). */
class SysIT {
    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 111", "kill -KILL $$"})
    @Spec("3.3")
    void setupRunsFirstAndAlone(String end) throws IOException {
        try (var nitro = Launch.of(
                        service("SYS").setup("trap '" + end + "' USR1; say setup $#; nap; " + end),
                        sleeper("a"),
                        sleeper("LOG"))
                .start()) {
            nitro.said().await("setup 0");
            nitro.events().await("SYS", SETUP);
            assertEquals(
                    List.of(SETUP),
                    nitro.events().all().stream().map(Event::state).toList());
            assertEquals(SETUP, nitro.wire().state("SYS"));
            assertTrue(nitro.wire().list().containsKey("SYS"));
            assertEquals(Wire.NO_SUCH_SERVICE, nitro.wire().command(Wire.UP, "SYS"));
            nitro.process("SYS").kill("USR1");
            nitro.events().await("LOG", STARTING);
            nitro.events().await("a", STARTING);
            nitro.events().strictly("SYS", DOWN);
            assertEquals(Set.of("a", "LOG"), nitro.wire().list().keySet());
            assertEquals(Wire.NO_SUCH_SERVICE, nitro.wire().command(Wire.UP, "SYS"));
        }
    }

    @Test
    @Spec("3.3")
    void aSetupThatCannotBeExecutedStopsNothing() throws IOException {
        try (var nitro = Launch.of(service("SYS").file("setup", "#!/bin/sh\n"), sleeper("a"))
                .start()) {
            nitro.events().await("a", STARTING);
            assertEquals(Set.of("a"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("3.3")
    void nitroctlWorksInsideSetup() throws IOException {
        try (var nitro = Launch.of(
                        service("SYS").setup("""
                                nitroctl fast-start early; say start $?
                                cd ..; mkdir .made; cp early/run .made; mv .made made
                                nitroctl rescan; say rescan $?
                                nitroctl list >list; say list $?
                                """), service("early").run("say early; " + SLEEP), sleeper("late"))
                .start()) {
            nitro.said().await("start 0");
            nitro.said().await("rescan 0");
            nitro.said().await("list 0");
            nitro.events().await("made", STARTING);
            nitro.events().await("late", STARTING);
            var list = nitro.read("list");
            assertTrue(list.contains("SETUP SYS "), list);
            assertTrue(list.contains("STARTING early (pid ") || list.contains("UP early (pid "), list);
            assertFalse(list.contains("made"), "a rescan asked for in setup comes after it: " + list);
            var order = nitro.events().all().stream().map(Event::toString).toList();
            assertTrue(order.indexOf("STARTING early") < order.indexOf("DOWN SYS"));
            assertTrue(order.indexOf("DOWN SYS") < order.indexOf("STARTING late"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, shutdown", "INT, shutdown"})
    @Spec({"3.4", "7.3", "8.10"})
    void finishRunsFirstWhileTheServicesStillRun(String signal, String word) throws IOException {
        try (var nitro = Launch.of(
                        service("SYS").finish("trap 'say over' USR1; say finish $#: $*; nap"),
                        sleeper("a"),
                        service("crashing").run("trap 'exit 1' USR2; nap"),
                        service("delayed").run("exit 1"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.events().await("crashing", UP);
            nitro.keepServices();
            nitro.events().skip("delayed");
            nitro.events().await("delayed", DELAY);
            nitro.signal(signal);
            nitro.said().await("finish 3: 0 0 " + word);
            assertEquals(UP, nitro.wire().state("a"));
            assertTrue(nitro.wire().list().containsKey("SYS"));

            // nothing is started any more
            nitro.events().skip("a");
            nitro.wire().restart("a");
            nitro.events().strictly("a", UP);
            nitro.wire().up("delayed");
            nitro.events().await("delayed", DOWN);
            nitro.wire().signal("crashing", 12);
            nitro.events().await("crashing", DOWN);
            assertEquals(DOWN, nitro.wire().state("delayed"));
            assertEquals(DOWN, nitro.wire().state("crashing"));

            // and finish may stop some in an order of its own
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN, DOWN);
            nitro.process("SYS").kill("USR1");
            nitro.said().await("over");
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec("3.4")
    void aFinishThatHangsIsKilledAfterThirtySeconds() throws IOException {
        try (var nitro = Launch.of(service("SYS").finish("trap '' TERM; say finish; " + SLEEP), sleeper("a"))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            long order = System.nanoTime();
            nitro.signal("TERM");
            nitro.said().await("finish");
            nitro.events().await("SYS", SHUTDOWN);
            assertEquals(0, nitro.exit());
            var stop = nitro.events().await("a", SHUTDOWN);
            assertTrue(stop.since(order) >= 29_990, () -> "killed after " + stop.since(order));
        }
    }

    @Test
    @Spec({"3.4", "7.4"})
    void aRebootTellsFinishSo() throws IOException {
        try (var nitro =
                Launch.of(service("SYS").finish("say finish $*"), sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.wire().order(Wire.REBOOT, "");
            nitro.said().await("finish 0 0 reboot");
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
        }
    }

    @Test
    @Spec("3.4")
    void aShutdownDuringSetupEndsItAndRunsFinish() throws IOException {
        try (var nitro = Launch.of(
                        service("SYS")
                                .setup("trap 'say TERM; exit 0' TERM; say setup; nap")
                                .finish("say finish $*"),
                        sleeper("a"))
                .start()) {
            nitro.said().await("setup");
            nitro.keepServices();
            nitro.signal("TERM");
            nitro.said().await("TERM");
            nitro.said().await("finish 0 0 shutdown");
            assertEquals(0, nitro.exit());
            assertEquals(
                    List.of(),
                    nitro.events().of("a").stream()
                            .filter(event -> event.state() == STARTING)
                            .toList());
        }
    }

    @Test
    @Spec("3.6")
    void fatalIsExecutedInPlaceOfExiting() throws IOException {
        try (var nitro = Launch.of(service("SYS").script("fatal", "echo fatal $0 $#; pwd -P; exit 7"))
                .prepare(root -> java.nio.file.Files.createDirectories(root.resolve("sock/nitro.sock/in the way")))
                .begin()) {
            assertEquals(7, nitro.exit());
            nitro.out().await("fatal SYS/fatal 0");
            nitro.out().await(nitro.services().toRealPath().toString());
            nitro.err().awaitMatch("^- nitro: ");
            nitro.shell("rm -r ../sock/nitro.sock");
        }
    }

    @Test
    @Spec("3.6")
    void fatalIsLookedForInTheOwnDirectoryWhenThereIsNoOther() throws IOException {
        try (var nitro = Launch.of(service("SYS").script("fatal", "echo fatal; exit 7"))
                .arguments("/no/such/directory")
                .from("sv")
                .begin()) {
            assertEquals(7, nitro.exit());
            nitro.out().await("fatal");
        }
    }

    @Test
    @Spec({"3.6", "5.1", "7.5"})
    void fatalIsNotExecutedWhenTheSocketIsInUse() throws IOException {
        try (var nitro = Launch.of(service("SYS").script("fatal", "echo fatal; exit 7"), sleeper("a"))
                .start()) {
            var second =
                    nitro.startCommand("nitro", nitro.services().toString()).result();
            assertEquals(111, second.exit());
            assertTrue(second.err().contains("socket already in use"), second.err());
            assertEquals("", second.out());
            nitro.events().await("a", STARTING, UP);
            assertEquals(nitro.proc().pid(), nitro.wire().info().nitroPid());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Wire.SHUTDOWN, Wire.REBOOT})
    @Spec({"3.7", "3.5"})
    void reincarnateIsExecutedInPlaceOfTheEnd(int command) throws IOException {
        try (var nitro = Launch.of(
                        service("SYS")
                                .finish("say finish")
                                .script("final", "say final")
                                .script("reincarnate", "echo $$ $0 $#; pwd -P; readlink /proc/$$/fd/0; exit 9"),
                        sleeper("a"))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            long pid = nitro.proc().pid();
            nitro.wire().order(command, "");
            assertEquals(9, nitro.exit());
            nitro.events().await("a", DOWN);
            nitro.out().await(pid + " SYS/reincarnate 0");
            nitro.out().await(nitro.services().toRealPath().toString());
            nitro.out().await("/dev/null");
            nitro.said().await("finish");
            assertEquals(List.of("finish"), nitro.said().all());
        }
    }
}
