package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nitro.posix.FileStatus;
import nitro.posix.WindowSize;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Page;
import nitro.spat.Request;
import nitro.spat.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that are done when nitro has answered; {@link WaitingTest} has the others. */
@Spec("6.3")
class NitroctlTest {
    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    /** What it asked of nitro, but for the names of the services, to say which was meant. */
    private List<Request> asked() {
        return nitro.received.stream()
                .filter(request -> !(request instanceof Request.ListAfter))
                .toList();
    }

    private static Status up(int pid) {
        return new Status(State.UP, pid, 256, 12);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of("up u start fast-start", new Request.Up("a")),
                Arguments.of("down d stop fast-stop", new Request.Down("a")),
                Arguments.of("restart fast-restart r", new Request.Restart("a")),
                Arguments.of("ready", new Request.Ready("a")),
                Arguments.of("pause p", new Request.Signal(19, "a")),
                Arguments.of("cont c", new Request.Signal(18, "a")),
                Arguments.of("hup h", new Request.Signal(1, "a")),
                Arguments.of("alarm a", new Request.Signal(14, "a")),
                Arguments.of("interrupt i", new Request.Signal(2, "a")),
                Arguments.of("quit q", new Request.Signal(3, "a")),
                Arguments.of("term t", new Request.Signal(15, "a")),
                Arguments.of("kill k", new Request.Signal(9, "a")),
                Arguments.of("1", new Request.Signal(10, "a")),
                Arguments.of("2", new Request.Signal(12, "a")));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void eachCommandSendsItsRequestOnce(String names, Request request) {
        for (String name : names.split(" ")) {
            nitro.received.clear();
            Scene.Result result = scene.nitroctl(name, "a");
            assertEquals(List.of(request), asked(), name);
            assertEquals(111, result.status(), "no such service");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "up",
        "u",
        "down",
        "d",
        "ready",
        "pause",
        "cont",
        "hup",
        "alarm",
        "interrupt",
        "quit",
        "term",
        "kill",
        "1",
        "2",
        "p",
        "c",
        "h",
        "a",
        "i",
        "q",
        "t",
        "k"
    })
    @Spec({"6.3", "6.4"})
    void acknowledged(String command) {
        for (Request request : all("a")) {
            nitro.on(request, nitro.says(Answer.OK));
        }
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl(command, "a"));
        assertEquals(List.of("/run/nitro/notify/a,77_1"), scene.bound);
    }

    @Test
    @Spec({"6.3", "6.4"})
    void serverCommands() {
        for (String command : List.of("scan", "rescan", "s")) {
            assertEquals(0, scene.nitroctl(command).status());
        }
        assertEquals(0, scene.nitroctl("Shutdown").status());
        assertEquals(0, scene.nitroctl("Reboot").status());
        Request rescan = new Request.Rescan();
        assertEquals(List.of(rescan, rescan, rescan, new Request.Shutdown(), new Request.Reboot()), nitro.received);
    }

    @Test
    void serverCommandsThatNitroDoesNotKnow() {
        nitro.on(new Request.Rescan(), nitro.says(Answer.NOT_IMPLEMENTED));
        Scene.Result result = scene.nitroctl("rescan");
        assertEquals(new Scene.Result(111, "", "nitroctl: this nitro does not know the request\n"), result);
        nitro.on(new Request.Up("a"), nitro.says(Answer.NOT_IMPLEMENTED));
        assertEquals(
                "nitroctl: a: this nitro does not know the request\n",
                scene.nitroctl("up", "a").err());
        nitro.on(new Request.Info(), nitro.says(Answer.NOT_IMPLEMENTED));
        assertEquals(111, scene.nitroctl("info").status());
    }

    @Test
    void info() {
        nitro.on(new Request.Info(), nitro.says(new Info(1, 2, 3, 4, 4_000_000_000L)));
        assertEquals(
                new Scene.Result(
                        0, "nitro_pid 1\npid 2\nmax_service 3\ntotal_reaps 4\ntotal_sv_reaps 4000000000\n", ""),
                scene.nitroctl("info"));
    }

    @Test
    @Spec({"6.1", "6.3"})
    void listIsWhatHappensWithoutACommand() {
        List<Service> services = List.of(
                new Service("a", up(258)), new Service("b@\u00e9", new Status(State.DOWN, 0, -1, 4_000_000_000L)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        String lines = "UP a (pid 258) (wstatus 256) 12s\nDOWN b@\u00e9 (wstatus -1) 4000000000s\n";
        assertEquals(new Scene.Result(0, lines, ""), scene.nitroctl());
        assertEquals(new Scene.Result(0, lines, ""), scene.nitroctl("list"));
        assertEquals(new Scene.Result(0, lines, ""), scene.nitroctl("l"));
    }

    @Test
    void onATerminalListIsATable() {
        List<Service> services =
                List.of(new Service("a", up(258)), new Service("b", new Status(State.FATAL, 0, 256, 1)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        scene.terminal = new WindowSize(24, 80);
        String table = """
                  SERVICE  STATE  PID  FOR  LAST EXIT
                ! b        FATAL    -   1s  exit 1
                + a        UP     258  12s  exit 1
                2 services: 1 FATAL, 1 UP
                """;
        assertEquals(new Scene.Result(0, table, ""), scene.nitroctl("list", "--sort", "failing"));
    }

    @Test
    void sortingIsForLists() {
        assertEquals(2, scene.nitroctl("--sort", "failing", "stop", "a").status());
        assertEquals(2, scene.nitroctl("--sort", "size").status());
        assertEquals(
                new Scene.Result(2, "", "nitroctl: cpu: unknown sort order; use name, failing or uptime\n"),
                scene.nitroctl("list", "--sort", "cpu"));
        assertEquals(
                new Scene.Result(
                        2, "", "nitroctl: age: unknown sort order; use name, failing, cpu, memory or uptime\n"),
                scene.nitroctl("top", "--sort", "age"));
    }

    @Test
    void jsonIsSortedToo() {
        List<Service> services = List.of(new Service("a", up(1)), new Service("b", new Status(State.FATAL, 0, 256, 1)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        String json = scene.nitroctl("list", "--json", "--sort", "failing").out();
        assertTrue(json.startsWith("[{\"name\":\"b\""), json);
    }

    @Spec("6.14")
    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("list wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("list --json wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("status wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("pidof wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("start wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("wait-up getty", "getty: no such service; did you mean getty@1?"),
                Arguments.of("term wbe", "wbe: no such service; did you mean web?"),
                Arguments.of("term web", "web: is not running"),
                Arguments.of("up SYS", "SYS: no such service"),
                Arguments.of("up mail", "mail: no such service"));
    }

    @ParameterizedTest
    @MethodSource
    void unknown(String command, String complaint) {
        List<Service> services = new ArrayList<>();
        for (String name : List.of("SYS", "getty@1", "web", "web2")) {
            services.add(new Service(name, up(1)));
        }
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        Scene.Result result = scene.nitroctl(command.split(" "));
        assertEquals("nitroctl: " + complaint + "\n", result.err());
        assertEquals(111, result.status());
    }

    @Test
    @Spec("6.14")
    void whichServiceWasMeantIsNotWaitedFor() {
        nitro.on(new Request.ListAfter(""));
        assertEquals(
                new Scene.Result(111, "", "nitroctl: wbe: no such service\n"),
                scene.nitroctl("-t", "2", "start", "wbe"));
    }

    @Test
    @Spec({"5.4", "6.3"})
    void aLongListComesInPages() {
        List<Service> all = services(1000);
        int next = 0;
        String after = "";
        while (next < all.size()) {
            Page page = Page.part();
            while (next < all.size() && page.add(all.get(next))) {
                next++;
            }
            byte[] datagram = next == all.size() ? page.complete() : page.cut();
            nitro.on(new Request.ListAfter(after), nitro.sends(datagram));
            after = all.get(next - 1).name();
        }
        List<String> lines = scene.nitroctl("list").out().lines().toList();
        assertEquals(
                all.stream()
                        .map(s -> "UP " + s.name() + " (pid 1) (wstatus 256) 12s")
                        .toList(),
                lines);
    }

    @Test
    @Spec("5.4")
    void aPageThatEndsExactlyWithTheLastService() {
        List<Service> one = services(1);
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(one, false)));
        nitro.on(new Request.ListAfter(one.getFirst().name()), nitro.says(Answer.OK));
        assertEquals("UP s0000 (pid 1) (wstatus 256) 12s\n", scene.nitroctl().out());
    }

    @Test
    @Spec("5.4")
    void aNitroThatOnlyRepeatsItselfDoesNotHoldUs() {
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services(1), false)));
        nitro.on(new Request.ListAfter("s0000"), nitro.says(new Services(services(1), false)));
        assertEquals(0, scene.nitroctl().status());
    }

    @Test
    @Spec({"5.4", "6.3"})
    void anOldNitroListsWhatFitsAndInAnyOrder() {
        nitro.on(new Request.ListAfter(""), nitro.says(Answer.NOT_IMPLEMENTED));
        List<Service> unsorted =
                List.of(new Service("\u00e9", up(3)), new Service("b", up(2)), new Service("A", up(1)));
        nitro.on(new Request.ListServices(), nitro.says(new Services(unsorted, false)));
        assertEquals(
                "UP A (pid 1) (wstatus 256) 12s\nUP b (pid 2) (wstatus 256) 12s\nUP \u00e9 (pid 3) (wstatus 256) 12s\n",
                scene.nitroctl("list").out());
    }

    @Test
    void nothingToList() {
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("list"));
        nitro.on(new Request.ListAfter(""), nitro.says(Answer.NOT_IMPLEMENTED));
        nitro.on(new Request.ListServices(), nitro.sends(new byte[0]));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("list"));
    }

    @Test
    @Spec("5.4")
    void anOldNitroThatIsSilentOnAnEmptyList() {
        nitro.on(new Request.ListAfter(""), nitro.says(Answer.NOT_IMPLEMENTED));
        nitro.on(new Request.ListServices());
        nitro.on(new Request.Info(), nitro.says(new Info(1, 1, 0, 0, 0)));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("list"));
    }

    @Test
    @Spec("5.4")
    void anOldNitroWhoseListIsLost() {
        nitro.on(new Request.ListAfter(""), nitro.says(Answer.NOT_IMPLEMENTED));
        nitro.on(new Request.ListServices());
        nitro.on(new Request.ListServices(), nitro.says(new Services(services(1), false)));
        nitro.on(new Request.Info(), nitro.says(new Info(1, 1, 1, 0, 0)));
        assertEquals(
                "UP s0000 (pid 1) (wstatus 256) 12s\n", scene.nitroctl("list").out());
    }

    @Test
    @Spec({"6.1", "6.3", "6.4"})
    void listOfSomeInTheirOrder() {
        nitro.on(new Request.Query("a"), nitro.says(up(1)));
        nitro.on(new Request.Query("b"), nitro.says(up(2)));
        assertEquals(
                new Scene.Result(
                        111,
                        "UP b (pid 2) (wstatus 256) 12s\nUP a (pid 1) (wstatus 256) 12s\n",
                        "nitroctl: c: no such service\n"),
                scene.nitroctl("list", "b", "c", "a"));
    }

    @Test
    @Spec({"6.3", "6.4"})
    void pidof() {
        nitro.on(new Request.Query("a"), nitro.says(up(11)));
        nitro.on(new Request.Query("b"), nitro.says(up(12)));
        nitro.on(new Request.Query("down"), nitro.says(new Status(State.DOWN, 0, 0, 1)));
        assertEquals(new Scene.Result(0, "12\n11\n", ""), scene.nitroctl("pidof", "b", "a"));
        assertEquals(new Scene.Result(1, "11\n", ""), scene.nitroctl("pidof", "down", "a"));
        assertEquals(
                new Scene.Result(111, "11\n", "nitroctl: no: no such service\n"),
                scene.nitroctl("pidof", "no", "a", "down"));
    }

    @Test
    @Spec({"6.3", "6.4"})
    void check() {
        nitro.on(new Request.Query("a"), nitro.says(up(11)));
        nitro.on(new Request.Query("down"), nitro.says(new Status(State.DOWN, 0, 0, 1)));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("check", "a"));
        assertEquals(new Scene.Result(1, "", ""), scene.nitroctl("check", "down"));
        assertEquals(new Scene.Result(1, "", ""), scene.nitroctl("check", "down", "a"));
        assertEquals(111, scene.nitroctl("check", "no").status());
    }

    @Test
    @Spec("6.4")
    void aSignalForNoProcess() {
        assertEquals(new Scene.Result(111, "", "nitroctl: a: no such service\n"), scene.nitroctl("term", "a"));
    }

    @Test
    @Spec({"6.1", "6.4"})
    void severalServicesAndTheHighestStatus() {
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        nitro.on(new Request.Up("c"), nitro.says(Answer.OK));
        assertEquals(new Scene.Result(111, "", "nitroctl: b: no such service\n"), scene.nitroctl("up", "a", "b", "c"));
        assertEquals(List.of(new Request.Up("a"), new Request.Up("b"), new Request.Up("c")), asked());
    }

    @Test
    @Spec("6.2")
    void aPathIsAService() {
        scene.workingDirectory = "/srv/sv_b";
        scene.file("/srv/sv_a", FileStatus.Type.DIRECTORY);
        scene.nitroctl("ready", ".");
        scene.nitroctl("up", "../sv_a");
        assertEquals(List.of(new Request.Ready("sv_b"), new Request.Up("sv_a")), asked());
    }

    @Test
    @Spec({"6.2", "6.4"})
    void aPathToNothingFailsBeforeAnythingIsDone() {
        assertEquals(new Scene.Result(111, "", "nitroctl: ./no: no such service\n"), scene.nitroctl("up", "a", "./no"));
        assertEquals(List.of(), nitro.received);
        assertEquals(List.of(), scene.bound);
    }

    private static List<Service> services(int count) {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            services.add(new Service(String.format("s%04d", i), up(1)));
        }
        return services;
    }

    /** All orders that a command may give to a service. */
    private static List<Request> all(String name) {
        List<Request> all =
                new ArrayList<>(List.of(new Request.Up(name), new Request.Down(name), new Request.Ready(name)));
        for (int number = 1; number < 32; number++) {
            all.add(new Request.Signal(number, name));
        }
        return all;
    }

    @Test
    void messagesThatMeanNothingArePassedOver() {
        nitro.on(
                new Request.Up("a"),
                nitro.sends(new byte[] {1}),
                nitro.sends(new byte[] {0, 0, 99}),
                nitro.says(Answer.OK));
        assertEquals(0, scene.nitroctl("up", "a").status());
    }
}
