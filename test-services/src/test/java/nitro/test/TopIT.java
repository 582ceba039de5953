package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import nitro.test.harness.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nitroctl top} in a terminal, as its screens show it. */
class TopIT {
    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(
                        service("web").run(SLEEP),
                        service("cache").run(SLEEP).down(),
                        service("broken").setup("exit 111").run(SLEEP))
                .start();
        nitro.events().await("web", State.UP);
        nitro.events().await("broken", State.FATAL);
        return nitro;
    }

    /** A shell of the system, in which the terminal's modes can be compared. */
    private static Terminal terminal(Nitro nitro, Map<String, String> more) throws IOException {
        var environment = new HashMap<>(nitro.environment());
        environment.put("PATH", Nitro.BIN + ":/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(more);
        String directory = nitro.root(".").toString();
        var terminal = new Terminal(nitro.root("."), 80, 24, environment, "env", "-C", directory, "PS1=$ ", "sh");
        terminal.await("$");
        return terminal;
    }

    private static Terminal top(Nitro nitro) throws IOException {
        var terminal = terminal(nitro, Map.of());
        enter(terminal, "clear; stty -a > before; echo this stays; sh -c 'echo $$ > pid; exec nitroctl top'");
        terminal.await("q leave");
        terminal.await("● web");
        return terminal;
    }

    private static void enter(Terminal terminal, String line) throws IOException {
        terminal.type(line);
        terminal.press("Enter");
    }

    /** It has ended with this status, and the terminal shows what it did, and is as it was. */
    private static void assertLeft(Terminal terminal, int status) throws IOException {
        terminal.await("the old screen", screen -> screen.equals("this stays\n$"));
        enter(terminal, "status=$?; clear; stty -a > after; cmp before after; echo ended $status");
        assertEquals(
                "ended " + status + "\n$",
                terminal.await("the status", screen -> screen.startsWith("ended ") && screen.endsWith("$")));
    }

    @Test
    void allServicesAndWhatTheyUse() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            String screen = terminal.await(
                    "the load", text -> text.matches("(?s).*web +UP +\\d+ +\\d+\\.\\d% +\\S+[KM] +\\d+s.*"));
            assertTrue(screen.startsWith("3 services: 1 FATAL, 1 UP, 1 DOWN  by name\n"), screen);
            assertTrue(screen.contains("\n> ✗ broken"), screen);
            assertTrue(screen.contains("── log of broken ──\n(it has no logger)"), screen);
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void changesAreShownAsTheyCome() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            nitro.ctl("start", "cache");
            terminal.await("● cache");
            nitro.ctl("stop", "web");
            terminal.await("○ web");
        }
    }

    @Test
    void keysActAfterAQuestion() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.press("Down");
            terminal.await("> ○ cache");
            terminal.press("s");
            terminal.await("Start cache? y/n");
            terminal.press("n");
            terminal.await("q leave");
            terminal.press("s");
            terminal.await("Start cache? y/n");
            terminal.press("y");
            terminal.await("> ● cache");
            terminal.press("t");
            terminal.await("Stop cache? y/n");
            terminal.press("y");
            terminal.await("> ○ cache");
        }
    }

    @Test
    void ordersAndAPlainScreen() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.press("f");
            terminal.await("by failing");
            terminal.press("m");
            String screen = terminal.await("by memory", text -> text.matches("(?s).*by memory\n[^\n]*\n..● web.*"));
            assertTrue(screen.contains("SERVICE"), screen);
            terminal.press("p");
            terminal.await("nothing changes here until a key is pressed");
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
            nitro.ctl("start", "cache");
            assertTrue(terminal.screen().contains("○ cache"));
            terminal.press("q");
            terminal.await("● cache");
        }
    }

    @Test
    void itFollowsTheSize() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            for (int[] size : new int[][] {{200, 50}, {30, 6}, {80, 24}}) {
                terminal.resize(size[0], size[1]);
                terminal.await(
                        "the whole screen",
                        text -> text.startsWith("3 services")
                                && text.lines().count() == size[1]
                                && text.lines().toList().getLast().startsWith("q leave"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aSignalEndsItAndTheTerminalIsAsItWas(String signal) throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            new ProcessBuilder("kill", "-" + signal, Files.readString(nitro.root("pid")).strip()).start();
            assertLeft(
                    terminal,
                    128
                            + switch (signal) {
                                case "HUP" -> 1;
                                case "INT" -> 2;
                                default -> 15;
                            });
        }
    }

    @Test
    void itTellsThatNitroIsGone() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            nitro.ctl("Shutdown");
            terminal.await("nitro is gone: ");
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void aClosedTerminalEndsIt() throws Exception {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            long pid = Long.parseLong(Files.readString(nitro.root("pid")).strip());
            var process = ProcessHandle.of(pid).orElseThrow();
            terminal.hangUp();
            process.onExit().get();
        }
    }

    @Test
    void withoutColours() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of("NO_COLOR", "1", "LC_ALL", "C"))) {
            enter(terminal, "nitroctl top");
            terminal.await("> ! broken");
            terminal.await("+ web");
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
            assertTrue(terminal.screen().chars().allMatch(c -> c < 128), terminal.screen());
        }
    }
}
