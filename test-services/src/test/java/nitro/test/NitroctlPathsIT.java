package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services given by paths (spec 6.2), and sockets whose path is too long (spec 5.5). */
class NitroctlPathsIT {
    @ParameterizedTest
    @CsvSource({
        "a, .",
        "a, ./",
        "a, ../a",
        "b, ../a",
        "b, ../../sv/./a/.",
        "b/deep, ../../a",
        "a/.., a",
        "a/.., ./a//",
        "b, ../missing/../a"
    })
    @Spec("6.2")
    void aPathMeansItsLastSegment(String from, String path) throws IOException {
        try (var nitro = launch()) {
            nitro.events().await("a", STARTING);
            var result = in(nitro, from, "", "pidof", path);
            assertEquals(nitro.wire().pid("a") + "\n", result.out(), result.err());
            assertEquals(0, result.exit());
        }
    }

    private static Nitro launch() throws IOException {
        return Launch.of(sleeper("a"), service("b").run("nap").with("deep", new Service.Entry.Directory()))
                .start();
    }

    /** Runs nitroctl in a directory seen from the services directory, after some shell. */
    private static Commands.Result in(Nitro nitro, String directory, String shell, String... words) throws IOException {
        var command = new String[words.length + 5];
        command[0] = "sh";
        command[1] = "-c";
        command[2] = "cd \"$1\" && shift && " + shell + " exec \"$0\" \"$@\"";
        command[3] = Nitro.BIN.resolve("nitroctl").toString();
        command[4] = nitro.path(directory).toString();
        System.arraycopy(words, 0, command, 5, words.length);
        return Commands.run(nitro.environment(), command);
    }

    @Test
    @Spec("6.2")
    void absolutePathsToo() throws IOException {
        try (var nitro = launch()) {
            nitro.events().await("a", STARTING);
            for (var end : new String[] {"", "/", "/.", "/deep/..", "//"}) {
                assertEquals(0, nitro.ctl("check", nitro.path("b") + end).exit(), end);
            }
        }
    }

    @Test
    @Spec("6.2")
    void pwdIsHonouredWhenItNamesTheWorkingDirectory() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .prepare(root -> Files.createSymbolicLink(root.resolve("sv/linked"), root.resolve("sv/a")))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("linked", STARTING);
            var linked = nitro.path("linked");
            long pid = nitro.wire().pid("linked");
            assertEquals(
                    pid + "\n",
                    in(nitro, "a", "PWD='" + linked + "'", "pidof", ".").out());
            var lie = in(nitro, "a", "PWD='" + nitro.services() + "'", "pidof", ".");
            assertEquals(nitro.wire().pid("a") + "\n", lie.out(), lie.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"./none", "../none", "/none/such", "a/none", "/"})
    @Spec({"6.2", "6.4"})
    void aPathToNothingIsAnErrorAtOnce(String path) throws IOException {
        try (var nitro = launch()) {
            var result = in(nitro, "a/..", "", "-t", "60", "wait-up", path);
            assertEquals(111, result.exit(), result.err());
            assertTrue(result.err().startsWith("nitroctl: " + path + ": "), result.err());
        }
    }

    @Test
    @Spec("5.5")
    void aPathTooLongForASocketIsReplaced() throws IOException {
        var name = "n".repeat(63);
        var directory = "d".repeat(15);
        try (var nitro = Launch.of(sleeper(name).readyByCommand().down())
                .environment("NITRO_SOCK", directory + "/nitro.sock")
                .from(".")
                .prepare(root -> Files.createDirectories(root.resolve(directory + "/notify")))
                .begin()) {
            nitro.err().awaitMatch("booting");
            var socket = nitro.root(directory + "/nitro.sock").toString();
            assertTrue(socket.length() + name.length() > 110);
            var environment = Map.of("NITRO_SOCK", socket);
            var ctl = Nitro.BIN.resolve("nitroctl").toString();
            var start = Commands.start(environment, ctl, "-v", "-t", "60", "start", name);
            var ready = Commands.run(environment, ctl, "-t", "60", "wait-starting", name);
            assertEquals(0, ready.exit(), ready.err());
            assertEquals(0, Commands.run(environment, ctl, "ready", name).exit());
            var started = start.result();
            assertEquals(0, started.exit(), started.err());
            assertTrue(started.out().endsWith("UP " + name + "\n"), started.out());
            nitro.keepServices();
        }
    }
}
