package nitro.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.fake.FakeSockets;
import nitro.posix.fake.Program;
import nitro.posix.fake.Scenario;
import nitro.posix.fake.Spec;
import nitro.spat.Message;
import nitro.spat.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each condition, and how they are waited for together. */
class NitroWaitTest {
    private static final String HOST = "127.0.0.1 port 80";
    private final Scene scene = new Scene();

    private void listen(String at, String answer) {
        scene.posix.network().listen(at, request -> request.endsWith("\r\n\r\n") ? answer : null);
    }

    @Test
    void becomesTheProgram() {
        listen(HOST, "");
        var program = scene.await("tcp:127.0.0.1:80", "--", "prog", "-t", "--").program();
        assertEquals("/bin/prog", program.path());
        assertEquals(List.of("prog", "-t", "--"), program.argv());
        assertEquals(scene.environment, program.environment());
    }

    @Test
    void whyTheProgramIsNotExecuted() {
        assertEquals(127, scene.await("gone:/nothing", "--", "nosuch").status());
        scene.posix.files().file("/bin/text", "");
        assertEquals(126, scene.await("gone:/nothing", "--", "/bin/text").status());
        assertEquals(
                "nitro-wait: nosuch: No such file or directory\nnitro-wait: /bin/text: Permission denied\n",
                scene.errors());
    }

    @Test
    void triesAgainUntilSomebodyListens() {
        scene.after(1100, () -> listen(HOST, ""));
        assertEquals(1250, scene.await("tcp:127.0.0.1:80").millis());
        assertEquals(
                300,
                new Scene().await("-t", ".3", "-i", "100", "tcp:127.0.0.1:80").millis());
    }

    @Test
    @Spec("tools 2.3")
    void whatStaysSilentIsGivenUpAndTriedAgain() {
        scene.posix.network().silence(HOST);
        scene.after(5000, () -> listen(HOST, ""));
        assertEquals(0, scene.await("tcp:127.0.0.1:80").status());
        scene.posix.network().silence(HOST);
        assertEquals(
                "nitro-wait: time is over: tcp:127.0.0.1:80: no answer\n",
                scene.await("tcp:127.0.0.1:80", "-t", "30").err());
    }

    @Test
    @Spec("tools 2.6")
    void namesWhatIsNotTrueWhenTimeIsOver() {
        scene.posix.files().file("/there", "");
        Scene.Result result = scene.await(
                "-t", "2", "tcp:127.0.0.1:80", "file:/there", "gone:/there", "unix:/nothing", "pid:50", "file:/a/b");
        assertEquals(3, result.status());
        assertEquals(2000, result.millis());
        assertEquals(
                "nitro-wait: time is over: tcp:127.0.0.1:80: Connection refused; gone:/there: still there;"
                        + " unix:/nothing: No such file or directory; pid:50: still runs;"
                        + " file:/a/b: No such file or directory\n",
                result.err());
    }

    @Test
    @Spec("tools 2.3")
    void eachConditionHasItsOwnTime() {
        assertEquals(
                3000, scene.await("-t", "9", "file:/a", "-t", "3", "file:/b").millis());
        assertEquals(
                2000, scene.await("file:/a", "-t", "2", "-t", "5", "file:/b").millis());
        assertEquals(
                9000,
                scene.await("--any", "-t", "9", "file:/a", "-t", "3", "file:/b").millis());
        scene.after(4000, () -> scene.posix.files().file("/a", ""));
        scene.after(6000, () -> scene.posix.files().remove("/a")); // what was true once counts
        scene.after(7000, () -> scene.posix.files().file("/b", ""));
        Scene.Result result = scene.await("-t", "5", "file:/a", "-t", "8", "file:/b");
        assertEquals(0, result.status());
        assertEquals(7000, result.millis());
    }

    @Test
    @Spec("tools 2.1")
    void anyWillDo() {
        scene.after(700, () -> scene.posix.files().file("/b", ""));
        Scene.Result result = scene.await("tcp:127.0.0.1:80", "--any", "file:/b", "exec:wait");
        assertEquals(0, result.status());
        assertEquals(700, result.millis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "http://127.0.0.1; HTTP/1.1 200 OK; 0",
                "http://127.0.0.1/x?y=1#z; HTTP/1.0 204; 0",
                "http://127.0.0.1; HTTP/1.1 503 Service Unavailable; status 503",
                "http://127.0.0.1; HTTP/1.1 301 Moved; status 301",
                "http://127.0.0.1,status=301; HTTP/1.1 301 Moved; 0",
                "http://127.0.0.1/,status=301; HTTP/1.1 200 OK; status 200",
                "http://127.0.0.1; SSH-2.0-x; no HTTP answer",
                "http://127.0.0.1; HTTP/1.1 20; no HTTP answer",
                "http://127.0.0.1; ''; closed without an answer",
            })
    void http(String condition, String answer, String outcome) {
        listen(HOST, answer.isEmpty() ? "" : answer + "\r\n\r\n");
        Scene.Result result = scene.await("-t", "1", condition);
        if (outcome.equals("0")) {
            assertEquals(0, result.status(), result.err());
        } else {
            assertEquals("nitro-wait: time is over: " + condition + ": " + outcome + "\n", result.err());
        }
    }

    @Test
    void httpSendsWhatAServerNeeds() {
        List<String> requests = new ArrayList<>();
        scene.posix.network().listen("::1 port 8080", request -> {
            requests.add(request);
            return request.endsWith("\r\n\r\n") ? "HTTP/1.1 200 OK\r\n" : null;
        });
        assertEquals(0, scene.await("http://[::1]:8080?a=b").status());
        String request = requests.getLast();
        assertTrue(request.startsWith("GET /?a=b HTTP/1.1\r\nHost: [::1]:8080\r\n"), request);
    }

    @Test
    void httpWithoutALineIsNone() {
        scene.posix.network().listen(HOST, request -> request.isEmpty() ? null : "x".repeat(100_000));
        assertEquals(
                "nitro-wait: time is over: http://127.0.0.1: no HTTP answer\n",
                scene.await("-t", "1", "http://127.0.0.1").err());
    }

    /** Whatever name servers do, the others go on: a process of our own waits for them. */
    @Test
    void namesAreLookedUpByAHelper() {
        List<List<String>> asked = new ArrayList<>();
        scene.posix.files().executable("/bin/nitro", () -> self -> {
            asked.add(self.argv());
            self.after(3000, () -> {
                if (self.argv().contains("db")) {
                    self.write(1, "10.0.0.1\n10.0.0.2\n");
                }
                self.exit(0);
            });
        });
        listen("10.0.0.2 port 5", "");
        assertEquals(3000, scene.await("tcp:db:5").millis());
        assertEquals(List.of(List.of("nitro-wait", "--resolve", "db")), asked);
        assertEquals(
                "nitro-wait: time is over: tcp:nowhere:5: no address is known of nowhere\n",
                scene.await("tcp:nowhere:5", "-t", "5").err());
        assertEquals(1000, scene.await("tcp:nowhere:5", "-t", "1").millis());
    }

    @Test
    void theHelperPrintsAddresses() {
        scene.posix.network().name("db", "10.0.0.1", "::1");
        assertEquals("10.0.0.1\n::1\n", scene.await("--resolve", "db").err());
    }

    @Test
    void filesTellOfThemselves() {
        scene.after(333, () -> scene.posix.files().directory("/a"));
        scene.after(444, () -> scene.posix.files().directory("/a/b/c"));
        scene.after(555, () -> scene.posix.files().file("/a/b/c/file", ""));
        assertEquals(555, scene.await("file:/a/b//c/file").millis());
        scene.after(777, () -> scene.posix.files().remove("/a"));
        assertEquals(777, scene.await("gone:/a/").millis());
    }

    /** Nothing tells of where a link leads; and a link that leads nowhere is not gone. */
    @Test
    void links() {
        scene.posix.files().link("/run/away", "/links/link");
        scene.after(1100, () -> scene.posix.files().file("/run/away", ""));
        assertEquals(2000, scene.await("file:/links/link").millis());
        scene.posix.files().remove("/run/away");
        assertEquals(3, scene.await("gone:/links/link", "-t", "1").status());
    }

    @Test
    void commands() {
        List<List<String>> runs = new ArrayList<>();
        scene.posix.files().executable("/bin/sh", () -> self -> {
            runs.add(self.argv());
            self.after(100, () -> self.exit(runs.size() < 3 ? 7 : 0));
        });
        Scene.Result result = scene.await("exec:test -e x");
        assertEquals(0, result.status());
        assertEquals(List.of("sh", "-c", "test -e x"), runs.getFirst());
        assertEquals(3, runs.size());
        assertEquals(800, result.millis());
    }

    @Test
    void commandsAreKilledWithTheirFamily() {
        scene.posix.files().executable("/bin/sh", () -> self -> self.fork(Program.idle()));
        Scene.Result result = scene.await("exec:wait", "-t", "4");
        assertEquals("nitro-wait: time is over: exec:wait: it still runs\n", result.err());
        assertEquals(4000, result.millis());
        assertTrue(scene.posix.processes().list().stream().noneMatch(p -> p.isAlive()), "nothing lives");
        scene.posix.files().executable("/bin/sh", () -> Program.exits(3, 0));
        assertTrue(scene.await("exec:wait", "-t", "1").err().endsWith("exec:wait: exit status 3\n"));
    }

    /** Also one that was started before we were nitro-wait: how it ended is for the program to find out. */
    @Test
    void processes() throws Exception {
        assertEquals(0, scene.await("pid:299").status());
        scene.posix.files().executable("/bin/child", () -> Program.exits(0, 1234));
        int child =
                scene.posix.spawn(new Spawn("/bin/child", List.of(), List.of(), "", List.of(), false, Spawn.INHERIT));
        scene.posix.files().executable("/bin/sh", () -> Program.exits(0, 2000));
        assertEquals(1234, scene.await("pid:" + child).millis());
        assertEquals(2000, scene.await("exec:wait").millis());
        assertTrue(scene.posix.processes().ours().getFirst().isZombie(), "not reaped");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void signalsEndItAndAllItStarted(int signal) {
        scene.posix.files().executable("/bin/sh", Program::idle);
        scene.after(500, () -> scene.posix.kill(50, signal));
        Scene.Result result = scene.await("exec:wait", "-t", "9");
        assertEquals(128 + signal, result.status());
        assertEquals("", result.err());
    }

    @Test
    void signalsThatWereIgnoredStayIgnored() {
        scene.posix.ignore(Signal.HUP);
        scene.after(500, () -> scene.posix.kill(50, 15));
        assertEquals(143, scene.await("file:/a").status());
    }

    @Test
    void services() {
        scene.posix.files().directory("/run/nitro/notify");
        scene.environment.add("NITRO_SOCK=/run/nitro/nitro.sock");
        State[] state = {State.STARTING};
        FakeSockets.Peer nitro = scene.posix.sockets().peer("/run/nitro/nitro.sock");
        scene.posix.scenario(new Scenario() {
            @Override
            public void waits(int millis) {
                while (nitro.waiting() > 0) {
                    nitro.receive();
                    tell(new Message.Status(state[0], 5, 0, 1));
                }
            }
        });
        scene.after(1500, () -> tell(new Message.Event(State.UP, "other")));
        scene.after(1600, () -> tell(new Message.Event(State.UP, "web")));
        assertEquals(1600, scene.await("service:web").millis());
        assertEquals(0, scene.await("service:web=starting").millis());
        scene.after(1500, () -> state[0] = State.ONESHOT); // and the event is lost
        assertEquals(1800, scene.await("service:web").millis());
        assertEquals(List.of(), scene.posix.files().names("/run/nitro/notify"));
        scene.after(500, nitro::close);
        assertEquals(
                "nitro-wait: time is over: service:web=DOWN: cannot reach nitro: /run/nitro/nitro.sock: Connection refused\n",
                scene.await("service:web=DOWN", "-t", "2").err());
    }

    private void tell(Message message) {
        FakeSockets.Peer peer = scene.posix.sockets().peer("");
        for (String listener : scene.posix.files().names("/run/nitro/notify")) {
            peer.send(message.encode(), "/run/nitro/notify/" + listener);
        }
        peer.close();
    }

    @Test
    void noNitro() {
        scene.environment.add("NITRO_SOCK=/nowhere/sock");
        assertEquals(
                "nitro-wait: time is over: service:web: cannot reach nitro: /nowhere/sock: No such file or directory\n",
                scene.await("-t", "1", "service:web").err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-t",
                "-t x file:/a",
                "-t 1x file:/a",
                "-t . file:/a",
                "-t -1 file:/a",
                "-i 0 file:/a",
                "-i .5 file:/a",
                "-x file:/a",
                "--anything file:/a",
                "--any=1 file:/a",
                "file:/a --",
                "-- prog",
                "a",
                "file:",
                "what:x",
                "tcp:host",
                "tcp::5",
                "tcp:host:0",
                "tcp:host:65536",
                "tcp:host:http",
                "tcp:::1:80",
                "tcp:[::1]",
                "tcp:[::1",
                "http://",
                "http://user@host/",
                "http://host:x/",
                "https://host/",
                "pid:0",
                "pid:x",
                "pid:99999999999",
                "service:=UP",
                "service:a=b",
                "service:../a",
            })
    void wrongUsage(String args) {
        Scene.Result result = scene.await(args.isEmpty() ? new String[0] : args.split(" "));
        assertEquals(2, result.status());
        assertTrue(result.err().matches("nitro-wait: .*\n"), result.err());
    }

    @Test
    void aUrlHasNoLines() {
        assertEquals(2, scene.await("http://host/\r\nX: y").status());
    }

    @Test
    void help() {
        assertTrue(scene.await("--help").err().startsWith("usage: nitro-wait "));
    }
}
