package nitro.test.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Forks;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Test;

/** The options that only our chpst has, and the fixed order of effects, by what /proc says of the program that it became. */
class ChpstOptionsIT extends ChpstSuite {
    /** The bits of CAP_CHOWN and CAP_NET_BIND_SERVICE. */
    private static final String CHOWN_AND_BIND = "0000000000000401";

    private static final String NONE = "0000000000000000";
    private static final List<String> SETS = List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb");

    ChpstOptionsIT() {
        super("/usr/bin/ionice (util-linux)");
    }

    private Outcome chpst(String options) throws IOException {
        return chpst(List.of(), options, Place.PROGRAM);
    }

    private SortedMap<String, String> state(String options) throws IOException {
        Outcome outcome = chpst(options);
        assertEquals(Outcome.RUNS, outcome.end(), outcome.toString());
        return outcome.state();
    }

    private static void assertCapabilities(String expected, SortedMap<String, String> state) {
        for (String set : SETS) {
            assertEquals(expected, state.get(set), set);
        }
    }

    @Test
    @Spec("tools 1.10")
    void noNewPrivileges() throws IOException {
        assertEquals("0", state("-n 0").get("NoNewPrivs"));
        assertEquals("1", state("--no-new-privs").get("NoNewPrivs"));
        assertEquals("1", state("--no-new-privs -u nobody").get("NoNewPrivs"));
    }

    @Test
    @Spec({"tools 1.10", "tools 1.12"})
    void capabilitiesAreExactlyThose() throws IOException {
        assertCapabilities(CHOWN_AND_BIND, state("--caps chown,CAP_NET_BIND_SERVICE"));
        assertCapabilities(NONE, state("--caps= -u nobody"));
        SortedMap<String, String> nobody = state("--caps net_bind_service,chown -u nobody --no-new-privs");
        assertCapabilities(CHOWN_AND_BIND, nobody);
        assertEquals("65534\t65534\t65534\t65534", nobody.get("Uid"));
        assertEquals("1", nobody.get("NoNewPrivs"));
    }

    @Test
    @Spec("tools 1.8")
    void oomScore() throws IOException {
        assertEquals("777", state("--oom-score-adj 777 -u nobody").get("oom_score_adj"));
        assertEquals("1000", state("--oom-score-adj=1000").get("oom_score_adj"));
    }

    @Test
    @Spec("tools 1.5")
    void umask() throws IOException {
        assertEquals("0027", state("--umask 027").get("Umask"));
        assertEquals("0000", state("--umask=0").get("Umask"));
    }

    @Test
    @Spec("tools 1.8")
    void processors() throws IOException {
        String first = new Proc(ProcessHandle.current().pid())
                .status("Cpus_allowed_list")
                .replaceAll("[-,].*", ""); // it need not be 0
        assertEquals(first, state("--cpus " + first).get("Cpus_allowed_list"));
        Outcome none = chpst("--cpus 8191");
        assertEquals("exit 111", none.end());
        assertEquals("invalid", none.meaning());
    }

    @Test
    @Spec("tools 1.8")
    void ioPriority() throws IOException {
        assertEquals(List.of("idle"), ionice("idle"));
        assertEquals(List.of("best-effort: prio 4"), ionice("best-effort"));
        assertEquals(List.of("best-effort: prio 7"), ionice("best-effort:7"));
        assertEquals(List.of("realtime: prio 0"), ionice("realtime:0"));
    }

    private List<String> ionice(String value) throws IOException {
        return Commands.run(Map.of(), bin + "/chpst", "--ionice", value, "ionice")
                .lines();
    }

    @Test
    @Spec("tools 1.4")
    void environmentFile() throws IOException {
        place.file("vars", "# comment\n\nPLAIN=new = \"value\"\r\nQUOTED='a b '\nREMOVED\nNOTHING=\nLAST=no newline");
        String environment = state("--env-file vars").getOrDefault("environment", "");
        for (String entry : List.of("PLAIN=new = \"value\"", "QUOTED=a b ", "NOTHING=", "LAST=no newline", "A=old")) {
            assertTrue(("|" + environment + "|").contains("|" + entry + "|"), environment);
        }
        assertTrue(!environment.contains("REMOVED"), environment);
    }

    @Test
    void environmentFileThatIsNone() throws IOException {
        for (String line : List.of("export A=b", "=x", "1A=x", "A B", "A=\0", "\0")) {
            place.file("vars", "FINE=1\n" + line + "\n");
            Outcome outcome = chpst("--env-file vars");
            assertEquals("exit 111", outcome.end(), line);
            assertEquals("chpst: vars: line 2: not NAME=VALUE", outcome.meaning());
        }
        assertEquals("a directory", chpst("--env-file env").meaning());
        assertEquals("not there", chpst("--env-file missing").meaning());
        place.file("vars", "A=" + "x".repeat(200_000));
        assertEquals("too much", chpst("--env-file vars").meaning());
    }

    @Test
    @Spec("tools 1.9")
    void signalAtTheParentsDeath() throws IOException {
        // the last one lives on, for with it the pipe would be closed that the others write to
        String script = "(\"$0\" --parent-death-signal USR1 -u nobody sh -c '"
                + "trap \"echo heard; exit\" USR1; echo ready; while :; do sleep 0.05; done' & wait) & echo $!; exec sleep 1000";
        Process process = Forks.start(new ProcessBuilder("sh", "-c", script, bin + "/chpst"));
        try (var reader = process.inputReader()) {
            List<String> first = List.of(reader.readLine(), reader.readLine());
            String parent = first.stream()
                    .filter(line -> !line.equals("ready"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(first.contains("ready"), first.toString());
            Commands.system("kill", "-9", parent);
            assertEquals("heard", reader.readLine());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Spec("tools 1.11")
    void theOrderOfEffects() throws IOException {
        place.file("vars", "GID=1\nUID=1\n");
        int nice = Integer.parseInt(Commands.system("nice").strip()); // we may be niced ourselves
        SortedMap<String, String> state = state("-2 -o 4 --umask 077 -U jailed -u jailed -C tmp -/ root -l private.lock"
                + " -e env --env-file vars -n 3 -P --oom-score-adj 1");
        // the user is of the new root, the lock and the variables are of the old one, the directory of the new one
        assertEquals("777\t777\t777\t777", state.get("Uid"));
        assertEquals("778", state.get("Groups"));
        assertEquals(place.path("root"), state.get("root"));
        assertEquals(place.path("root/tmp"), state.get("cwd"));
        assertTrue(state.getOrDefault("descriptor lock", "").startsWith(place.path("private.lock")), state.toString());
        assertTrue(state.getOrDefault("descriptor lock", "").endsWith("locked"), state.toString());
        assertTrue(state.getOrDefault("environment", "").contains("|GID=778|"), state.get("environment"));
        assertTrue(state.getOrDefault("environment", "").contains("|PLAIN=value|"), state.get("environment"));
        assertEquals(Math.min(19, nice + 3) + "", state.get("nice"));
        assertEquals("led", state.get("session"));
        assertTrue(state.getOrDefault("limit Max open files", "").startsWith("4 of "), state.toString());
        assertTrue(!state.containsKey("descriptor 2"), state.toString());
    }
}
