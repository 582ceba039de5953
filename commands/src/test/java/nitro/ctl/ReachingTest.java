package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.FileStatus;
import nitro.posix.WindowSize;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A nitro that cannot be reached, is slow, or dies; time-outs and signals (spec 5.5, 6.4). */
@Spec("6.4")
class ReachingTest {
    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    @ParameterizedTest
    @CsvSource({
        "ENOENT, No such file or directory",
        "ECONNREFUSED, Connection refused",
        "EACCES, Permission denied",
        "EPERM, Operation not permitted"
    })
    void eachReasonIsSaid(Errno errno, String reason) {
        nitro.goDown(errno);
        for (String[] command : new String[][] {{"list"}, {"up", "a"}, {"start", "a"}, {"events"}, {"pidof", "a"}}) {
            assertEquals(
                    new Scene.Result(4, "", "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: " + reason + "\n"),
                    scene.nitroctl(command));
        }
    }

    @Test
    void noSocketAndNoPlaceForOurs() {
        scene.bindFails = Errno.ENOENT;
        scene.files.remove(Scene.SOCKET);
        assertEquals(
                new Scene.Result(
                        4, "", "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: No such file or directory\n"),
                scene.nitroctl("list"));
    }

    @Test
    void aSocketButNoPlaceForOurs() {
        scene.bindFails = Errno.EACCES;
        assertEquals(
                new Scene.Result(4, "", "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: Permission denied\n"),
                scene.nitroctl("list"));
        scene.bindFails = Errno.ENOENT;
        assertEquals(
                "nitroctl: cannot reach nitro: /run/nitro/notify/,77_1: No such file or directory\n",
                scene.nitroctl("list").err());
        scene.file(Scene.SOCKET, FileStatus.Type.FILE);
        assertEquals(
                "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: not a socket\n",
                scene.nitroctl("list").err());
    }

    @Test
    void peopleAreToldThatNitroDoesNotAnswer() {
        nitro.on(new Request.ListAfter(""));
        String timedOut = "nitroctl: nitro did not answer in time\n";
        assertEquals(new Scene.Result(3, "", timedOut), scene.nitroctl("-t", "5", "list"));
        scene.terminal = new WindowSize(24, 80);
        String told = "nitroctl: nitro does not answer yet\n";
        assertEquals(new Scene.Result(3, "", told + timedOut), scene.nitroctl("-t", "5", "list"));
        assertEquals(new Scene.Result(3, "", timedOut), scene.nitroctl("-t", "1", "list"));
    }

    @Test
    @Spec("5.5")
    void anAddressThatIsTakenIsLeftAlone() {
        scene.sockets.put("/run/nitro/notify/a,77_1", scene.new FakeMailbox("/run/nitro/notify/a,77_1"));
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        assertEquals(0, scene.nitroctl("up", "a").status());
        assertEquals(List.of("/run/nitro/notify/a,77_2"), scene.bound);
    }

    @Test
    @Spec("5.5")
    void rootReachesANitroOfAnotherUser() {
        scene.nitroRunsAs(1000);
        nitro.on(new Request.Restart("a"), nitro.says(Answer.OK), nitro.says(300, new Event(State.UP, "a")));
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.STARTING, 1, 0, 0)));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("restart", "a"));
    }

    /** It would be carried out, and nobody would know. */
    @Test
    @Spec("6.4")
    void nothingIsOrderedFromANitroThatCannotAnswer() {
        scene.user = 1000;
        scene.nitroRunsAs(1001);
        String why = "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: nitro runs as user 1001,"
                + " who cannot answer us\n";
        nitro.on(new Request.Info(), nitro.says(new Info(1, 1, 0, 0, 0)));
        assertEquals(new Scene.Result(4, "", why), scene.nitroctl("restart", "a"));
        assertEquals(new Scene.Result(4, "", why), scene.nitroctl("events"));
        assertEquals(new Scene.Result(4, "", why), scene.nitroctl("-t", "5", "Shutdown"));
        assertTrue(nitro.received.stream().allMatch(request -> request instanceof Request.Info), "" + nitro.received);
    }

    /** The socket may have been given away, or its user not be known here. */
    @Test
    @Spec("6.4")
    void aNitroThatCanAnswerWhateverItLooksLike() {
        scene.user = 1000;
        scene.nitroRunsAs(65534);
        scene.nitroUser = 0;
        nitro.on(new Request.Info(), nitro.says(new Info(1, 1, 0, 0, 0)));
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("up", "a"));
        assertEquals(List.of(new Request.Info(), new Request.Up("a")), nitro.received);
    }

    @Test
    @Spec("5.5")
    void aFullQueueIsTriedAgain() {
        nitro.fillUp(30);
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        assertEquals(0, scene.nitroctl("up", "a").status());
        assertEquals(1300, scene.now, "30 times 10 ms");
        assertEquals(List.of(new Request.Up("a")), nitro.received);
    }

    @Test
    @Spec("5.5")
    void aQueueThatStaysFull() {
        nitro.fillUp(Integer.MAX_VALUE);
        assertEquals(
                new Scene.Result(3, "", "nitroctl: a: nitro did not answer within 2 s\n"),
                scene.nitroctl("-t", "2", "up", "a"));
        assertEquals(3000, scene.now);
    }

    @Test
    void aServerThatDiesWhileAClientWaits() {
        for (String command : List.of("start", "restart", "wait-up", "fast-start")) {
            Scene scene = new Scene();
            ScriptedNitro nitro = scene.nitro;
            Status starting = new Status(State.SETUP, 1, 0, 0);
            nitro.on(new Request.Up("a"), nitro.says(new Event(State.SETUP, "a")), nitro.says(Answer.OK));
            nitro.on(new Request.Restart("a"), nitro.says(new Event(State.SETUP, "a")), nitro.says(Answer.OK));
            nitro.on(new Request.Query("a"), nitro.says(starting));
            scene.later(60_000, () -> nitro.goDown(Errno.ECONNREFUSED));
            assertEquals(4, scene.nitroctl(command, "a").status());
            assertTrue(scene.now <= 62_000, "within a second, not at " + scene.now);
        }
    }

    @Test
    void aServerThatDiesWhileEventsAreWaitedFor() {
        scene.later(60_000, () -> nitro.goDown(Errno.ECONNREFUSED));
        assertEquals(4, scene.nitroctl("events").status());
        assertTrue(scene.now <= 62_000, "within a second, not at " + scene.now);
    }

    @Test
    void aServerThatDiesBeforeItAnswers() {
        nitro.on(new Request.Up("a"), nitro.dies(1));
        assertEquals(4, scene.nitroctl("up", "a").status());
        assertTrue(scene.now <= 2000);
    }

    @Test
    void aServerThatNeverAnswersIsWaitedFor() {
        nitro.on(new Request.Up("a"));
        nitro.on(new Request.Query("a"));
        scene.interruptAfter(600_000, 15);
        assertEquals(new Scene.Result(143, "", ""), scene.nitroctl("up", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5000, 5 s",
        "0.25, 250, 0.25 s",
        "1.5, 1500, 1.5 s",
        ".5, 500, 0.5 s",
        "1., 1000, 1 s",
        "0.0019, 1, 0.001 s",
        "0, 0, 0 s",
        "007, 7000, 7 s",
        "1m30s, 90000, 90 s"
    })
    @Spec({"6.1", "6.4"})
    void timeouts(String seconds, long millis, String text) {
        nitro.on(new Request.Up("a"), nitro.says(new Event(State.SETUP, "a")), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.SETUP, 1, 0, 0)));
        assertEquals(
                new Scene.Result(3, "", "nitroctl: a: still SETUP after " + text + "\n"),
                scene.nitroctl("-t", seconds, "start", "a"));
        assertEquals(1000 + millis, scene.now);
    }

    @Test
    @Spec("6.4")
    void aTimeoutThatIsNotReached() {
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK), nitro.says(400, new Event(State.UP, "a")));
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.SETUP, 1, 0, 0)));
        assertEquals(0, scene.nitroctl("-t", "0.5", "start", "a").status());
        assertEquals(
                0, scene.nitroctl("-t", "99999999999999999999999", "start", "a").status());
    }

    @Test
    @Spec({"6.1", "6.4"})
    void aTimeoutOfAListInWhichSomeFailed() {
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.SETUP, 1, 0, 0)));
        assertEquals(111, scene.nitroctl("-t", "1", "start", "no", "a").status());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void signalsEndItAndItsSocketIsRemoved(int number) {
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.SETUP, 1, 0, 0)));
        scene.interruptAfter(3000, number);
        assertEquals(new Scene.Result(128 + number, "", ""), scene.nitroctl("wait-up", "a"));
    }

    @Test
    void aSignalThatCameBeforeAnythingWasSent() {
        scene.interruptAfter(0, 2);
        assertEquals(new Scene.Result(130, "", ""), scene.nitroctl("up", "a"));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("events"));
        assertEquals(List.of(), nitro.received);
    }

    @Test
    void aReaderThatWentAway() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        scene.later(100, () -> nitro.tell(new Event(State.UP, "a")));
        scene.run(new Nitroctl(), "nitroctl", gone, "events");
        assertEquals(1100, scene.now, "it ends, and what starts commands tells why");
    }

    @Test
    @Spec("5.1")
    void whereTheSocketIs() {
        scene.environment.clear();
        assertEquals("/run/nitro/nitro.sock", path());
        scene.links.put("/etc/nitro.sock", "/run/other.sock");
        assertEquals("/run/other.sock", path());
        scene.links.put("/etc/nitro.sock", "nitro/sock");
        assertEquals("/etc/nitro/sock", path());
        scene.environment.add("NITRO_SOCK=sock");
        assertEquals("/srv/sock", path());
    }

    /** Who is not root and has set nothing. */
    @Test
    @Spec("5.1")
    void whereTheSocketOfAUserIs() {
        scene.environment.clear();
        belongs("/proc/self", 1000);
        assertEquals("/run/nitro/nitro.sock", path());
        scene.environment.add("XDG_RUNTIME_DIR=/run/user/1000");
        assertEquals("/run/nitro/nitro.sock", path(), "only that is there");
        scene.files.remove(Scene.SOCKET);
        assertEquals("/run/user/1000/nitro/nitro.sock", path());
        scene.file(Scene.SOCKET, FileStatus.Type.SOCKET);
        belongs("/run/user/1000/nitro/nitro.sock", 1000);
        assertEquals("/run/user/1000/nitro/nitro.sock", path());
        belongs("/run/nitro/", 1000);
        assertEquals("/run/nitro/nitro.sock", path());
        belongs("/run/nitro/", 0);
        belongs("/proc/self", 0);
        assertEquals("/run/nitro/nitro.sock", path());
    }

    @Test
    @Spec("5.1")
    void aUserIsAdvised() {
        nitro.goDown(Errno.ECONNREFUSED);
        scene.environment.clear();
        belongs("/proc/self", 1000);
        assertEquals(
                "nitroctl: cannot reach nitro: /run/nitro/nitro.sock: Connection refused;"
                        + " set NITRO_SOCK if nitro has another socket\n",
                scene.nitroctl("list").err());
    }

    private void belongs(String path, int uid) {
        scene.files.put(path, new FileStatus(FileStatus.Type.DIRECTORY, 0700, 1, path.hashCode(), 0, uid, 0));
    }

    private String path() {
        return SocketPath.find(scene.call("nitroctl"), scene).path();
    }
}
