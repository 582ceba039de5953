package nitro.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import nitro.command.CommandFailure;
import nitro.command.Trust;
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

    private final List<String> complaints = new ArrayList<>();

    private FileTrust trust() {
        Trust ours = Trust.ofOurs(scene.posix);
        return new FileTrust(ours, () -> ours.with(70), complaints::add);
    }

    private EnvironmentDirectory directory(String path, boolean strict) {
        return new EnvironmentDirectory(scene.posix, path, strict, trust());
    }

    /** Those of the user whom the program will run as count, those of others do not. */
    @Test
    void filesOfOthersAreNotObeyed() throws CommandFailure {
        scene.posix.files().file("/env/A", "ours");
        scene.posix.files().file("/env/B", "the program's");
        scene.posix.files().own("/env/B", 70);
        scene.posix.files().file("/env/C", "another's");
        scene.posix.files().own("/env/C", 71);
        scene.posix.files().file("/env/D", "anybody's", 0666);
        directory("/env", false).addTo(environment);
        assertEquals(List.of("A=ours", "AB=2", "B=the program's", "GONE=3"), sorted());
        complaints.sort(null);
        assertEquals(
                List.of("/env/C: not obeyed: it belongs to user 71", "/env/D: not obeyed: others may write to it"),
                complaints);
    }

    @Test
    void aDirectoryOfOthersIsNotObeyed() throws CommandFailure {
        scene.posix.files().file("/env/A", "ours");
        scene.posix.files().mode("/env", 0777);
        directory("/env", false).addTo(environment);
        scene.posix.files().file("/home/vars", "A=x\n");
        scene.posix.files().own("/home", 71);
        EnvironmentFile.addTo(environment, scene.posix, "/home/vars", trust());
        assertEquals(List.of("A=1", "AB=2", "GONE=3"), sorted());
        assertEquals(
                List.of(
                        "/env: not obeyed: others may write to /env",
                        "/home/vars: not obeyed: /home belongs to user 71"),
                complaints);
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
        directory("/env", false).addTo(environment);
        assertEquals(List.of("A=one", "AB=2", "B=no newline", "C=a\nb\n", "D=", "E=\u00e9=\u00ff"), sorted());
    }

    @Test
    void toEnvdirADirectoryIsAnError() {
        scene.posix.files().directory("/env/DIRECTORY");
        EnvironmentDirectory strict = directory("/env", true);
        assertEquals(
                "/env/DIRECTORY: Is a directory",
                assertThrows(CommandFailure.class, () -> strict.addTo(environment))
                        .line());
        EnvironmentDirectory missing = directory("/missing", false);
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
        EnvironmentFile.addTo(environment, scene.posix, "/vars", trust());
        assertEquals(List.of("A=x y", "AB=2", "B_2=quoted 'words'", "C='a\"", "D=", "E=a=b#c", "F=\""), sorted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=x", "2=x", "A B=x", "-", "export A=x", "A=\0"})
    void linesThatAreNone(String line) {
        scene.posix.files().file("/vars", "A=1\n" + line + "\n");
        CommandFailure failure = assertThrows(
                CommandFailure.class, () -> EnvironmentFile.addTo(environment, scene.posix, "/vars", trust()));
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
