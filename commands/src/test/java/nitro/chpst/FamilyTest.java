package nitro.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nitro.posix.Command;
import nitro.posix.ProcessState.Resource;
import nitro.posix.fake.Executed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tools beside chpst. */
class FamilyTest {
    private static final Map<String, Command> TOOLS = Map.of(
            "chpst", new Chpst(() -> "1.2"),
            "setuidgid", new Setuidgid(),
            "envuidgid", new Envuidgid(),
            "envdir", new Envdir(),
            "pgrphack", new Pgrphack(),
            "setlock", new Setlock(),
            "softlimit", new Softlimit());

    private final Scene scene = new Scene();

    private Scene.Result run(String line) {
        String[] words = line.split(" ");
        return scene.run(
                Objects.requireNonNull(TOOLS.get(words[0])),
                words[0],
                List.of(words).subList(1, words.length).toArray(new String[0]));
    }

    static Stream<String> names() {
        return TOOLS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void helpIsAPageThatTeaches(String name) {
        Scene.Result result = run(name + " --help");
        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("usage: " + name + " "), result.out());
        assertTrue(result.out().contains("\nExit status: "), result.out());
        assertTrue(result.out().lines().count() > 8, result.out());
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 120 && line.equals(line.stripTrailing())));
        assertEquals("", result.err());
    }

    @ParameterizedTest
    @MethodSource("names")
    void withoutAProgramTheUsageIsWrong(String name) {
        Scene.Result result = run(name);
        assertEquals(100, result.status());
        assertTrue(result.err().startsWith(name + ": usage: " + name + " "), result.err());
    }

    @ParameterizedTest
    @MethodSource("names")
    void onlyPgrphackNeedsButAProgram(String name) {
        boolean argument =
                List.of("setuidgid", "envuidgid", "envdir", "setlock").contains(name);
        Scene.Result result = run(name + " missing");
        assertEquals(argument ? 100 : 111, result.status());
    }

    @Test
    void setuidgidHasNoOptionsAndNoGroups() {
        assertEquals(
                "setuidgid: user --: unknown\n", run("setuidgid -- web prog").err());
        assertEquals(111, run("setuidgid web:disk prog").status());
        assertEquals(111, run("setuidgid :1:2 prog").status());
        assertEquals(
                List.of("prog", "-x"), run("setuidgid web prog -x").program().argv());
        assertEquals(List.of("setgroups [71]", "setgid 71", "setuid 70"), scene.posix.changes());
    }

    @Test
    void setuidgidTriesTheWayBack() {
        scene.posix.saveRoot();
        assertEquals(111, run("setuidgid web prog").status());
    }

    @Test
    void envuidgidChangesNothingElse() {
        Executed program = run("envuidgid web prog").program();
        assertEquals(List.of("PATH=/usr/bin:/bin", "A=1", "GID=71", "UID=70"), program.environment());
        assertEquals(List.of(), scene.posix.changes());
    }

    @Test
    void envdir() {
        scene.posix.files().file("/env/A", "2");
        assertEquals(
                List.of("PATH=/usr/bin:/bin", "A=2"),
                run("envdir /env prog").program().environment());
        assertEquals(
                "envdir: /none: No such file or directory\n",
                run("envdir /none prog").err());
    }

    @Test
    void pgrphackAlsoWhereItLeadsAlready() {
        run("pgrphack prog").program();
        run("pgrphack prog").program();
        assertEquals(List.of("setsid"), scene.posix.changes());
    }

    @Test
    void setlockWaitsOrNotAndSaysSoOrNot() {
        scene.posix.lock("/taken");
        assertEquals(111, run("setlock -n /taken prog").status());
        assertEquals(111, run("setlock -Nn /taken prog").status());
        assertEquals(111, run("setlock -nxX /taken prog").status());
        for (String quiet : List.of("-nx /taken", "-n -x /taken", "-nXx /taken", "-x /no/dir", "-Nx /no/dir")) {
            Scene.Result result = run("setlock " + quiet + " prog");
            assertEquals(0, result.status(), quiet);
            assertEquals("", result.err(), quiet);
        }
        assertEquals(111, run("setlock -x /free missing").status());
        assertEquals("/bin/prog", run("setlock -nN /other prog").program().path());
    }

    @Test
    void softlimit() {
        scene.posix.hardLimit(Resource.DESCRIPTORS, 77);
        run("softlimit -o= -a 1 -c 2 -d 3 -f 4 -l 5 -p 6 -r 7 -s 8 -t 9 prog").program();
        assertEquals(
                List.of(
                        "limit CORE 2",
                        "limit CPU 9",
                        "limit DESCRIPTORS 77",
                        "limit FILE_SIZE 4",
                        "limit PROCESSES 6",
                        "limit RESIDENT_SET 7",
                        "limit LOCKED_MEMORY 5",
                        "limit STACK 8",
                        "limit DATA 3",
                        "limit ADDRESS_SPACE 1"),
                scene.posix.changes());
        assertEquals(100, run("softlimit -o =x prog").status());
        assertEquals(100, run("softlimit -m -1 prog").status());
    }
}
