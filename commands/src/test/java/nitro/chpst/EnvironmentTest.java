package nitro.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeSet;
import nitro.command.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables from directories and files. */
class EnvironmentTest {
    private final Scene scene = new Scene();
    private final Environment environment = new Environment(List.of("A=1", "AB=2", "GONE=3"));

    private List<String> sorted() {
        return List.copyOf(new TreeSet<>(environment.entries()));
    }

    @Test
    void aFileForEach() throws CommandFailure {
        scene.posix.files().file("/env/A", "one \t\ntwo\n");
        scene.posix.files().file("/env/B", "no newline");
        scene.posix.files().file("/env/C", "a\0b\0 \n");
        scene.posix.files().file("/env/D", "\nsecond");
        scene.posix.files().file("/env/E", "\u00e9=\u00ff\n");
        scene.posix.files().file("/env/GONE", "");
        scene.posix.files().file("/env/.hidden", "x");
        scene.posix.files().link("nowhere", "/env/LINK");
        scene.posix.files().directory("/env/DIRECTORY");
        new EnvironmentDirectory(scene.posix, "/env", false).addTo(environment);
        assertEquals(List.of("A=one", "AB=2", "B=no newline", "C=a\nb\n", "D=", "E=\u00e9=\u00ff"), sorted());
    }

    @Test
    void toEnvdirADirectoryIsAnError() {
        scene.posix.files().directory("/env/DIRECTORY");
        EnvironmentDirectory strict = new EnvironmentDirectory(scene.posix, "/env", true);
        assertEquals(
                "/env/DIRECTORY: Is a directory",
                assertThrows(CommandFailure.class, () -> strict.addTo(environment))
                        .line());
        EnvironmentDirectory missing = new EnvironmentDirectory(scene.posix, "/missing", false);
        assertEquals(
                111,
                assertThrows(CommandFailure.class, () -> missing.addTo(environment))
                        .status());
    }

    @Test
    void aLineForEach() throws CommandFailure {
        scene.posix.files().file("/vars", """
                # a comment

                A=x y
                B_2="quoted 'words'"
                C='a"
                D=
                E=a=b#c\r
                F="
                GONE
                GONE_TOO
                """);
        EnvironmentFile.addTo(environment, scene.posix, "/vars");
        assertEquals(List.of("A=x y", "AB=2", "B_2=quoted 'words'", "C='a\"", "D=", "E=a=b#c", "F=\""), sorted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=x", "2=x", "A B=x", "-", "export A=x", "A=\0"})
    void linesThatAreNone(String line) {
        scene.posix.files().file("/vars", "A=1\n" + line + "\n");
        CommandFailure failure =
                assertThrows(CommandFailure.class, () -> EnvironmentFile.addTo(environment, scene.posix, "/vars"));
        assertEquals("/vars: line 2: not NAME=VALUE", failure.line());
    }

    @Test
    void changesAllOfAName() {
        Environment twice = new Environment(List.of("A=1", "B=2", "A=3"));
        twice.change("A=4");
        assertEquals(List.of("B=2", "A=4"), twice.entries());
        twice.change("A");
        assertEquals(List.of("B=2"), twice.entries());
    }
}
