package nitro.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;

/** Which directories are services (spec 1.1 to 1.3). */
class DirectoryIT {
    @Test
    @Spec("1.1")
    void moreThanOneDirectoryIsAUsageError() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).arguments("sv", "sv").from(".").begin()) {
            assertNotEquals(0, nitro.exit());
            nitro.err().awaitMatch("usage|argument");
            assertEquals(0, nitro.events().all().size());
        }
    }

    @Test
    @Spec("1.1")
    void theDirectoryMayBeRelative() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).arguments("sv").from(".").start()) {
            nitro.events().strictly("a", STARTING, UP);
        }
    }

    @Test
    @Spec({"1.1", "7.5"})
    void aDirectoryThatIsNotThereIsFatal() throws IOException {
        try (var nitro = Launch.of().arguments("elsewhere").from(".").begin()) {
            assertEquals(111, nitro.exit());
            nitro.err().awaitMatch("^- nitro: .*elsewhere.*No such file or directory");
        }
    }

    @Test
    @Spec("1.2")
    void everySubdirectoryWithAValidNameIsAService() throws IOException {
        var longest = "n".repeat(63);
        try (var nitro = Launch.of(
                        sleeper("a"),
                        sleeper("@"),
                        sleeper(longest),
                        sleeper("n".repeat(64)),
                        sleeper(".hidden"),
                        sleeper("template@"),
                        sleeper("SYS"),
                        sleeper("com,ma"),
                        sleeper("new\nline"),
                        sleeper("template@b"))
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0/sv\" && mv a ../away && ln -s ../away linked && ln -s nowhere dangling && echo >file",
                        root.toString()))
                .start()) {
            nitro.events().await("linked", STARTING);
            nitro.events().await(longest, STARTING);
            nitro.events().await("template@b", STARTING);
            assertEquals(
                    Set.of("linked", longest, "template@b"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec({"1.2", "6.3"})
    void namesAreBytesInEveryLocale() throws IOException {
        namesAreBytes(Map.of());
        namesAreBytes(Map.of("LC_ALL", "C"));
        namesAreBytes(Map.of("LC_ALL", "C.UTF-8"));
    }

    private static void namesAreBytes(Map<String, String> variables) throws IOException {
        var accents = bytes("naïve ☕ café");
        var launch = Launch.of(sleeper("with space"))
                .emptyEnvironment()
                .prepare(root -> Commands.system("sh", "-c", """
                        cd "$0/sv"
                        cp -r 'with space' "$(printf 'na\\303\\257ve \\342\\230\\225 caf\\303\\251')"
                        cp -r 'with space' "$(printf 'raw\\377\\200')"
                        """, root.toString()));
        variables.forEach(launch::environment);
        try (var nitro = launch.start()) {
            nitro.events().await(accents, STARTING);
            nitro.events().await("raw\u00ff\u0080", STARTING);
            nitro.events().await("with space", STARTING);
            assertEquals(
                    Set.of("with space", accents, "raw\u00ff\u0080"),
                    nitro.wire().list().keySet());

            var environment = new HashMap<>(nitro.environment());
            environment.putAll(variables);
            var restarted = Commands.run(
                    environment,
                    "sh",
                    "-c",
                    "exec \"$0\" fast-restart \"$(printf 'raw\\377\\200')\"",
                    Nitro.BIN.resolve("nitroctl").toString());
            assertEquals(0, restarted.exit(), restarted.err());
            nitro.events().await("raw\u00ff\u0080", STARTING);
            var list = Commands.run(environment, Nitro.BIN.resolve("nitroctl").toString(), "list");
            assertEquals(
                    3,
                    list.lines().stream()
                            .filter(line -> line.matches(
                                    "(UP|STARTING) (raw\u00ff\u0080|with space|\\Q" + accents + "\\E) \\(pid .*"))
                            .count(),
                    list.out());
        }
    }

    /** As our strings have them: a char for each byte. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Test
    @Spec("1.3")
    void aDirectoryWithNeitherRunNorSetupIsNoService() throws IOException {
        try (var nitro =
                Launch.of(service("a").finish("say finish"), sleeper("b")).start()) {
            nitro.events().await("b", STARTING);
            nitro.err().await("- nitro: no such service: a");
            assertEquals(Set.of("b"), nitro.wire().list().keySet());
        }
    }
}
