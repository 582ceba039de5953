package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import nitro.test.harness.TerminalShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nitroctl shell} in a terminal, as its screens show it. */
class ShellIT {
    /** More than one answer can tell of. */
    private static final int TEMPLATES = 200;

    private static final int LONG_NAME = 50;

    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(
                        service("web").run(SLEEP),
                        service("cache").run(SLEEP).down(),
                        service("call me").run(SLEEP).down())
                .start();
        nitro.events().await("web", State.UP);
        return nitro;
    }

    private static TerminalShell terminal(Nitro nitro, Map<String, String> more) throws IOException {
        var environment = new HashMap<>(more);
        environment.put("XDG_STATE_HOME", nitro.root("state").toString());
        return new TerminalShell(nitro, 80, 24, environment);
    }

    private static TerminalShell shell(Nitro nitro) throws IOException {
        var terminal = terminal(nitro, Map.of());
        terminal.begin("exec nitroctl shell");
        prompt(terminal);
        return terminal;
    }

    private static String prompt(TerminalShell terminal) throws IOException {
        return terminal.await("the prompt", screen -> screen.endsWith("nitro>"));
    }

    private static void assertLeft(TerminalShell terminal, int status) throws IOException {
        terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
        terminal.assertLeft(status);
    }

    @Test
    @Spec("6.10")
    void commandsAreThoseOfNitroctl() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.enter("pidof web");
            assertEquals(
                    "nitro> pidof web\nN\nnitro>",
                    terminal.await("the pid", screen -> screen.matches("(?s).*\\d+\nnitro>"))
                            .replaceAll("\\d+", "N"));
            terminal.enter("check cache");
            terminal.await("exit 1");
            prompt(terminal);
            terminal.enter("nonsense");
            terminal.await("nitroctl: nonsense: no such command");
            prompt(terminal);
            terminal.enter("exit");
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
            terminal.awaitScreen("▲ cache: starting\n● cache: up\nnitro> status w");
            terminal.press("C-u", "C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    @Spec({"6.10", "6.13"})
    void tabOffersWhatFitsTheCommand() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("rest");
            terminal.press("Tab");
            terminal.await("nitro> restart");
            terminal.press("C-u");
            terminal.type("start c");
            terminal.await("nitro> start c");
            terminal.press("Tab");
            terminal.await(
                    "the offer", screen -> screen.matches("nitro> start ca\ncache +\\(down\\) +call me +\\(down\\)"));
            terminal.type("l");
            terminal.press("Tab");
            terminal.await("the word", screen -> screen.startsWith("nitro> start call\\ me"));
            terminal.press("Enter");
            nitro.events().await("call me", State.UP);
            terminal.await("● call me: up");
        }
    }

    @Test
    void templatesOfAllPagesAreOffered() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            for (int i = 0; i < TEMPLATES; i++) {
                nitro.add(service("t" + i + "-".repeat(LONG_NAME) + "@").run(SLEEP));
            }
            nitro.add(service("zebra@").run(SLEEP));
            nitro.add(service("yak").run(SLEEP).down());
            nitro.ctl("rescan");
            nitro.ctl("start", "yak"); // what makes the shell look again
            terminal.await("yak: up");
            terminal.await("the template", screen -> {
                try {
                    if (!screen.endsWith("zebra@")) {
                        terminal.press("C-u");
                        terminal.type("start zeb");
                        terminal.press("Tab");
                    }
                    return screen.endsWith("zebra@");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    @Spec("6.10")
    void historySuggestsAndOutlivesTheShell() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.enter("check web");
            terminal.awaitScreen("nitro> check web\nnitro>");
            terminal.enter(" check cache");
            terminal.await("exit 1");
            prompt(terminal);
            terminal.press("C-d");
            terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
            assertEquals("check web\n", Files.readString(nitro.root("state/nitro/history")));
            terminal.enter("clear; nitroctl shell");
            prompt(terminal);
            terminal.press("Up");
            terminal.await("nitro> check web");
            terminal.press("C-u");
            prompt(terminal);
            terminal.press("c");
            terminal.await("nitro> check web");
            terminal.awaitColours("c\033[2mheck web");
        }
    }

    @Test
    void controlCEndsTheCommandOnlyAndThenTheLine() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.enter("wait-up cache");
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
    @CsvSource({"TERM,143", "HUP,129", "INT,130"})
    @Spec("6.10")
    void aSignalEndsItAndTheTerminalIsAsItWas(String signal, int status) throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("half");
            terminal.await("nitro> half");
            terminal.begun().kill(signal);
            assertLeft(terminal, status);
        }
    }

    @Test
    void itTellsThatNitroIsGoneAndThere() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("lis");
            terminal.await("nitro> lis");
            nitro.ctl("Shutdown");
            nitro.exit();
            terminal.await("nitro is gone: ");
            terminal.await("the line", screen -> screen.endsWith("nitro> lis"));
            terminal.enter("t");
            terminal.await("nitroctl: cannot reach nitro");
            prompt(terminal);
            terminal.press("C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void itGoesOnWithTheNextNitro() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            nitro.ctl("Shutdown");
            nitro.exit();
            terminal.await("nitro is gone: ");
            terminal.type("pidof w");
            var next = Commands.start(
                    nitro.environment(), Nitro.BIN + "/nitro", nitro.services().toString());
            terminal.await("nitro is back");
            terminal.await("● web: up");
            terminal.await("the line", screen -> screen.endsWith("nitro> pidof w"));
            terminal.press("Tab");
            terminal.await("the line", screen -> screen.endsWith("nitro> pidof web"));
            terminal.press("C-u");
            terminal.enter("Shutdown");
            next.result();
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
            prompt(terminal);
            terminal.type("0123456789012345678901234567890123456789end");
            terminal.awaitScreen("nitro> 01234567890123456789012\n34567890123456789end");
            terminal.resize(200, 50);
            terminal.await("nitro> 0123456789012345678901234567890123456789end");
        }
    }

    @Test
    void aClosedTerminalEndsIt() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            var process = terminal.begun();
            terminal.hangUp();
            process.awaitEnd();
        }
    }

    @Test
    void withoutColours() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of("NO_COLOR", "1", "LC_ALL", "C"))) {
            terminal.enter("clear; nitroctl shell");
            prompt(terminal);
            nitro.ctl("start", "cache");
            terminal.await("+ cache: up");
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
        }
    }

    @Test
    void whatIsPastedIsALine() throws IOException {
        try (var nitro = nitro();
                var terminal = shell(nitro)) {
            terminal.type("\033[200~pidof\002\007 web\ncheck\033[201~");
            terminal.await("the paste", screen -> screen.contains("nitro> pidof^B^G web\n"));
            terminal.press("C-c");
            prompt(terminal);
            terminal.enter("check web");
            terminal.await("the next prompt", screen -> screen.endsWith("nitro> check web\nnitro>"));
        }
    }

    /** Neither typed nor pasted: they are shown as what is no character, and the line can be given up. */
    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "C"})
    void bytesThatAreNoCharacters(String locale) throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of("LC_ALL", locale))) {
            terminal.enter("clear; nitroctl shell");
            prompt(terminal);
            terminal.type("pidof a");
            terminal.typeBytes("ff", "c3", "28", "80", "7a");
            terminal.await("the line", screen -> screen.matches("nitro> pidof a[^a-z]+z"));
            terminal.press("C-u");
            terminal.type("\033[200~check ");
            terminal.typeBytes("f0", "9f", "fe", "78");
            terminal.type("\033[201~");
            terminal.await("the paste", screen -> screen.matches("(?s).*nitro> check [^a-z]+x"));
            terminal.press("Enter");
            terminal.await("no such service");
            prompt(terminal);
            terminal.enter("check web");
            terminal.await("the next prompt", screen -> screen.endsWith("nitro> check web\nnitro>"));
        }
    }

    @Test
    void controlZStopsItUntilItIsToGoOn() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of())) {
            terminal.begin("exec nitroctl shell");
            prompt(terminal);
            terminal.type("check web");
            terminal.await("nitro> check web");
            terminal.press("C-z");
            terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
            terminal.begun().awaitStopped();
            nitro.ctl("start", "cache");
            terminal.assertAsBefore();
            terminal.enter("clear; fg >/dev/null");
            terminal.await("the line as it was", screen -> screen.endsWith("● cache: up\nnitro> check web"));
            terminal.press("Enter");
            terminal.await("the next prompt", screen -> screen.endsWith("nitro> check web\nnitro>"));
            terminal.enter("exit");
            assertLeft(terminal, 0);
        }
    }

    /** Such as what it has lent the terminal to, which is stopped with it. */
    @Test
    void controlZStopsTheCommandToo() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of())) {
            terminal.begin("exec nitroctl shell");
            prompt(terminal);
            terminal.enter("events web");
            terminal.await("nitro> events web");
            nitro.ctl("restart", "web");
            terminal.await("UP web");
            terminal.press("C-z");
            terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
            terminal.assertAsBefore();
            terminal.enter("clear; fg >/dev/null");
            nitro.ctl("restart", "web");
            terminal.await("UP web");
            terminal.press("C-c");
            prompt(terminal);
            terminal.press("C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void whereNobodyCanDrawLinesAreTheTerminalsOwn() throws IOException {
        try (var nitro = nitro();
                var terminal = terminal(nitro, Map.of("LC_ALL", "C"))) {
            terminal.begin("TERM=dumb exec nitroctl shell");
            prompt(terminal);
            terminal.enter("check cache");
            terminal.await("exit 1");
            prompt(terminal);
            terminal.type("half");
            terminal.await("nitro> half");
            terminal.press("C-c");
            assertTrue(prompt(terminal).endsWith("nitro> half^C\nnitro>"), terminal.screen());
            nitro.ctl("start", "cache");
            terminal.await("+ cache: up");
            prompt(terminal);
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
            terminal.press("C-d");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void itNeedsATerminal() throws IOException {
        try (var nitro = nitro()) {
            assertEquals(2, nitro.ctl("shell").exit());
            assertTrue(nitro.ctl("shell").err().contains("shell: needs a terminal"));
        }
    }
}
