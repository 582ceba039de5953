package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import nitro.test.harness.State;
import nitro.test.harness.TerminalShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nitroctl where a person looks: its screens, with what varies (processes, times) replaced by letters. */
class TerminalIT {
    private static final Service[] SERVICES = {
        service("web").run(SLEEP),
        service("cache").run(SLEEP).down(),
        service("broken").setup("exit 111").run(SLEEP),
        service("once").setup("exit 0"),
        service("a service with a long name").run(SLEEP).down()
    };

    private static final String PROGRESS = "(?s).*waiting for slow \\(stopping, killed in \\ds\\).*";

    private static Nitro nitro() throws IOException {
        var nitro = Launch.of(SERVICES).start();
        nitro.events().await("web", State.UP);
        nitro.events().await("once", State.ONESHOT);
        nitro.events().await("broken", State.FATAL);
        return nitro;
    }

    /** What a command shows, from the line behind it to the next prompt. */
    private static String run(TerminalShell terminal, String command) throws IOException {
        terminal.enter(command);
        String screen = terminal.await("the end of " + command, text -> text.endsWith("\n$"));
        var lines = screen.lines().toList();
        return String.join("\n", lines.subList(1, lines.size() - 1));
    }

    private static String masked(String screen) {
        return screen.replaceAll("\\b\\d+s\\b", "Ts")
                .replaceAll(" +\\d{2,} ", " PID ")
                .replaceAll(" {2,}", "  ");
    }

    @Test
    @Spec("6.12")
    void listIsATable() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            assertEquals("""
                      SERVICE  STATE  PID  FOR  CRASHES  LAST EXIT
                    ○ a service with a long name  DOWN  -  Ts  -
                    ✗ broken  FATAL  -  Ts  1  not run
                    ○ cache  DOWN  -  Ts  -
                    ✓ once  ONESHOT  -  Ts  -
                    ● web  UP PID  Ts  -
                    5 services: 1 FATAL, 1 UP, 1 ONESHOT, 2 DOWN""", masked(run(terminal, "nitroctl list")));
            assertTrue(terminal.colours().contains("\033[31m"), "something is red");
        }
    }

    @Test
    void listWithoutUnicodeAndColour() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 200, 50, Map.of("LC_ALL", "C", "NO_COLOR", "1"))) {
            String screen = run(terminal, "nitroctl list --sort failing");
            assertTrue(screen.chars().allMatch(c -> c < 128), screen);
            assertTrue(screen.lines().toList().get(1).contains("broken"), screen);
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
        }
    }

    @Test
    void listOnADumbTerminal() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            String screen = run(terminal, "TERM=dumb nitroctl list");
            assertTrue(screen.contains("web"), screen);
            assertFalse(terminal.colours().contains("\033[3"), terminal.colours());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80})
    void listFitsTheWidth(int columns) throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, columns, 24, Map.of())) {
            String screen = run(terminal, "nitroctl list");
            assertEquals(
                    5,
                    screen.lines()
                            .filter(line -> !line.isBlank())
                            .filter(line -> line.matches("[○✗✓●].*"))
                            .count(),
                    screen);
        }
    }

    @Test
    void onATerminalWithoutSizeSuchAsASerialConsoleItIsAsEver() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            String screen = run(terminal, "stty cols 0; nitroctl list");
            assertTrue(screen.startsWith("DOWN a service with a long name (wstatus 0) "), screen);
        }
    }

    @Test
    @Spec("6.12")
    void inAPipeItIsAsEver() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            String screen = run(terminal, "nitroctl list | cat");
            assertTrue(screen.startsWith("DOWN a service with a long name (wstatus 0) "), screen);
        }
    }

    @Test
    void stopSaysWhatItWaitsForAndLeavesNoTrace() throws IOException {
        var slow = service("slow").run("trap : TERM; say up; while :; do nap; done");
        try (var nitro = Launch.of(slow, service("fast").run(SLEEP)).start();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            String screen;
            int tries = 0;
            do { // on a slow machine the seven seconds may be over before there is a progress
                nitro.wire().up("slow");
                nitro.said().await("up");
                terminal.enter("clear; nitroctl stop slow fast; echo ended");
                screen = terminal.await(
                        "progress or the end", text -> text.matches(PROGRESS) || text.equals("ended\n$"));
            } while (!screen.matches(PROGRESS) && ++tries < 5);
            assertTrue(screen.matches(PROGRESS), screen);
            nitro.kill("slow");
            terminal.awaitScreen("ended\n$");
        }
    }

    @Test
    void aWaitThatIsInterruptedLeavesNoTrace() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            terminal.enter("nitroctl wait-up cache");
            terminal.await("waiting for cache");
            terminal.press("C-c");
            String screen = terminal.await("the prompt", text -> text.endsWith("$"));
            assertFalse(screen.contains("waiting for"), screen);
            terminal.enter("echo status $?");
            terminal.await("status 130");
        }
    }
}
