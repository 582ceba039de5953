package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import nitro.test.harness.State;
import nitro.test.harness.Terminal;
import nitro.test.harness.TerminalShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nitroctl top} in a terminal, as its screens show it. */
class TopIT {
    /** Says what is written to its FIFO. */
    private static final String SPEAK =
            "[ -p words ] || mkfifo words; while :; do while read -r line; do echo \"$line\"; done <words; done";

    private static final String NO_LOGGER = "(no logger)";

    private static final String KEEP = "mkdir -p log && exec " + Nitro.BIN.resolve("nitro-log") + " log";

    private static Nitro nitro(Service... more) throws IOException {
        List<Service> services = new ArrayList<>(List.of(
                service("web").run(SLEEP),
                service("cache").run(SLEEP).down(),
                service("broken").setup("exit 111").run(SLEEP)));
        services.addAll(List.of(more));
        var nitro = Launch.of(services.toArray(Service[]::new)).start();
        nitro.events().await("web", State.UP);
        nitro.events().await("broken", State.FATAL);
        return nitro;
    }

    private static TerminalShell top(Nitro nitro) throws IOException {
        return top(nitro, 80, 24);
    }

    private static TerminalShell top(Nitro nitro, int columns, int rows) throws IOException {
        var terminal = new TerminalShell(nitro, columns, rows, Map.of());
        terminal.begin("echo this stays; exec nitroctl top");
        terminal.await("q leave");
        terminal.await("● web");
        return terminal;
    }

    /** What it holds open; /proc it looks at again and again. */
    private static List<String> open(TerminalShell terminal) throws IOException {
        return terminal.begun().descriptors().values().stream()
                .filter(file -> !file.startsWith("/proc/"))
                .toList();
    }

    private static final Pattern LOAD = Pattern.compile(" \\d+ +\\d+\\.\\d% +[\\d.]+[KMG] +(\\d+m )?\\d+s");
    private static final Pattern TIME = Pattern.compile(" +(\\d+m )?\\d+s\\b");

    /** What varies is replaced: pids, what is used, times. */
    private static String masked(String screen) {
        return replaced(TIME, "Ts", replaced(LOAD, "PID CPU MEM TIME", screen));
    }

    /** Whatever was found takes as much room as before. */
    private static String replaced(Pattern pattern, String by, String text) {
        return pattern.matcher(text)
                .replaceAll(found -> String.format("%" + found.group().length() + "s", by));
    }

    private static String whole(TerminalShell terminal, String with) throws IOException {
        return masked(terminal.await("what is used", text -> LOAD.matcher(text).find() && text.contains(with)));
    }

    /** It has ended with this status, and the terminal shows what it did, and is as it was. */
    private static void assertLeft(TerminalShell terminal, int status) throws IOException {
        terminal.awaitScreen("this stays\n$");
        terminal.assertLeft(status);
    }

    @Test
    void aSmallScreen() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            assertEquals("""
                    3 services: 1 FATAL, 1 UP, 1 DOWN  by name
                        SERVICE          STATE        PID    CPU    MEM     FOR LAST EXIT
                    > ✗ broken           FATAL          -      -      -      Ts not run
                      ○ cache            DOWN           -      -      -      Ts
                      ● web              UP                    PID CPU MEM TIME
                    ── log of broken ──
                    (no logger)
















                    q leave  h keys  s start  t stop  r restart  o order  l log  p plain""", whole(terminal, NO_LOGGER));
            String bar = terminal.colours().lines().toList().get(2);
            assertTrue(bar.matches("\\033\\[(0;)?7m.*> ✗ broken.*"), bar);
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void aLargeScreenWithALongNameAndKeys() throws IOException {
        var name = "a service whose name has as many bytes as a name can have (63)x";
        try (var nitro = nitro(service(name).run(SLEEP).down());
                var terminal = top(nitro, 200, 50)) {
            terminal.press("h");
            terminal.await("── keys ──");
            var lines = whole(terminal, "keys").lines().toList();
            assertEquals(50, lines.size());
            assertEquals("""
                    4 services: 1 FATAL, 1 UP, 2 DOWN  by name
                        SERVICE                                                         STATE        PID    CPU    MEM     FOR LAST EXIT
                    > ○ a service whose name has as many bytes as a name can have (63)x DOWN           -      -      -      Ts
                      ✗ broken                                                          FATAL          -      -      -      Ts not run
                      ○ cache                                                           DOWN           -      -      -      Ts
                      ● web                                                             UP                    PID CPU MEM TIME
                    ── keys ──
                    Up Down PageUp PageDown Home End   select a service
                    s t r        start, stop or restart it, after a question
                    n f c m u    sort by name, failing first, CPU, memory, time; o: the next one
                    l            show or hide its log
                    p            freeze the screen, to copy from it
                    C-l          draw and ask again
                    C-z          suspend; `fg` continues it
                    q            leave
                    """, String.join("\n", lines.subList(0, 16)));
            terminal.press("l");
            terminal.await("── log of a service");
            terminal.press("l");
            terminal.await("no log", screen -> !screen.contains("── log"));
        }
    }

    @Test
    void theSelectedServicesLogAsItIsWritten() throws IOException {
        try (var nitro = nitro(
                        service("keep").run(KEEP),
                        service("talk").run(SPEAK).log("../keep"),
                        service("mute").run(SLEEP).log("../web"));
                var terminal = top(nitro)) {
            nitro.shell("echo the first > talk/words");
            terminal.press("End", "Up");
            terminal.await("── log of talk ──\nthe first\n");
            nitro.shell("echo the second > talk/words");
            terminal.await("── log of talk ──\nthe first\nthe second\n");
            int open = open(terminal).size();
            nitro.shell("seq 20000 > talk/words");
            terminal.await("\n19999\n20000\n");
            nitro.ctl("fast-restart", "keep");
            nitro.shell("echo and on > talk/words");
            terminal.await("\n20000\nand on\n");
            terminal.press("Up");
            terminal.await(" to a log directory that can be read)");
            terminal.press("Down");
            terminal.await("\n20000\nand on\n");
            assertEquals(open, open(terminal).size());
        }
    }

    @Test
    void aLogThatComesLater() throws IOException {
        try (var nitro = nitro(
                        service("keep")
                                .run("[ -p go ] || mkfifo go; read -r go <go; " + KEEP)
                                .readyByCommand(),
                        service("talk").run(SPEAK).log("../keep"));
                var terminal = top(nitro)) {
            terminal.press("End", "Up");
            terminal.await(" to a log directory that can be read)");
            nitro.shell("echo at last > talk/words; until [ -p keep/go ]; do sleep 0.01; done; echo > keep/go");
            terminal.await("── log of talk ──\nat last\n");
        }
    }

    @Test
    @Spec("6.11")
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
            for (String no : List.of("n", "Enter", "q", "C-c")) {
                terminal.press("s");
                terminal.await("Start cache? y/n");
                terminal.press(no);
                terminal.await("q leave");
            }
            terminal.press("s");
            terminal.await("Start cache? y/n");
            terminal.press("y");
            terminal.await("> ● cache");
            terminal.press("t");
            terminal.await("Stop cache? y/n");
            terminal.press("y");
            terminal.await("> ○ cache");
            long pid = nitro.wire().pid("web");
            terminal.press("Down", "r");
            terminal.await("Restart web? y/n");
            terminal.press("y");
            String screen = terminal.await(
                    "another web",
                    text -> text.matches("(?s).*> [▲●] web +[A-Z]+ +\\d+ .*") && !text.contains(" " + pid + " "));
            assertTrue(screen.contains("q leave"), screen);
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
            terminal.await("frozen until a key is pressed");
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
            nitro.ctl("start", "cache");
            assertTrue(terminal.screen().contains("○ cache"));
            terminal.press("q");
            terminal.await("● cache");
        }
    }

    @Test
    void anOrderFromTheStart() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            terminal.enter("nitroctl top --sort memory");
            terminal.await("the one with a process", text -> text.matches("(?s).*by memory\n[^\n]*\n..● web.*"));
            terminal.press("q");
            terminal.await("$");
            terminal.enter("clear; TERM=dumb nitroctl --sort memory top");
            terminal.await("3 services: 1 FATAL, 1 UP, 1 DOWN\n");
            terminal.await("the same", text -> text.matches("(?s)[^\n]*\n *SERVICE[^\n]*\n  ● web.*\n\\$"));
        }
    }

    @Test
    void whatIsNotSeenIsCounted() throws IOException {
        var more = new ArrayList<Service>();
        for (int i = 10; i < 30; i++) {
            more.add(service("s" + i).run(SLEEP).down());
        }
        try (var nitro = nitro(more.toArray(Service[]::new));
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            terminal.enter("nitroctl top");
            terminal.await("by name, 11 below\n");
            terminal.press("PageDown", "PageDown");
            terminal.await("by name, 11 above\n");
            terminal.press("Up", "l");
            terminal.await("by name, 1 above, 1 below\n");
            terminal.resize(80, 5);
            terminal.await("by name, 20 above, 1 below\n");
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
    @CsvSource({"TERM,143", "HUP,129", "INT,130", "QUIT,131", "USR1,138", "USR2,140", "ALRM,142"})
    @Spec("6.11")
    void aSignalEndsItAndTheTerminalIsAsItWas(String signal, int status) throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.begun().kill(signal);
            assertLeft(terminal, status);
        }
    }

    @Test
    void controlZStopsItUntilItIsToGoOn() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.press("f");
            terminal.await("by failing");
            terminal.press("C-z");
            terminal.await("the old screen", screen -> screen.startsWith("this stays\n") && screen.endsWith("\n$"));
            terminal.begun().awaitStopped();
            terminal.assertAsBefore();
            nitro.ctl("start", "cache");
            terminal.resize(60, 12);
            terminal.enter("clear; echo this stays; fg >/dev/null");
            String screen = terminal.await("● cache");
            assertTrue(screen.startsWith("3 services: 1 FATAL, 2 UP  by failing\n"), screen);
            terminal.resize(80, 24);
            terminal.await("the whole screen", text -> text.lines().count() == 24);
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    @Spec("6.11")
    void aStopFromOutsideLeavesTheTerminalAsItWas() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.begun().kill("TSTP");
            terminal.await("the old screen", screen -> screen.startsWith("this stays\n") && screen.endsWith("\n$"));
            terminal.begun().awaitStopped();
            terminal.assertAsBefore();
            terminal.enter("clear; echo this stays; fg >/dev/null");
            terminal.await("● web");
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    /** STOP cannot be caught; but top goes on in the foreground only, and then leaves all as it was. */
    @Test
    void aStopThatCannotBeCaught() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.begun().kill("STOP");
            terminal.begun().awaitStopped();
            terminal.await("the shell's prompt", screen -> screen.contains("(signal)"));
            terminal.begun().kill("CONT"); // in the background
            terminal.begun().awaitStopped();
            terminal.type("fg");
            terminal.typeBytes("0a"); // Enter is none yet
            terminal.await("top alone", screen -> screen.contains("● web") && !screen.contains("(signal)"));
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void whatEndsItWhileItIsStoppedLeavesTheTerminalAlone() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.press("C-z");
            terminal.await("the old screen", screen -> screen.startsWith("this stays\n") && screen.endsWith("\n$"));
            terminal.begun().awaitStopped();
            terminal.enter("clear; bg");
            terminal.await("who goes on", screen -> screen.matches("(?s).*nitroctl top.*\\$"));
            terminal.begun().awaitStopped();
            terminal.enter("clear; top=$(cat pid); kill $top; "
                    + "while kill -CONT $top 2>/dev/null; do jobs >/dev/null; sleep 0.1; done; echo it is gone");
            terminal.await("the end", screen -> screen.startsWith("it is gone\n") && screen.endsWith("\n$"));
            terminal.assertAsBefore();
        }
    }

    /** As the only command of a window: nobody would let it go on, so the system does not stop it. */
    @Test
    void withoutAShellControlZStopsNothing() throws IOException {
        try (var nitro = nitro()) {
            var environment = new HashMap<>(nitro.environment());
            environment.put("LC_ALL", "C.UTF-8");
            String top = Nitro.BIN.resolve("nitroctl").toString();
            try (var terminal = new Terminal(nitro.root("."), 80, 24, environment, top, "top")) {
                terminal.await("● web");
                terminal.press("C-z");
                terminal.press("h");
                terminal.await("── keys ──");
            }
        }
    }

    @Test
    void controlCLeaves() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            terminal.press("C-c");
            assertLeft(terminal, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itTellsThatNitroIsGone(boolean inOrder) throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            if (inOrder) {
                nitro.ctl("Shutdown");
                nitro.exit();
            } else {
                nitro.crash();
            }
            terminal.await("nitro is gone: ");
            terminal.press("q");
            assertLeft(terminal, 0);
        }
    }

    @Test
    void andThatItIsThereAgain() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            var away = nitro.root("away");
            nitro.signal("STOP"); // else it makes its socket again at once
            Files.move(nitro.socket(), away);
            terminal.await("nitro is gone: ");
            Files.move(away, nitro.socket());
            nitro.signal("CONT");
            terminal.await("q leave");
            nitro.ctl("start", "cache");
            terminal.await("● cache");
        }
    }

    @Test
    void aNitroThatDoesNotAnswerIsWaitedFor() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of())) {
            nitro.signal("STOP");
            terminal.enter("nitroctl top");
            terminal.await("nitro has not answered yet");
            nitro.signal("CONT");
            terminal.await("● web");
        }
    }

    @Test
    void aClosedTerminalEndsIt() throws IOException {
        try (var nitro = nitro();
                var terminal = top(nitro)) {
            var process = terminal.begun();
            terminal.hangUp();
            process.awaitEnd();
        }
    }

    @Test
    @Spec("6.11")
    void whereNobodyCanDrawItIsPrintedOnce() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of("NO_COLOR", "1"))) {
            var once = """
                    3 services: 1 FATAL, 1 UP, 1 DOWN
                        SERVICE          STATE        PID    CPU    MEM     FOR LAST EXIT
                      ✗ broken           FATAL          -      -      -      Ts not run
                      ○ cache            DOWN           -      -      -      Ts
                      ● web              UP                    PID CPU MEM TIME
                    $""";
            for (String command : List.of("TERM=dumb nitroctl top", "nitroctl top | cat", "nitroctl top </dev/null")) {
                terminal.enter("clear; " + command);
                var screen = terminal.await("the table", text -> text.startsWith("3 services") && text.endsWith("$"));
                assertEquals(once, masked(screen), command);
            }
        }
    }

    @Test
    void withoutANitroItSaysSo() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of("NITRO_SOCK", "/nowhere/sock"))) {
            terminal.enter("clear; nitroctl top; echo ended $?; nitroctl top | cat");
            assertEquals(
                    """
                    nitroctl: cannot reach nitro: /nowhere/sock: No such file or directory
                    ended 4
                    nitroctl: cannot reach nitro: /nowhere/sock: No such file or directory
                    $""",
                    terminal.await(
                            "both",
                            text -> text.lines()
                                                    .filter(line -> line.contains("/nowhere"))
                                                    .count()
                                            == 2
                                    && text.endsWith("$")));
        }
    }

    @Test
    void withoutColours() throws IOException {
        try (var nitro = nitro();
                var terminal = new TerminalShell(nitro, 80, 24, Map.of("NO_COLOR", "1", "LC_ALL", "C"))) {
            terminal.enter("nitroctl top");
            terminal.await("+ web");
            assertEquals("""
                    3 services: 1 FATAL, 1 UP, 1 DOWN  by name
                        SERVICE          STATE        PID    CPU    MEM     FOR LAST EXIT
                    > ! broken           FATAL          -      -      -      Ts not run
                      - cache            DOWN           -      -      -      Ts
                      + web              UP                    PID CPU MEM TIME
                    -- log of broken --
                    (no logger)""", whole(terminal, NO_LOGGER).replaceAll("(?s)\n\n.*", ""));
            assertFalse(terminal.colours().contains("\033["), terminal.colours());
            assertTrue(terminal.screen().chars().allMatch(c -> c < 128), terminal.screen());
        }
    }
}
