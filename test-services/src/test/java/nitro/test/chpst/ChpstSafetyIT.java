package nitro.test.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Forks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** chpst keeps what it promises of privileges, whatever state its caller is in; and starts nothing when it fails. */
class ChpstSafetyIT extends ChpstSuite {
    private static final String NONE = "0000000000000000";

    ChpstSafetyIT() {
        super("/usr/bin/unshare (util-linux)");
    }

    private SortedMap<String, String> asNobody(String... before) throws IOException {
        Outcome outcome = chpst(List.of(before), "-u nobody", Place.PROGRAM);
        assertEquals(Outcome.RUNS, outcome.end(), outcome.toString());
        return outcome.state();
    }

    /** A tool that was still compiled beside fell over the limit, once in five times, before the program had its turn. */
    @Test
    @Spec("tools 1.6")
    void limitsOfMemoryAreForTheProgramAlone() throws IOException {
        for (int i = 0; i < 10; i++) {
            var result = Commands.run(Map.of(), bin + "/chpst", "-m", "300000000", "true");
            assertEquals("", result.out() + result.err());
            assertEquals(0, result.exit());
        }
    }

    @Test
    void aVariableWithoutAnEndIsNoMoreThanAnError() throws IOException {
        Path env = Files.createDirectory(directory.resolve("env"));
        Path link = Files.createSymbolicLink(env.resolve("X"), Path.of("/dev/zero"));
        var result = Commands.run(Map.of(), bin + "/envdir", env.toString(), "true");
        Files.delete(link);
        assertEquals("envdir: true: Argument list too long\n", result.err());
        assertEquals(111, result.exit());
    }

    @Test
    @Spec("tools 1.12")
    void nothingOfRootIsLeft() throws IOException {
        for (SortedMap<String, String> state : List.of(
                asNobody("setpriv", "--groups=0,1,2,3"),
                asNobody("setpriv", "--inh-caps=+chown", "--ambient-caps=+chown"),
                // a shell, as which the jar's launcher begins, gives an effective user up that is not the real one
                Difference.JAR ? asNobody() : asNobody("setpriv", "--ruid=1", "--rgid=1", "--keep-groups"))) {
            assertEquals("65534\t65534\t65534\t65534", state.get("Uid"));
            assertEquals("65534\t65534\t65534\t65534", state.get("Gid"));
            assertEquals("65534", state.get("Groups"));
            assertEquals(NONE, state.get("CapPrm"));
            assertEquals(NONE, state.get("CapEff"));
            assertEquals(NONE, state.get("CapAmb"));
        }
    }

    /** Prints the user that a process can become at most. */
    private static final String BACK_TO_ROOT = "setpriv --reuid=0 id -ru 2>/dev/null || id -ru";

    @Test
    @Spec("tools 1.12")
    void whoCouldBeRootAgainIsNotStarted() throws IOException {
        List<String> keeping = List.of("setpriv", "--securebits=+no_setuid_fixup");
        assertNotStarted("root again", keeping, "-u nobody");
        assertNotStarted("root again", keeping, "-u nobody --no-new-privs");
    }

    /** Where the caller's secure bits keep capabilities, those that the list does not name go all the same. */
    @Test
    @Spec("tools 1.12")
    void whatTheListNamesIsKept() throws IOException {
        for (String securebits : List.of("-noroot", "+no_setuid_fixup")) {
            for (String list : List.of("chown", "chown,setuid", "")) {
                var result = Commands.run(
                        Map.of(),
                        "setpriv",
                        "--securebits=" + securebits,
                        bin + "/chpst",
                        "--caps=" + list,
                        "-u",
                        "nobody",
                        "sh",
                        "-c",
                        BACK_TO_ROOT);
                assertEquals(0, result.exit(), securebits + " " + list + ": " + result);
                assertEquals(list.contains("setuid") ? "0\n" : "65534\n", result.out(), securebits + " " + list);
            }
        }
    }

    @Test
    void whoCannotDropGroupsIsNotStarted() throws IOException {
        assertNotStarted("forbidden", List.of("unshare", "-U"), "-u nobody");
        assertNotStarted("forbidden", List.of("setpriv", "--bounding-set=-setgid"), "-u nobody");
        assertNotStarted("forbidden", List.of("setpriv", "--bounding-set=-setuid"), "-u nobody");
        assertNotStarted("forbidden", List.of("setpriv", "--bounding-set=-setpcap"), "--caps chown");
    }

    @Test
    void capabilitiesThatTheCallerHasNotAreNotGiven() throws IOException {
        assertNotStarted("forbidden", List.of("setpriv", "--bounding-set=-sys_time"), "--caps sys_time");
    }

    @Test
    @Spec({"tools 1.1", "tools 1.13"})
    void whoFailsStartsNothing() throws IOException {
        for (String options : List.of(
                "-u nosuch",
                "-u root:nosuch",
                "-/ missing",
                "-C missing",
                "-e missing",
                "-L held.lock",
                "-l missing/x.lock",
                "--env-file missing",
                "--cpus 8191")) {
            assertNotStarted(null, List.of(), options);
        }
        for (String options : List.of("-o x", "--umask 9", "--caps nothing", "--nosuch", "-x", "-l a -L b")) {
            assertEquals("exit 100", mark(List.of(), options).end(), options);
            assertFalse(Files.exists(marked()), options);
        }
        assertEquals("exit 0", mark(List.of(), "-n 0").end());
        assertTrue(Files.exists(marked()));
    }

    private Path marked() {
        return Path.of(place.path("tmp/marked"));
    }

    /** Starts a program that leaves a mark. */
    private Outcome mark(List<String> before, String options) throws IOException {
        return chpst(before, options, List.of("sh", "-c", "echo x >" + marked()));
    }

    private void assertNotStarted(@Nullable String meaning, List<String> before, String options) throws IOException {
        Outcome outcome = mark(before, options);
        assertEquals("exit 111", outcome.end(), options + ": " + outcome);
        if (meaning != null) {
            assertEquals(meaning, outcome.meaning(), options);
        }
        assertFalse(Files.exists(marked()), options);
    }

    @Test
    @Spec("tools 1.13")
    void theStatusIsTheProgramsOwn() throws IOException {
        for (String end : List.of("exit 0", "exit 42", "exit 100", "exit 255")) {
            assertEquals(
                    end, chpst(List.of(), "-u nobody", List.of("sh", "-c", end)).end());
        }
        assertEquals(
                "exit 111", chpst(List.of(), "-u nobody", List.of("missing")).end());
        assertEquals(
                "exit 143",
                chpst(List.of(), "-u nobody", List.of("sh", "-c", "kill -TERM $$"))
                        .end());
    }

    @Test
    @Spec("tools 1.7")
    void theLockLivesAsLongAsTheProgramAndNoLonger() throws IOException {
        String lock = place.path("old.lock");
        String[] second = {bin + "/chpst", "-L", lock, "true"};
        Process first =
                Forks.start(new ProcessBuilder(bin + "/chpst", "-l", lock, "-u", "nobody", "sh", "-c", "echo; read x"));
        first.inputReader().readLine();
        Commands.Result refused = Commands.run(Map.of(), second);
        assertEquals(111, refused.exit());
        assertEquals("chpst: lock " + lock + ": Resource temporarily unavailable\n", refused.err());
        first.destroyForcibly().onExit().join();
        assertEquals(0, Commands.run(Map.of(), second).exit());
    }

    @Test
    void aLockIsNoFifoOrDirectory() throws IOException {
        Commands.system("mkfifo", place.path("fifo"));
        assertNotStarted(null, List.of(), "-l fifo");
        assertNotStarted("a directory", List.of(), "-l tmp");
    }

    @Test
    void hugeWords() throws IOException {
        String huge = "x".repeat(100_000);
        assertNotStarted("unknown", List.of(), "-u " + huge);
        assertNotStarted("unknown", List.of(), "-u nobody:" + huge);
        assertNotStarted("name too long", List.of(), "-e " + huge);
        assertNotStarted("name too long", List.of(), "-l " + huge);
        assertEquals("exit 100", mark(List.of(), "-n x" + huge).end());
        assertEquals("exit 0", mark(List.of(), "-d 9" + "9".repeat(50_000)).end());
    }
}
