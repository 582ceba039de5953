package nitro.test.dinit;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Dinit;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** dinit's environment, and how it finds services (spec dinit 1, 2). */
class DinitSettingsIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";

    private static Commands.Result run(Map<String, String> environment, String... words) throws IOException {
        var command =
                new java.util.ArrayList<>(List.of(Nitro.BIN.resolve("dinit").toString()));
        command.addAll(List.of(words));
        return Commands.run(environment, command.toArray(String[]::new));
    }

    @Test
    @Spec("dinit 1.1")
    void helpAndVersionAloneAreAnswered() throws IOException {
        var help = run(Map.of(), "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().startsWith("usage: dinit"), help.out());
        var version = run(Map.of(), "--version");
        assertTrue(version.out().startsWith("dinit 0"), version.out());
    }

    @Test
    @Spec({"dinit 1.1", "dinit 2.3"})
    void otherArgumentsAreIgnored() throws IOException {
        var result = run(Map.of("DINIT_DIR", "/nowhere"), "--version", "x");
        assertEquals(1, result.exit());
        assertEquals("", result.out());
        assertTrue(
                result.err().matches(TIME + "dinit: error: exiting: open /nowhere: no such file or directory\n"),
                result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "DINIT_LOG_LEVEL, WARN, invalid log level WARN",
        "DINIT_LOG_LEVEL, warning, invalid log level warning",
        "DINIT_KILL_TIMEOUT, 1s, invalid kill timeout 1s",
        "DINIT_KILL_TIMEOUT, 1__0, invalid kill timeout 1__0",
        "DINIT_KILL_TIMEOUT, 0x, invalid kill timeout 0x",
        "DINIT_KILL_TIMEOUT, 9223372036854775808, invalid kill timeout 9223372036854775808",
        "DINIT_REPARENTING_POLICY, Adopt, invalid reparenting policy Adopt"
    })
    @Spec("dinit 1.2")
    void aValueThatMeansNothingEndsIt(String variable, String value, String message) throws IOException {
        var result = run(Map.of(variable, value));
        assertEquals(1, result.exit());
        assertTrue(result.err().matches(TIME + "dinit: error: " + message + "\n"), result.err());
    }

    @Test
    @Spec("dinit 1.2")
    void theFirstBadValueCountsAndTheLevelHolds() throws IOException {
        var bad = Map.of("DINIT_LOG_LEVEL", "none", "DINIT_KILL_TIMEOUT", "x", "DINIT_REPARENTING_POLICY", "y");
        var result = run(bad);
        assertEquals(1, result.exit());
        assertEquals("", result.err());
        var first = run(Map.of("DINIT_LOG_LEVEL", "x", "DINIT_KILL_TIMEOUT", "y"));
        assertTrue(first.err().endsWith("dinit: error: invalid log level x\n"), first.err());
        assertEquals(1, first.err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+0x1F", "0b1_0", "0o17", "017", "9223372036854775807"})
    @Spec("dinit 1.1")
    void numbersAreWrittenInManyWays(String seconds) throws IOException {
        try (var dinit =
                Dinit.of(sleeper("a")).with("DINIT_KILL_TIMEOUT", seconds).start()) {
            dinit.running("a/run");
        }
    }

    @Test
    @Spec({"dinit 1.1", "dinit 8.1"})
    void levelsSayMoreAndMore() throws IOException {
        for (var level : List.of("none", "error", "warn", "", "info")) {
            var environment = new java.util.TreeMap<>(Map.of("DINIT_DIR", "/nowhere"));
            environment.put("DINIT_LOG_LEVEL", level);
            var result = run(environment);
            assertEquals(
                    level.equals("none") ? 0 : level.equals("info") ? 3 : 1,
                    result.err().lines().count(),
                    result.err());
        }
    }

    @Test
    @Spec("dinit 1.1")
    void aRelativeDirectoryCountsFromTheWorkingDirectory() throws IOException {
        try (var dinit = Dinit.of(service("a").run("pwd; echo $0; nap"))
                .with("DINIT_DIR", "./sv")
                .start()) {
            dinit.awaitMessage(
                    "warning: a/run: not JSON stdout: " + dinit.services().resolve("a"));
            dinit.awaitMessageMatch("sv/a/run$");
        }
    }

    @Test
    @Spec("dinit 2.1")
    void everyDirectoryIsAServiceButHiddenOnes() throws IOException {
        try (var dinit = Dinit.of(
                        sleeper("a b"),
                        sleeper("\u00ff"),
                        sleeper(".hidden"),
                        sleeper("x").down().finish("say finish"))
                .through("sh", "-c", "cd sv && ln -s x y && echo >file && cd .. && exec \"$@\"", "sh")
                .with("LC_ALL", "C")
                .start()) {
            for (var label : List.of("a b/run", "\u00c3\u00bf/run", "x/run", "y/run")) {
                dinit.running(label);
            }
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            var all = dinit.messages();
            assertEquals(
                    4, all.stream().filter(line -> line.endsWith(": starting")).count(), all.toString());
            assertEquals(List.of(), dinit.said().all());
        }
    }

    @Test
    @Spec("dinit 2.2")
    void withoutServicesItEnds() throws IOException {
        try (var dinit = Dinit.of().with("DINIT_LOG_LEVEL", "").start()) {
            assertEquals(0, dinit.exit());
            dinit.awaitMessage("warning: no services found, exiting");
            assertEquals(1, dinit.err().all().size());
        }
    }

    @Test
    @Spec("dinit 2.3")
    void anEntryThatCannotBeLookedAtEndsItBeforeAnythingStarts() throws IOException {
        try (var dinit = Dinit.of(service("a").run("say started"), service("z").run("say started"))
                .through("sh", "-c", "ln -s nowhere sv/m && exec \"$@\"", "sh")
                .start()) {
            assertEquals(1, dinit.exit());
            dinit.awaitMessage("error: exiting: stat " + dinit.services().resolve("m") + ": no such file or directory");
            assertEquals(List.of(), dinit.said().all());
        }
    }

    @Test
    @Spec({"dinit 2.4", "dinit 7.9"})
    void aHundredServicesAreNoSpecialCase() throws IOException {
        var services = new nitro.test.harness.Service[100];
        for (int i = 0; i < services.length; i++) {
            services[i] = service("s" + i).run("echo \"{\\\"n\\\":" + i + "}\"; exec sleep 1000");
        }
        try (var dinit = Dinit.of(services).start()) {
            dinit.out().await(100, line -> line.startsWith("{\"n\":") && line.endsWith("Z\"}"));
        }
    }

    @Test
    @Spec("dinit 8.1")
    void aMessageIsOneLineWhateverThePath() throws IOException {
        var result = run(Map.of("DINIT_DIR", "/a\nb\tc\177"));
        assertTrue(
                result.err().matches(TIME + "dinit: error: exiting: open /a\\?b\\?c\\?: no such file or directory\n"),
                result.err());
        var level = run(Map.of("DINIT_LOG_LEVEL", "x\ny"));
        assertTrue(level.err().endsWith("invalid log level x?y\n"), level.err());
        try (var dinit = Dinit.of(service("a").file("run", "no program"))
                .within("mv sv/a \"sv/$(printf 'a\\nb.')\" && \"$@\"")
                .start()) {
            dinit.awaitMessageMatch("error: exiting: fork/exec .*/a\\?b./run: permission denied");
            assertEquals(1, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 2.3")
    void anUnreadableDirectoryEndsIt() throws IOException {
        Path file = Files.createTempFile("dinit", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            var result = run(Map.of("DINIT_DIR", file.toString()));
            assertEquals(1, result.exit());
            assertTrue(result.err().endsWith("exiting: open " + file + ": not a directory\n"), result.err());
        } finally {
            Files.delete(file);
        }
    }
}
