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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Event;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nitro as process 1 of a container (spec 7): in user, pid and mount namespaces. */
@ExtendWith(Namespaces.class)
class PidOneIT {
    @Test
    @Spec({"7.3", "5.2"})
    void orphansAreReapedWhateverTheirStatus() throws IOException {
        try (var nitro = Launch.of(service("a").run("""
                                for s in 0 1 2 77 111 127 128 255; do (sh -c "exit $s" &); done
                                for s in TERM KILL SEGV ABRT USR1; do (sh -c "kill -$s \\$\\$" &); done
                                say run; nap
                                """)).inNamespaces().start()) {
            nitro.said().await("run");
            assertEquals(1, nitro.wire().info().nitroPid());
            nitro.awaitReaps(13);
            assertEquals(1, nitro.proc().children().size());
            assertEquals(0, nitro.wire().info().serviceReaps());
        }
    }

    @Test
    @Spec("7.4")
    void whoTypesTheHelperThatKillsAllKillsNobody() throws IOException {
        var shell = "sleep 1000 & " + Nitro.BIN.resolve("nitro") + " --kill-all; echo $?; kill $!";
        var result = Commands.run(Map.of(), Commands.inNamespaces("sh", "-c", "sh -c '" + shell + "'; :"));
        assertEquals("nitro: --kill-all: is for pid 1 only\n", result.err());
        assertEquals(List.of("2"), result.lines());
        assertEquals(0, result.exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "PWR", "QUIT", "USR1", "WINCH", "37", "38"})
    @Spec({"7.3", "7.4", "3.3", "3.4", "3.5"})
    void signalsShutItDown(String signal) throws IOException {
        try (var nitro = Launch.of(
                        service("SYS")
                                .setup("say setup in $$")
                                .finish("say finish $*")
                                .script("final", "say final"),
                        sleeper("a"))
                .inNamespaces()
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.keepServices();
            nitro.signal(signal);
            assertEquals(0, nitro.exit());
            nitro.said().awaitMatch("setup in \\d+");
            nitro.said().await("finish 0 0 shutdown");
            assertEquals(2, nitro.said().all().size(), "a container has no SYS/final");
            nitro.events().await("a", SHUTDOWN, DOWN);
            var order = nitro.events().all().stream().map(Event::toString).toList();
            assertTrue(order.indexOf("DOWN SYS") < order.indexOf("STARTING a"), order.toString());
            assertTrue(order.indexOf("SHUTDOWN SYS") < order.indexOf("SHUTDOWN a"), order.toString());
            nitro.err().await("- nitro: finished");
        }
    }

    @Test
    @Spec({"7.3", "7.4"})
    void theRealTimeSignalThatMeansRebootRebootsIt() throws IOException {
        try (var nitro = Launch.of(service("SYS").finish("say finish $*"), sleeper("a"))
                .inNamespaces()
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.signal("39");
            nitro.said().await("finish 0 0 reboot");
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
        }
    }

    @Test
    @Spec("7.4")
    void everyProcessIsToldToEnd() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("""
                                (setsid sh -c "trap 'echo told >$1; exit' TERM; echo up >$1; read x <>$2" &)
                                (setsid sh -c 'kill -STOP $$; exec sleep 1000' &)
                                say run; nap
                                """.replace("$1", "../../say").replace("$2", "../../never")))
                .inNamespaces()
                .start()) {
            nitro.said().await("run");
            nitro.said().await("up");
            nitro.events().await("a", UP);
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            nitro.said().await("told");
        }
    }

    @Test
    @Spec("7.4")
    void whoeverDoesNotEndIsKilledAfterSevenSeconds() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run(
                                        "(setsid sh -c \"trap '' TERM; echo stubborn >../../say; exec sleep 1000\" &)\nsay run; nap"))
                .inNamespaces()
                .start()) {
            nitro.said().await("stubborn");
            nitro.keepServices();
            long order = System.nanoTime();
            nitro.signal("TERM");
            nitro.events().await("a", DOWN);
            assertEquals(0, nitro.exit());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - order);
            assertTrue(millis >= 6990, () -> "killed after " + millis);
        }
    }

    @Test
    @Spec({"7.4", "7.3"})
    void aRebootExecutesItAgain() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).inNamespaces().start()) {
            nitro.events().await("a", STARTING);
            long outside = nitro.proc().pid();
            nitro.wire().order(Wire.REBOOT, "");
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
            assertEquals(1, nitro.wire().info().nitroPid());
            assertEquals(outside, nitro.proc().pid());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Spec({"3.6", "7.4"})
    void fatalIsExecutedInPlaceOfARebootWhoseProgramIsGone(boolean init) throws IOException {
        var program = Nitro.BIN.resolve("nitro").toRealPath();
        var launch = Launch.of(
                service("SYS").script("fatal", "echo fatal; pwd -P; exit 7"),
                service("a").run("mount -t tmpfs none '" + program.getParent() + "'; say $?; nap"));
        try (var nitro = (init
                        ? launch.inNamespaces()
                        : launch.through("unshare", "--user", "--map-root-user", "--mount"))
                .start()) {
            nitro.said().await("0");
            nitro.keepServices();
            nitro.wire().order(Wire.REBOOT, "");
            assertEquals(7, nitro.exit());
            nitro.err().await("- nitro: can't exec " + program + ": No such file or directory");
            nitro.out().await("fatal");
            nitro.out().await(nitro.services().toRealPath().toString());
        }
    }

    @Test
    @Spec({"3.7", "7.4"})
    void reincarnateTakesThePlaceOfProcessOne() throws IOException {
        try (var nitro = Launch.of(service("SYS").script("reincarnate", "echo $$ $0; exit 42"), sleeper("a"))
                .inNamespaces()
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(42, nitro.exit());
            nitro.out().await("1 SYS/reincarnate");
        }
    }

    @Test
    @Spec({"7.1", "1.6"})
    void aContainerKeepsItsOutputAndGetsItsMounts() throws IOException {
        boolean mounted = mounts(new Proc(ProcessHandle.current().pid())).stream()
                .anyMatch(line -> line.split(" ", -1)[4].equals("/run"));
        try (var nitro = Launch.of(service("a").run("umask; echo out; " + SLEEP))
                .after("umask 077")
                .inNamespaces()
                .start()) {
            nitro.out().await("0022");
            nitro.out().await("out");
            assertEquals("/dev/null", nitro.proc().descriptor(0));
            assertEquals(nitro.root("out").toString(), nitro.proc().descriptor(1));
            assertEquals(nitro.root("err").toString(), nitro.proc().descriptor(2));
            var run = mounts(nitro.proc()).stream()
                    .filter(line -> line.split(" ", -1)[4].equals("/run"))
                    .toList();
            if (!mounted) {
                assertEquals(1, run.size());
                assertTrue(run.getFirst().contains(" - tmpfs "), run.toString());
                assertTrue(run.getFirst().contains("nosuid,nodev"), run.toString());
            }
        }
    }

    private static List<String> mounts(Proc process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/mountinfo"));
    }

    @Test
    @Spec({"6.6", "7.3"})
    void initAndNitroctlWorkInside() throws IOException {
        try (var nitro = Launch.of(service("a").run("nitroctl pidof .; say pidof $?; nap"), sleeper("b"))
                .inNamespaces()
                .start()) {
            nitro.said().await("pidof 0");
            nitro.out().awaitMatch("^\\d+$");
            nitro.keepServices();
            assertEquals(0, nitro.startCommand("init", "0").result().exit());
            assertEquals(0, nitro.exit());
            assertFalse(Files.exists(nitro.socket()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nitro, --version, 0, nitro 0",
        "init, --version, 0, nitro 0",
        "nitroctl, --version, 0, nitroctl 0",
        "nitro, --help, 0, usage: nitro",
        "nitro, one two, 2, ''"
    })
    @Spec("1.1")
    void inAContainerItsWordsAreArguments(String name, String words, int status, String begin) throws IOException {
        var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--pid", "--fork"));
        command.add(Nitro.BIN.resolve(name).toString());
        command.addAll(List.of(words.split(" ")));
        var result = Commands.run(Map.of(), command.toArray(String[]::new));
        assertEquals(status, result.exit(), result.err());
        assertTrue(result.out().startsWith(begin), result.out());
    }
}
