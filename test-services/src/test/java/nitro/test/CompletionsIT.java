package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Help;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import nitro.test.harness.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The completions, in the shells that they are for, in a terminal. */
class CompletionsIT {
    private static final String LOGS = "nitroctl logs";

    /** A line for each kind of word that some command takes. */
    private static final List<String> BASH_LINES = List.of(
            "nitroctl ",
            "nitroctl re",
            "nitroctl restart ",
            "nitroctl -t 3 restart ",
            "nitroctl -t ",
            "nitroctl --sort ",
            "nitroctl check-dir /",
            "nitroctl completion ",
            "nitroctl logs -",
            "nitroctl logs ",
            "nitroctl restart /",
            "nitro /",
            "nitro --install /",
            "nitro-check --root /",
            "halt -",
            "reboot -",
            "init ",
            "chpst -",
            "chpst -u ro",
            "chpst -u root:ro",
            "chpst -e /",
            "chpst --ionice ",
            "chpst -n 1 tru",
            "chpst true /",
            "setuidgid ro",
            "setuidgid root tru",
            "envdir /",
            "pgrphack tru",
            "setlock /",
            "softlimit -m ",
            "softlimit -m 3 tru",
            "nitro-wait ",
            "nitro-wait -t ",
            "nitro-wait service:",
            "nitro-wait service:web=",
            "nitro-wait file:/",
            "nitro-ready ",
            "nitro-log -",
            "nitro-log --keep ",
            "nitro-log /",
            "nitro-tail ",
            "nitro-tail /");

    /** How each shell is started for it: {@code %s} is the file with its first commands. */
    enum Shell {
        BASH("bash --rcfile %s -i", """
                PS1='$ '
                set -u
                eval "$(nitroctl completion bash)"
                """),
        ZSH("zsh -d -i", """
                PS1='$ '
                LISTMAX=1000
                autoload -Uz compinit; compinit -u -D
                setopt no_unset
                eval "$(nitroctl completion zsh)"
                """),
        FISH("fish -C source\\ %s", """
                function fish_prompt; echo -n '$ '; end
                set -g fish_greeting
                nitroctl completion fish | source
                """);

        final String program;
        private final String command;
        private final String startup;

        Shell(String command, String startup) {
            this.program = "/usr/bin/" + command.substring(0, command.indexOf(' '));
            this.command = command;
            this.startup = startup;
        }

        Terminal start(Nitro nitro) throws IOException {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
            Path home = nitro.root("home");
            // Without it, a new user's fish reads all manuals in the background.
            Files.createDirectories(home.resolve(".local/share/fish/generated_completions"));
            Path start = Files.writeString(home.resolve(".zshrc"), startup);
            var environment = new HashMap<>(nitro.environment());
            environment.put("PATH", Nitro.BIN + ":/usr/bin:/bin");
            environment.put("HOME", home.toString());
            environment.put("ZDOTDIR", home.toString());
            environment.put("LC_ALL", "C.UTF-8");
            var terminal = new Terminal(
                    nitro.root("."),
                    120,
                    50,
                    environment,
                    "sh",
                    "-c",
                    "exec " + command.replace("%s", start.toString()));
            terminal.await("$");
            return terminal;
        }
    }

    private static Nitro nitro() throws IOException {
        return Launch.of(
                        service("web").run(SLEEP),
                        service("db").run(SLEEP),
                        service("cache").run(SLEEP).down(),
                        service("job@").run(SLEEP))
                .start();
    }

    @ParameterizedTest
    @EnumSource
    @Spec("6.13")
    void onlyServicesThatAreDownAreOfferedToUpAndTemplatesBesides(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            nitro.events().await("web", State.STARTING);
            terminal.type("nitroctl up ");
            terminal.press("Tab", "Tab");
            var words = shell == Shell.BASH ? List.of("cache", "job@") : List.of("cache", "job@", "down", "template");
            String screen = terminal.await("the list", text -> words.stream().allMatch(text::contains));
            assertFalse(screen.contains("web"), screen);
        }
    }

    @ParameterizedTest
    @EnumSource
    void completesNamesWithAnAt(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            assertEquals(0, nitro.ctl("up", "job@one").exit());
            terminal.type("nitroctl -t 9 down job@");
            terminal.press("Tab");
            terminal.await("down job@one");
            terminal.press("Enter");
            nitro.events().await("job@one", State.DOWN);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Spec("6.13")
    void completesCommands(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            terminal.type("nitroctl wait-");
            terminal.press("Tab", "Tab");
            var words = List.of("wait-starting", "wait-up", "wait-down");
            terminal.await("the list", text -> words.stream().allMatch(text::contains));
        }
    }

    @ParameterizedTest
    @EnumSource
    void completesUsersOfChpst(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            terminal.type("chpst -u nobod");
            terminal.press("Tab");
            terminal.await("chpst -u nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNitroThatIsNotThereIsNoError(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            terminal.enter("export NITRO_SOCK=/nonexistent");
            terminal.type("nitroctl stop w");
            terminal.press("Tab");
            terminal.type("x");
            String screen = terminal.await("stop wx");
            assertFalse(screen.contains("nitroctl: "), screen);
        }
    }

    @ParameterizedTest
    @EnumSource
    void completesConditions(Shell shell) throws IOException {
        try (var nitro = nitro();
                var terminal = shell.start(nitro)) {
            terminal.type("nitro-wait service:we");
            terminal.press("Tab");
            terminal.await("nitro-wait service:web");
            terminal.press("C-u");
            terminal.type("nitro-wait service:web=ONE");
            terminal.press("Tab");
            terminal.await("nitro-wait service:web=ONESHOT");
        }
    }

    /** Whatever options a shell has, and a separator of words of its own. The services come from no nitro, but at once. */
    @ParameterizedTest
    @ValueSource(strings = {"set -u", "set -euo pipefail", "set -f", "shopt -s failglob", "shopt -s nullglob", "IFS=:"})
    @Spec("6.16")
    void bashOffersTheSameUnderEachOption(String option, @TempDir Path bin) throws IOException {
        Files.writeString(bin.resolve("nitroctl"), """
                #!/bin/sh
                case $1,$2 in
                    completion,services) printf 'web\\tup\\njob@\\ttemplate\\n' ;;
                    *) exec %s/nitroctl "$@" ;;
                esac
                """.formatted(Nitro.BIN));
        Commands.system("chmod", "755", bin.resolve("nitroctl").toString());
        String script = """
                PATH=%s:$PATH
                compopt() { :; }
                eval "$(nitroctl completion bash)"
                while IFS= read -r line; do
                    COMP_LINE=$line COMP_POINT=${#line}
                    _nitro "${line%%%% *}"
                    printf '%%s: ' "$line"; printf '%%q ' "${COMPREPLY[@]}"; echo
                done <<'END'
                """.formatted(bin) + String.join("\n", BASH_LINES) + "\nEND\n";
        String plain = shell(Shell.BASH, "-c", script);
        assertTrue(plain.contains("\nnitroctl restart : web job@ \n"), plain);
        assertTrue(plain.contains("\nnitro-wait service:web=: DOWN "), plain);
        assertEquals(plain, shell(Shell.BASH, "-c", option + "\n" + script));
    }

    @Test
    void bashOffersTheOptionsOfEachHelpPage() throws IOException {
        for (String name : lines()) {
            String script = """
                    compopt() { :; }
                    eval "$(nitroctl completion bash)"
                    COMP_LINE="$1 -" COMP_POINT=${#1}; COMP_POINT=$((COMP_POINT + 2))
                    _nitro "${1%% *}"
                    printf '%s\\n' "${COMPREPLY[@]}"
                    """;
            assertOptions(
                    name, shell(Shell.BASH, "-c", script, "bash", name).lines().toList());
        }
    }

    @Test
    void fishOffersTheOptionsOfEachHelpPage() throws IOException {
        String script = "nitroctl completion fish | source; for c in '" + String.join("' '", lines()) + "'"
                + "; echo \"= $c\";" + " complete -C \"$c -\"; complete -C \"$c --\"; end";
        String all = shell(Shell.FISH, "-c", script);
        for (String part : all.substring(2).split("\n= ")) {
            var lines = part.lines().toList();
            assertOptions(
                    lines.getFirst(),
                    lines.stream()
                            .skip(1)
                            .map(line -> line.replaceAll("\t.*", ""))
                            .toList());
        }
    }

    @Test
    void zshOffersTheOptionsOfEachHelpPage() throws IOException {
        try (var nitro = nitro();
                var terminal = Shell.ZSH.start(nitro)) {
            for (String name : lines()) {
                terminal.type(name + " -");
                terminal.press("Tab");
                String first = terminal.await(
                        name + "'s options", screen -> screen.contains("--version") || screen.endsWith(" --"));
                if (!first.contains("--version")) { // what all have in common has been typed, and no more
                    terminal.press("Tab");
                    terminal.await("--version");
                }
                var expected = expected(name);
                terminal.await(
                        expected.toString(),
                        screen -> expected.equals(offered(name, words(screen)))); // line after line
                terminal.press("C-u", "C-l");
                terminal.await("a clean screen", screen -> screen.equals("$"));
            }
        }
    }

    /** The words of a zsh list that begin with a dash, before each description. */
    private static List<String> words(String screen) {
        return screen.lines()
                .filter(line -> line.startsWith("-"))
                .flatMap(line -> Stream.of(line.replaceAll(" -- .*", "").split(" +")))
                .filter(word -> word.startsWith("-") && word.length() > 1)
                .toList();
    }

    /** What options are offered behind. */
    private static List<String> lines() throws IOException {
        var lines = new ArrayList<>(Help.commands());
        lines.add(LOGS);
        return lines;
    }

    private static void assertOptions(String name, List<String> offered) throws IOException {
        assertEquals(expected(name), offered(name, offered), name);
    }

    private static SortedSet<String> expected(String name) throws IOException {
        return Help.options(name.equals(LOGS) ? "nitro-tail" : name);
    }

    private static SortedSet<String> offered(String name, List<String> words) {
        var found = new TreeSet<>(words);
        found.removeAll(Help.NATIVE.getOrDefault(name, Set.of()));
        return found;
    }

    private static String shell(Shell shell, String... words) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(shell.program)), shell.program + " is not installed");
        var command = new ArrayList<>(List.of(shell.program));
        command.addAll(List.of(words));
        var result = Commands.run(
                Map.of("PATH", Nitro.BIN + ":/usr/bin:/bin", "HOME", "/nonexistent"), command.toArray(String[]::new));
        assertEquals(0, result.exit(), result.err());
        return result.out();
    }
}
