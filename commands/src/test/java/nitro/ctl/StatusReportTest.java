package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.FileStatus;
import nitro.posix.fake.FakePosix;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.Message.Trouble;
import nitro.spat.Request;
import nitro.spat.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nitroctl status: what nitro, the service's directory and /proc tell, put together. */
class StatusReportTest {
    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    /** Has no logs, nor a way to nitro. */
    @BeforeEach
    void thereIsNoLog() {
        scene.posix = new FakePosix();
    }

    private boolean setupFailed;
    private long errorAge = -1;
    private Trouble trouble = Trouble.NONE;

    private void serves(State state, int pid, int wstatus, long restarts, long deadline, String error) {
        Status status = new Status(state, pid, wstatus, 75);
        nitro.on(
                new Request.Detail("web"),
                nitro.says(new Detail(
                        new Service("web", status, trouble),
                        "keep",
                        restarts,
                        deadline,
                        error,
                        errorAge,
                        setupFailed)));
        nitro.on(new Request.ServicesDirectory(), nitro.says(new Directory("/sv")));
        nitro.on(new Request.Info(), nitro.says(new Info(50, 50, 1, 0, 0)));
    }

    private void directory() {
        scene.file("/sv/web", FileStatus.Type.DIRECTORY);
        scene.file("/sv/web/run", FileStatus.Type.FILE);
        scene.contents.put("/sv/web/notification-fd", "3\n");
        scene.contents.put("/sv/web/down-signal", "h");
    }

    private void process(int pid, int parent, int session, String command) {
        scene.file("/proc", FileStatus.Type.DIRECTORY);
        scene.file("/proc/" + pid, FileStatus.Type.DIRECTORY);
        scene.contents.put("/proc/" + pid + "/stat", pid + " (a) b) S " + parent + " 1 " + session + " 0 -1");
        scene.contents.put("/proc/" + pid + "/cmdline", command);
    }

    private void hasLine(String line) {
        Scene.Result result = scene.nitroctl("status", "web");
        assertEquals(0, result.status());
        assertTrue(result.out().contains("\n  " + line + "\n"), result.out());
    }

    @Test
    void crashesAndErrorsHaveTheirTime() {
        trouble = new Trouble(33, 5, false);
        errorAge = 61;
        serves(State.STARTING, 60, 3 << 8, 34, 1700, "can't exec web/run: Permission denied");
        hasLine("because    starting; not ready yet; it has crashed 33 times, last with exit 3");
        hasLine("crashes    33, last 5s ago");
        hasLine("last error can't exec web/run: Permission denied (1m 01s ago)");
    }

    @Test
    void whatHadToBeKilledToStop() {
        trouble = new Trouble(0, -1, true);
        serves(State.DOWN, 0, 9, 1, -1, "");
        hasLine("last end   SIGKILL; it did not stop in time and was killed");
    }

    @Test
    void allThatIsKnown() {
        serves(State.UP, 60, 9, 2, -1, "");
        directory();
        process(60, 50, 60, "/bin/web\0-f\0");
        process(61, 60, 60, "");
        process(62, 50, 60, "left\0");
        process(63, 50, 63, "other\0");
        String out = scene.nitroctl("status", "web").out().replaceFirst("since .*", "since THEN");
        assertEquals("""
                web
                  state      UP for 1m 15s, since THEN
                  pid        60
                  processes  60 /bin/web -f
                               61 [a) b]
                               62 left
                  last end   SIGKILL
                  restarts   2
                  logs to    keep
                  readiness  by a newline on descriptor 3
                  stopped by SIGHUP
                  directory  /sv/web
                """, out);
    }

    @Test
    void pidsOfAnotherNamespaceAreNotTaken() {
        serves(State.UP, 60, 0, 0, -1, "");
        process(60, 1, 60, "somebody else\0");
        hasLine("pid        60 (not visible from here)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOWN | 0 | 0 | 0 | -1 | '' | nothing has started it, or it was stopped",
                "DOWN | 0 | 15 | 0 | -1 | '' | it was stopped",
                "SETUP | 0 | 0 | 0 | -1 | '' | its setup runs",
                "STARTING | 60 | 0 | 0 | -1 | '' | starting; has not yet written a newline to descriptor 3",
                "SHUTDOWN | 60 | 0 | 0 | 6901 | '' | it was asked to stop by SIGHUP; SIGKILL in 7.0s",
                "RESTART | 0 | 0 | 0 | 100 | '' | its finish runs; SIGKILL in 0.1s",
                "DELAY | 0 | 256 | 4 | 500 | '' | its run ended with exit 1; retrying in 0.5s",
                "FATAL | 0 | -1 | 0 | -1 | no run | no run; only `nitroctl start` starts it again",
                "FATAL | 0 | -1 | 0 | -1 | '' | its setup ended with exit 111; only `nitroctl start` starts it again",
            })
    void whyItIsNotUp(State state, int pid, int wstatus, long restarts, long deadline, String error, String why) {
        serves(state, pid, wstatus, restarts, deadline, error);
        directory();
        hasLine("because    " + why);
    }

    @Test
    void aSetupThatFailed() {
        setupFailed = true;
        serves(State.DELAY, 0, 256, 0, 500, "");
        hasLine("because    its setup ended with exit 1; retrying in 0.5s");
    }

    /** What services have in common is looked up once, or many of them would take their number's square. */
    @Test
    void manyServices() {
        serves(State.UP, 60, 0, 0, -1, "");
        Detail other = new Detail(new Service("other", new Status(State.UP, 61, 0, 1)), "", 0, -1, "", false);
        nitro.on(new Request.Detail("other"), nitro.says(other));
        process(60, 50, 60, "web\0");
        process(61, 50, 61, "other\0");
        int reads = scene.reads("/proc/60/stat");
        assertEquals(0, scene.nitroctl("status", "web", "other", "--json").status());
        assertEquals(
                1, nitro.received.stream().filter(new Request.Info()::equals).count());
        assertEquals(
                1,
                nitro.received.stream()
                        .filter(new Request.ServicesDirectory()::equals)
                        .count());
        assertEquals(1, scene.reads("/proc/60/stat") - reads, "each process is looked at once");
    }

    @Test
    void markedDown() {
        serves(State.DOWN, 0, 0, 0, -1, "");
        directory();
        scene.file("/sv/web/down", FileStatus.Type.FILE);
        hasLine("because    its directory has a file `down`; `nitroctl start` starts it");
        hasLine("directory  /sv/web, marked `down`");
    }

    /** One of 0.8 tells no more than its state. */
    @Test
    void anOldNitro() {
        nitro.on(new Request.Detail("web"), nitro.says(Answer.NOT_IMPLEMENTED));
        nitro.on(new Request.Query("web"), nitro.says(new Status(State.UP, 0, 0, 1)));
        Scene.Result result = scene.nitroctl("status", "web");
        assertTrue(result.out().matches("web\n  state      UP for 1s, since [-0-9]+ [:0-9]+\n"), result.out());
        String json = scene.nitroctl("status", "--json", "web").out();
        assertTrue(json.contains("\"restarts\":null") && json.contains("\"definition\":null"), json);
    }

    @Test
    void whatThereIsIsReportedAndWhatThereIsNotIsSaid() {
        serves(State.UP, 0, 0, 0, -1, "");
        Scene.Result result = scene.nitroctl("status", "none", "web");
        assertEquals(111, result.status());
        assertEquals("nitroctl: none: no such service\n", result.err());
        assertTrue(result.out().startsWith("web\n"), result.out());
        assertEquals("[]\n", scene.nitroctl("status", "none", "--json").out());
    }

    @Test
    void asJson() {
        serves(State.UP, 60, 9, 2, -1, "");
        directory();
        process(60, 50, 60, "/bin/web\0-f\0");
        assertEquals(
                "[{\"name\":\"web\",\"state\":\"UP\",\"pid\":60,\"wstatus\":9,\"exit\":null,\"signal\":\"SIGKILL\","
                        + "\"uptime\":75,\"crashes\":0,\"killed\":false,\"waits_for\":[],\"since\":\"THEN\",\"why\":\"\",\"restarts\":2,\"logger\":\"keep\","
                        + "\"deadline_ms\":null,\"last_error\":\"\",\"last_error_age\":null,\"processes\":[{\"pid\":60,\"parent\":50,"
                        + "\"command\":\"/bin/web -f\"}],\"definition\":{\"directory\":\"/sv/web\",\"template\":null,"
                        + "\"parameter\":null,\"run\":true,\"readiness\":\"descriptor\",\"readiness_fd\":3,"
                        + "\"marked_down\":false,\"stop_signal\":\"SIGHUP\",\"stops_group\":false},\"log\":[],\"log_shared_with\":[]}]\n",
                scene.nitroctl("status", "web", "--json")
                        .out()
                        .replaceFirst("\"since\":\"[^\"]*Z\"", "\"since\":\"THEN\""));
    }

    @Test
    void aList() {
        nitro.on(new Request.Query("a\u00ff"), nitro.says(new Status(State.DELAY, 0, 256, 3)));
        assertEquals(
                "[{\"name\":\"a\u00ef\u00bf\u00bd\",\"name_hex\":\"61ff\",\"state\":\"DELAY\",\"pid\":null,"
                        + "\"wstatus\":256,\"exit\":1,\"signal\":null,\"uptime\":3,\"crashes\":0,\"killed\":false,\"waits_for\":[]}]\n",
                scene.nitroctl("list", "--json", "a\u00ff").out());
        assertEquals("[]\n", scene.nitroctl("--json").out());
    }

    @Test
    void onlySomeCommandsPrintJson() {
        for (String command : List.of("start", "tree", "pidof", "rescan", "Shutdown")) {
            Scene.Result result = scene.nitroctl("--json", command, "web");
            assertEquals(2, result.status());
            assertEquals("nitroctl: " + command + ": prints no JSON\n", result.err());
            assertEquals(List.of(), nitro.received);
        }
    }
}
