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
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import nitro.test.harness.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nitroctl shell} in a terminal, as its screens show it. */
class ShellIT {
    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(
                        service("web").run(SLEEP),
                        service("cache").run(SLEEP).down(),
                        service("call me").run(SLEEP).down())
                .start();
        nitro.events().await("web", State.UP);
        return nitro;
    }

    /** A shell of the system, in which the terminal's modes can be compared. */
    private static Terminal terminal(Nitro nitro, Map<String, String> more) throws IOException {
        var environment = new HashMap<>(nitro.environment());
        environment.put("PATH", Nitro.BIN + ":/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("XDG_STATE_HOME", nitro.root("state").toString());
        environment.putAll(more);
        var terminal = new Terminal(
                nitro.root("."),
                80,
                24,
                environment,
                "env",
                "-C",
                nitro.root(".").toString(),
                "PS1=$ ",
                "sh");
        terminal.await("$");
        return terminal;
    }

    private static Terminal shell(Nitro nitro) throws IOException {
        var terminal = terminal(nitro, Map.of());
        enter(terminal, "clear; stty -a > before; nitroctl shell");
        prompt(terminal);
        return terminal;
    }

    private static void enter(Terminal terminal, String line) throws IOException {
        terminal.type(line);
        terminal.press("Enter");
    }

    private static String prompt(Terminal terminal) throws IOException {
        return terminal.await("the prompt", screen -> screen.endsWith("nitro>"));
    }

    /** It has ended with this status, and the terminal is as it was. */
    private static void assertLeft(Terminal terminal, int status) throws IOException {
        terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
        enter(terminal, "status=$?; clear; stty -a > after; cmp before after; echo ended $status");
        assertEquals(
                "ended " + status + "\n$",
                terminal.await("the status", screen -> screen.startsWith("ended ") && screen.endsWith("$")));
    }

    @Test
    void commandsAreThoseOfNitroctl() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            enter(terminal, "pidof web");
            assertEquals(
                    "nitro> pidof web\nN\nnitro>",
                    terminal.await("the pid", screen -> screen.matches("(?s).*\\d+\nnitro>"))
                            .replaceAll("\\d+", "N"));
            enter(terminal, "check cache");
            terminal.await("exit 1");
            prompt(terminal);
            enter(terminal, "nonsense");
            terminal.await("nitroctl: nonsense: no such command");
            prompt(terminal);
            enter(terminal, "exit");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void whatChangesIsToldAboveTheLine() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("status w");
            terminal.await("nitro> status w");
            nitro.ctl("start", "cache");
            terminal.awaitScreen("▲ cache is STARTING\n● cache is UP\nnitro> status w");
            terminal.press("C-u", "C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void tabOffersWhatFitsTheCommand() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("rest");
            terminal.press("Tab");
            terminal.await("nitro> restart");
            terminal.press("C-u");
            terminal.type("start ");
            terminal.press("Tab");
            terminal.awaitScreen("nitro> start ca\n  cache     down\n  call\\ me  down");
            terminal.press("Tab", "Tab", "Enter");
            terminal.awaitScreen("nitro> start call\\ me");
            terminal.press("Enter");
            nitro.events().await("call me", State.UP);
            terminal.await("● call me is UP");
        }
    }

    @Test
    void historySuggestsAndOutlivesTheShell() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            enter(terminal, "check web");
            terminal.awaitScreen("nitro> check web\nnitro>");
            enter(terminal, " check cache");
            terminal.await("exit 1");
            prompt(terminal);
            terminal.press("C-d");
            terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
            assertEquals("check web\n", Files.readString(nitro.root("state/nitro/history")));
            enter(terminal, "clear; nitroctl shell");
            prompt(terminal);
            terminal.press("Up");
            terminal.await("nitro> check web");
            terminal.press("C-u", "c");
            terminal.await("nitro> check web");
            terminal.awaitColours("c\033[2mheck web");
        }
    }

    @Test
    void controlCEndsTheCommandOnlyAndThenTheLine() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            enter(terminal, "wait-up cache");
            terminal.await("waiting for cache");
            terminal.press("C-c");
            prompt(terminal);
            terminal.type("some words");
            terminal.await("nitro> some words");
            terminal.press("C-c");
            assertTrue(prompt(terminal).contains("nitro> some words\nnitro>"));
            terminal.press("C-d");
            assertLeft(terminal, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aSignalEndsItAndTheTerminalIsAsItWas(String signal) throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of())) {
            enter(terminal, "clear; stty -a > before; sh -c 'echo $$ > pid; exec nitroctl shell'");
            prompt(terminal);
            terminal.type("half");
            terminal.await("nitro> half");
            Commands.system(
                    "kill", "-" + signal, Files.readString(nitro.root("pid")).strip());
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
    void itTellsThatNitroIsGoneAndThere() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("lis");
            terminal.await("nitro> lis");
            nitro.ctl("Shutdown");
            terminal.await("nitro is gone: ");
            terminal.await("the line", screen -> screen.endsWith("nitro> lis"));
            terminal.type("t");
            terminal.press("Enter");
            terminal.await("nitroctl: cannot reach nitro");
            prompt(terminal);
            terminal.press("C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void itFollowsTheSize() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.resize(30, 10);
            terminal.type("0123456789012345678901234567890123456789end");
            terminal.await(
                    "one line",
                    screen -> screen.endsWith("end")
                            && screen.indexOf("nitro>") >= 0
                            && screen.indexOf("nitro>") == screen.lastIndexOf("nitro>"));
            terminal.resize(200, 50);
            terminal.await("nitro> 0123456789012345678901234567890123456789end");
        }
    }

    @Test
    void aClosedTerminalEndsIt() throws Exception {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of())) {
            enter(terminal, "clear; sh -c 'echo $$ > pid; exec nitroctl shell'");
            prompt(terminal);
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
            enter(terminal, "clear; nitroctl shell");
            prompt(terminal);
            nitro.ctl("start", "cache");
            terminal.await("+ cache is UP");
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
        }
    }

    @Test
    void itNeedsATerminalThatCanDraw() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of())) {
            assertEquals(2, nitro.ctl("shell").exit());
            assertTrue(nitro.ctl("shell").err().contains("shell: needs a terminal"));
            enter(terminal, "TERM=dumb nitroctl shell; echo ended $?");
            String screen = terminal.await("ended 2");
            assertTrue(screen.contains("nitroctl: shell: cannot draw on a terminal that is dumb"), screen);
        }
    }
}
