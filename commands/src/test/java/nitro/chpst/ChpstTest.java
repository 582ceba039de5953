package nitro.chpst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nitro.posix.ProcessState.Resource;
import nitro.posix.fake.Executed;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** chpst's options, and the order of what they do. */
class ChpstTest {
    private final Scene scene = new Scene();

    @Test
    @Spec("tools 1.11")
    void theOrderOfEffectsIsFixed() {
        scene.posix.files().directory("/jail/srv");
        scene.posix.files().file("/jail/etc/passwd", "root:x:0:0::/:\nweb:x:1070:1071::/:\n");
        scene.posix.files().file("/jail/etc/group", "disk:x:1006:\n");
        scene.posix.files().executable("/jail/bin/prog", Program::idle);
        scene.posix.files().file("/proc/self/oom_score_adj", "");
        List<String> effects = List.of(
                "nice 5",
                "affinity {0, 2, 3}",
                "io IDLE 0",
                "setsid",
                "flock /lock",
                "chroot /jail",
                "chdir /jail/srv",
                "bound [CHOWN]",
                "keep capabilities",
                "setgroups [1006]",
                "setgid 1006",
                "setuid 1070",
                "capabilities [CHOWN]",
                "no new privileges",
                "umask 27",
                "parent death signal 15",
                "close 0",
                "limit DESCRIPTORS 50");
        String[] one = ("--parent-death-signal TERM --umask 027 --no-new-privs --caps chown -0 -u web:disk -C srv"
                        + " -/ /jail -l /lock -P --oom-score-adj 7 --ionice idle --cpus 0,2-3 -n 5 -o 50 prog x")
                .split(" ");
        Executed program = scene.chpst(one).program();
        assertEquals(effects, scene.posix.changes());
        assertEquals(List.of("prog", "x"), program.argv());
        assertEquals("/bin/prog", program.path());

        Scene other = new Scene();
        other.posix.files().directory("/jail/srv");
        other.posix.files().file("/jail/etc/passwd", "web:x:1070:1071::/:\n");
        other.posix.files().file("/jail/etc/group", "disk:x:1006:\n");
        other.posix.files().executable("/jail/bin/prog", Program::idle);
        other.posix.files().file("/proc/self/oom_score_adj", "");
        String[] reversed =
                ("-o 50 -n +5 --cpus=0,2-3 --ionice=idle --oom-score-adj=7 -P -l/lock -/ /jail -Csrv -u web:disk"
                                + " -0 --caps=cap_chown --no-new-privs --umask=27 --parent-death-signal=15 prog x")
                        .split(" ");
        other.chpst(reversed).program();
        assertEquals(effects, other.posix.changes());
    }

    @Test
    void oomScore() {
        assertEquals(
                "chpst: oom score -7: No such file or directory\n",
                scene.chpst("--oom-score-adj", "-7", "prog").err());
        scene.posix.files().file("/proc/self/oom_score_adj", "");
        scene.chpst("--oom-score-adj", "-7", "prog").program();
        assertEquals("-7", scene.posix.files().content("/proc/self/oom_score_adj"));
    }

    @Test
    void theEnvironmentIsThatOfTheOldRootAndPathThatOfTheCaller() {
        scene.posix.files().file("/env/PATH", "/nowhere\n");
        scene.posix.files().file("/vars", "B=2\nPATH=/elsewhere\nA\n");
        scene.posix.files().directory("/jail");
        scene.posix.files().executable("/jail/bin/prog", Program::idle);
        Executed program = scene.chpst("-/", "/jail", "-e", "/env", "--env-file", "/vars", "prog")
                .program();
        assertEquals(List.of("B=2", "PATH=/nowhere"), program.environment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "web; setgroups [71]; setgid 71; setuid 70",
                "web:disk:tape; setgroups [6, 26]; setgid 6; setuid 70",
                ":5:6:7; setgroups [6, 7]; setgid 6; setuid 5",
                ":4294967294:4294967294; setgroups [-2]; setgid 4294967294; setuid 4294967294",
                "root; setgroups [0]; setgid 0; setuid 0",
            })
    @Spec("tools 1.2")
    void users(String spec, String groups, String gid, String uid) {
        scene.chpst("-u", spec, "prog").program();
        assertEquals(List.of(groups, gid, uid), scene.posix.changes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "70",
                "web:",
                "web:nobody",
                "web:6",
                ":",
                ":5",
                ":5:",
                "::5",
                ":-1:5",
                ":5:x",
                ":5:4294967295",
                ":4294967296:5"
            })
    void unknownUsers(String spec) {
        Scene.Result result = scene.chpst("-u", spec, "prog");
        assertEquals(111, result.status());
        assertTrue(result.err().matches("chpst: [^\n]+\n"), result.err());
        assertEquals(List.of(), scene.posix.changes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967296", "4294967295", "18446744073709551616", "-1", "", "x"})
    @Spec("tools 1.2")
    void aNumberThatIsNoUsersIsNotRoots(String number) {
        for (String numbers : List.of(number + ":5", "5:" + number)) {
            Scene jail = new Scene();
            jail.posix.files().directory("/jail");
            jail.posix.files().file("/jail/etc/passwd", "web:x:" + numbers + "::/:\n");
            assertEquals(
                    "chpst: user web: unknown\n",
                    jail.chpst("-/", "/jail", "-u", "web", "prog").err());
        }
    }

    /** Else who owns another root could have its users be root. */
    @Test
    void usersOfAnothersRootAreNotBelieved() {
        scene.posix.files().directory("/jail");
        scene.posix.files().file("/jail/etc/passwd", "web:x:0:0::/:\n");
        scene.posix.files().own("/jail/etc/passwd", 70);
        Scene.Result result = scene.chpst("-/", "/jail", "-u", "web", "prog");
        assertEquals("chpst: /etc/passwd: not obeyed: it belongs to user 70\n", result.err());
        assertEquals(111, result.status());
    }

    @Test
    @Spec("tools 1.12")
    void whoCouldBeRootAgainIsNotStarted() {
        scene.posix.saveRoot();
        Scene.Result result = scene.chpst("-u", "web", "prog");
        assertEquals(111, result.status());
        assertEquals("chpst: user 70: could become root again\n", result.err());
        assertNull(result.executed());
    }

    /** A capability that the list names is kept, and with setuid the program may become anybody. */
    @Test
    @Spec("tools 1.12")
    void aListWithSetuidMayLeadBackToRoot() {
        scene.posix.saveRoot();
        assertEquals(
                "/bin/prog",
                scene.chpst("--caps", "chown,setuid", "-u", "web", "prog")
                        .program()
                        .path());
        assertEquals(
                "setuid 70", scene.posix.changes().get(scene.posix.changes().size() - 2));
        Scene other = new Scene();
        other.posix.saveRoot();
        assertEquals(
                "chpst: user 70: could become root again\n",
                other.chpst("--caps", "chown,kill", "-u", "web", "prog").err());
    }

    @Test
    void withoutPrivilegesNothingIsStarted() {
        scene.posix.user(1000);
        assertEquals(
                "chpst: groups 71: Operation not permitted\n",
                scene.chpst("-u", "web", "prog").err());
        assertEquals(
                "chpst: root /: Operation not permitted\n",
                scene.chpst("-/", "/", "prog").err());
        assertEquals(
                "chpst: nice -1: Permission denied\n",
                scene.chpst("-n", "-1", "prog").err());
        assertEquals(111, scene.chpst("--caps", "kill", "prog").status());
    }

    @Test
    @Spec("tools 1.3")
    void tellsUserAndGroup() {
        scene.environment = List.of("UID=0", "GID=0", "GIDX=0");
        Executed program = scene.chpst("-U", "web:disk:tape", "prog").program();
        assertEquals(List.of("GIDX=0", "GID=6", "UID=70"), program.environment());
        assertEquals(List.of(), scene.posix.changes());
    }

    @Test
    @Spec("tools 1.6")
    void limitsAreNeverAboveTheHardOnes() {
        scene.posix.hardLimit(Resource.LOCKED_MEMORY, 10);
        scene.posix.hardLimit(Resource.CORE, 7);
        scene.chpst("-m", "100", "-d", "50", "-c", "99999999999999999999999", "prog")
                .program();
        assertEquals(
                List.of(
                        "limit CORE 7",
                        "limit LOCKED_MEMORY 10",
                        "limit STACK 100",
                        "limit DATA 50",
                        "limit ADDRESS_SPACE 100"),
                scene.posix.changes());
    }

    @Test
    void theLastOfSeveralLimitsCounts() {
        scene.chpst("-d", "50", "-m", "100", "-f", "1", "-f", "2", "-o", "", "prog")
                .program();
        assertTrue(scene.posix
                .changes()
                .containsAll(List.of("limit DATA 100", "limit FILE_SIZE 2", "limit DESCRIPTORS 0")));
    }

    @Test
    @Spec("tools 1.7")
    void locks() {
        scene.chpst("-l", "/new", "prog").program();
        assertEquals(0600, scene.posix.files().mode("/new"));
        assertEquals(Map.of(3, "file /new"), scene.posix.descriptors().tailMap(3));
        scene.posix.lock("/taken");
        assertEquals(
                "chpst: lock /taken: Resource temporarily unavailable\n",
                scene.chpst("-L", "/taken", "prog").err());
        assertEquals(
                "chpst: lock /no/dir: No such file or directory\n",
                scene.chpst("-l", "/no/dir", "prog").err());
    }

    @Test
    void findsTheProgramAsTheOriginal() {
        scene.posix.files().file("/a/found", "", 0600);
        scene.posix.files().executable("/b/found", Program::idle);
        scene.environment = List.of("PATH=/a:/missing:/b");
        assertEquals("/b/found", scene.chpst("found").program().path());
        scene.environment = List.of("PATH=/a:/missing");
        assertEquals("chpst: found: Permission denied\n", scene.chpst("found").err());
        scene.environment = List.of("PATH=/a/found:/b");
        assertEquals("chpst: found: Not a directory\n", scene.chpst("found").err());
        scene.environment = List.of();
        assertEquals("/bin/prog", scene.chpst("prog").program().path());
        scene.environment = List.of("PATH=");
        assertEquals(
                "chpst: prog: No such file or directory\n", scene.chpst("prog").err());
        assertEquals("./prog", scene.chpst("-C", "/bin", "prog").program().path());
    }

    @Test
    @Spec("tools 1.5")
    void argumentZero() {
        assertEquals(
                List.of("-sh", "x"),
                scene.chpst("-b", "-sh", "prog", "x").program().argv());
        assertEquals(List.of(""), scene.chpst("-b", "", "prog").program().argv());
    }

    @Test
    void saysWhatItDoes() {
        Scene.Result result = scene.chpst("-v", "-n", "1", "-P", "-C", "/bin", "prog");
        assertEquals("chpst: nice 1\nchpst: session\nchpst: directory /bin\nchpst: execute prog\n", result.err());
    }

    @Test
    void saysItsVersion() {
        Scene.Result result = scene.chpst("-V");
        assertEquals(100, result.status());
        assertEquals("chpst: 1.2\n", result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v",
                "-x prog",
                "-n x prog",
                "-n +-3 prog",
                "-o x prog",
                "-o -1 prog",
                "-o = prog",
                "-o 1k prog",
                "-l a -L b prog",
                "--umask 8 prog",
                "--umask 01777 prog",
                "--umask= prog",
                "--oom-score-adj 1001 prog",
                "--oom-score-adj= prog",
                "--cpus= prog",
                "--cpus 3-1 prog",
                "--cpus 0,,1 prog",
                "--cpus 99999 prog",
                "--ionice fast prog",
                "--ionice idle:3 prog",
                "--ionice realtime:8 prog",
                "--caps chown, prog",
                "--caps nothing prog",
                "--parent-death-signal 0 prog",
                "--parent-death-signal 65 prog",
                "--parent-death-signal NONE prog",
            })
    void wrongUsage(String line) {
        Scene.Result result = scene.chpst(line.split(" "));
        assertEquals(100, result.status());
        assertTrue(result.err().matches("chpst: [^\n]+\n"), result.err());
        assertEquals(List.of(), scene.posix.changes());
    }
}
