package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nitro.posix.WindowSize;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Event;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that wait for a state (spec 6.3), over events and without them (spec 5.5, 5.6). */
@Spec({"5.5", "6.3", "6.4"})
class WaitingTest {
    private static final Set<State> RUNNING = Set.of(State.UP, State.ONESHOT);
    private static final Set<State> STARTED = Set.of(State.STARTING, State.UP, State.ONESHOT);
    private static final Set<State> STOPPED = Set.of(State.DOWN, State.FATAL);
    private static final Set<State> STOPPING = Set.of(State.SHUTDOWN, State.DOWN, State.FATAL);

    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    private static Event event(State state) {
        return new Event(state, "a");
    }

    private static Status status(State state) {
        return new Status(state, 0, 0, 0);
    }

    record Case(String command, Request order, Set<State> goal, boolean failsOnFatal) {}

    static List<Case> ordering() {
        Request up = new Request.Up("a");
        Request down = new Request.Down("a");
        Request restart = new Request.Restart("a");
        return List.of(
                new Case("start", up, RUNNING, true),
                new Case("restart", restart, RUNNING, true),
                new Case("stop", down, STOPPED, false),
                new Case("fast-start", up, STARTED, true),
                new Case("fast-restart", restart, STARTED, true),
                new Case("r", restart, STARTED, true),
                new Case("fast-stop", down, STOPPING, false));
    }

    static List<Case> waiting() {
        Request query = new Request.Query("a");
        return List.of(
                new Case("wait-up", query, RUNNING, false),
                new Case("wait-starting", query, STARTED, false),
                new Case("wait-down", query, STOPPED, false));
    }

    /** The states that events have, too. */
    private static Stream<State> common() {
        return Stream.of(State.values()).filter(state -> state == state.common());
    }

    static Stream<Arguments> orderingInEachState() {
        return ordering().stream().flatMap(c -> common().map(state -> Arguments.of(c, state)));
    }

    static Stream<Arguments> waitingInEachState() {
        return waiting().stream().flatMap(c -> common().map(state -> Arguments.of(c, state)));
    }

    /** The state is announced before the OK, as spec 4.7 has it; after that nothing more comes. */
    @ParameterizedTest
    @MethodSource("orderingInEachState")
    void theStateThatIsAnnouncedWithTheAnswer(Case c, State state) {
        nitro.on(c.order, nitro.says(event(state)), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(status(state)));
        int stopped = c.failsOnFatal && state == State.DOWN ? 1 : expected(c, state);
        assertEquals(stopped, scene.nitroctl("-t", "3", c.command, "a").status());
    }

    @ParameterizedTest
    @MethodSource("orderingInEachState")
    void aStateThatComesLater(Case c, State state) {
        State other = c.goal.contains(State.DOWN) ? State.RESTART : State.SETUP;
        nitro.on(c.order, nitro.says(event(other)), nitro.says(Answer.OK), nitro.says(10_300, event(state)));
        nitro.on(new Request.Query("a"), nitro.says(status(other)));
        assertEquals(
                expected(c, state), scene.nitroctl("-t", "20", c.command, "a").status());
        if (expected(c, state) != 3) {
            assertEquals(11_300, scene.now, "at the event, and not when asked next");
        }
    }

    @ParameterizedTest
    @MethodSource("waitingInEachState")
    void waitingForAStateThatIsThere(Case c, State state) {
        nitro.on(c.order, nitro.says(status(state)));
        Scene.Result result = scene.nitroctl("-t", "3", c.command, "a");
        assertEquals(expected(c, state), result.status());
        assertTrue(nitro.received.stream().allMatch(new Request.Query("a")::equals), "no order is given");
    }

    @ParameterizedTest
    @MethodSource("waitingInEachState")
    void waitingForAStateThatComes(Case c, State state) {
        State other = c.goal.contains(State.DOWN) ? State.UP : State.DOWN;
        nitro.on(c.order, nitro.says(status(other)));
        scene.later(10_300, () -> nitro.tell(event(state)));
        assertEquals(
                expected(c, state), scene.nitroctl("-t", "20", c.command, "a").status());
    }

    private static int expected(Case c, State state) {
        if (c.goal.contains(state)) {
            return 0;
        }
        return c.failsOnFatal && state == State.FATAL ? 1 : 3;
    }

    @Test
    void aFailureIsSaid() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.FATAL)), nitro.says(Answer.OK));
        assertEquals(
                new Scene.Result(1, "", "nitroctl: a is FATAL; see `nitroctl status a`\n"),
                scene.nitroctl("start", "a"));
    }

    private void failsEachSecond(int times) {
        nitro.on(new Request.Up("a"), nitro.says(event(State.STARTING)), nitro.says(Answer.OK));
        for (int i = 0; i < times; i++) {
            scene.later(1000L * i + 100, () -> {
                nitro.tell(event(State.RESTART));
                nitro.tell(event(State.DOWN));
                nitro.tell(event(State.DELAY));
            });
            scene.later(1000L * i + 1000, () -> nitro.tell(event(State.STARTING)));
        }
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.DELAY, 0, 3 << 8, 0)));
    }

    @Test
    @Spec("6.18")
    void theThirdFailedStartEndsIt() {
        failsEachSecond(9);
        nitro.on(new Request.Detail("a"), nitro.says(Answer.NOT_IMPLEMENTED));
        assertEquals(
                new Scene.Result(
                        1, "", "nitroctl: a: failed 3 times (exit 3) and is tried again; see `nitroctl status a`\n"),
                scene.nitroctl("start", "a"));
        assertEquals(3100, scene.now);
    }

    @Test
    @Spec("6.18")
    void theReasonOfWhatCouldNotBeExecuted() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.SETUP)), nitro.says(Answer.OK));
        for (int i = 1; i <= 3; i++) {
            scene.later(1000L * i, () -> nitro.tell(event(State.DELAY)));
            scene.later(1000L * i + 500, () -> nitro.tell(event(State.SETUP)));
        }
        nitro.on(new Request.Query("a"), nitro.says(status(State.SETUP)));
        Status failed = new Status(State.DELAY, 0, -1, 0);
        nitro.on(
                new Request.Detail("a"),
                nitro.says(new Detail(new Service("a", failed), "", 0, 500, "no interpreter", false)));
        String why = "nitroctl: a: failed 3 times (no interpreter) and is tried again; see `nitroctl status a`\n";
        assertEquals(new Scene.Result(1, "", why), scene.nitroctl("start", "a"));
    }

    @Test
    @Spec("6.18")
    void keepWaiting() {
        failsEachSecond(5);
        scene.later(8000, () -> nitro.tell(event(State.UP)));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("start", "--keep-waiting", "a"));
        assertEquals(9000, scene.now);
        String usage = "nitroctl: --keep-waiting: is an option of start and restart only\n";
        assertEquals(new Scene.Result(2, "", usage), scene.nitroctl("--keep-waiting", "stop", "a"));
    }

    @Test
    @Spec("6.18")
    void nobodyWantsItUpAnyMore() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.STARTING)), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(new Status(State.DOWN, 0, 1 << 8, 0)));
        scene.later(100, () -> nitro.tell(event(State.SHUTDOWN)));
        scene.later(200, () -> nitro.tell(event(State.DOWN)));
        String why = "nitroctl: a: was stopped before it was up (exit 1); see `nitroctl status a`\n";
        assertEquals(new Scene.Result(1, "", why), scene.nitroctl("start", "a"));
        assertEquals(1200, scene.now);
    }

    @Test
    void aStateFromBeforeTheOrderDoesNotCount() {
        nitro.on(
                new Request.Restart("a"),
                nitro.says(event(State.UP)),
                nitro.says(event(State.RESTART)),
                nitro.says(Answer.OK),
                nitro.says(3000, event(State.UP)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.RESTART)));
        assertEquals(0, scene.nitroctl("restart", "a").status());
        assertEquals(4000, scene.now);
    }

    @Test
    void theDownWithinARestartCounts() {
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        scene.later(100, () -> {
            nitro.tell(event(State.RESTART));
            nitro.tell(event(State.DOWN));
            nitro.tell(event(State.STARTING));
        });
        assertEquals(0, scene.nitroctl("wait-down", "a").status());
    }

    @Test
    @Spec("5.6")
    void aNitroThatAnnouncesNothing() {
        nitro.on(new Request.Up("a"), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(status(State.STARTING)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.STARTING)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        assertEquals(0, scene.nitroctl("start", "a").status());
        assertEquals(2000, scene.now, "asked at once and after half a second each");
    }

    @Test
    @Spec("5.6")
    void aLostAnswerIsMadeUpForByAQuestion() {
        nitro.on(new Request.Restart("a"));
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        assertEquals(0, scene.nitroctl("restart", "a").status());
        assertEquals(
                List.of(new Request.Restart("a"), new Request.Query("a"), new Request.Detail("a")),
                nitro.received,
                "one restart only");
        assertEquals(List.of("/run/nitro/notify/a,77_1", "/run/nitro/notify/a,77_2"), scene.bound);
    }

    @Test
    @Spec("5.6")
    void lostAnswersOfServerCommands() {
        nitro.on(new Request.Shutdown());
        nitro.on(new Request.Info());
        nitro.on(new Request.Info(), nitro.says(new nitro.spat.Message.Info(1, 1, 1, 1, 1)));
        assertEquals(0, scene.nitroctl("Shutdown").status());
        assertEquals(
                1,
                nitro.received.stream().filter(new Request.Shutdown()::equals).count());
    }

    @Test
    @Spec("5.6")
    void eventsLostInABurst() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.STARTING)), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        scene.later(200, () -> {
            for (int i = 0; i < 20; i++) {
                nitro.tell(event(State.RESTART));
            }
            nitro.tell(event(State.UP));
        });
        assertEquals(0, scene.nitroctl("start", "a").status());
        assertTrue(scene.now <= 1000 + 200 + 500, "asked soon after the gap");
    }

    @Test
    void othersEventsDoNotKeepUsFromAsking() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.STARTING)), nitro.says(Answer.OK));
        nitro.on(new Request.Up("b"), nitro.says(new Event(State.UP, "b")), nitro.says(Answer.OK));
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        for (int i = 0; i < 100; i++) {
            scene.later(i * 100L, () -> nitro.tell(new Event(State.UP, "noise")));
        }
        assertEquals(0, scene.nitroctl("start", "a", "b").status());
        assertTrue(scene.now < 2000);
    }

    @Test
    @Spec("2.5")
    void aServiceThatIsForgottenIsDown() {
        nitro.on(new Request.Down("a"), nitro.says(event(State.SHUTDOWN)), nitro.says(Answer.OK));
        assertEquals(new Scene.Result(0, "", ""), scene.nitroctl("stop", "a"));
        nitro.on(new Request.Up("a"), nitro.says(event(State.SETUP)), nitro.says(Answer.OK));
        assertEquals(new Scene.Result(111, "", "nitroctl: a: no such service\n"), scene.nitroctl("start", "a"));
    }

    @Test
    @Spec({"6.1", "6.3"})
    void severalAreWaitedForAtOnce() {
        for (String name : List.of("a", "b", "c")) {
            nitro.on(
                    new Request.Up(name),
                    nitro.says(new Event(State.STARTING, name)),
                    nitro.says(Answer.OK),
                    nitro.says(name.equals("b") ? 100 : 2000, new Event(State.UP, name)));
            nitro.on(new Request.Query(name), nitro.says(status(State.STARTING)));
        }
        assertEquals(0, scene.nitroctl("start", "a", "b", "c", "a").status());
        assertEquals(3000, scene.now);
        assertEquals(List.of("/run/nitro/notify/ALL,77_1"), scene.bound);
    }

    @Test
    @Spec({"6.1", "6.4"})
    void theHighestStatusOfSeveral() {
        nitro.on(new Request.Up("a"), nitro.says(event(State.FATAL)), nitro.says(Answer.OK));
        nitro.on(new Request.Up("b"), nitro.says(new Event(State.UP, "b")), nitro.says(Answer.OK));
        assertEquals(1, scene.nitroctl("start", "b", "a").status());
        assertEquals(111, scene.nitroctl("start", "a", "no", "b").status());
    }

    @Test
    void verboseShowsEachStateOnTheWay() {
        nitro.on(
                new Request.Up("a"),
                nitro.says(event(State.STARTING)),
                nitro.says(Answer.OK),
                nitro.says(2000, event(State.UP)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.STARTING)));
        assertEquals(new Scene.Result(0, "STARTING a\nUP a\n", ""), scene.nitroctl("start", "a", "-v"));
    }

    /** Fields 5, 7 and 8 of /proc/self/stat: the group, the terminal, and the group in front of that. */
    @ParameterizedTest
    @CsvSource({"7 6 34816 7, true", "7 6 34816 8, false", "7 6 0 -1, true", "'', true"})
    void whatIsWaitedForIsShownInFrontOfATerminalOnly(String fields, boolean shown) {
        nitro.on(
                new Request.Up("a"),
                nitro.says(event(State.STARTING)),
                nitro.says(Answer.OK),
                nitro.says(2000, event(State.UP)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.STARTING)));
        nitro.on(new Request.Detail("a"), nitro.says(Answer.NOT_IMPLEMENTED));
        scene.terminal = new WindowSize(24, 80);
        scene.environment.add("TERM=xterm");
        if (!fields.isEmpty()) {
            scene.contents.put("/proc/self/stat", "77 (nitro) ctl) S 1 " + fields + " 0 0\n");
        }
        Scene.Result result = scene.nitroctl("start", "a");
        assertEquals(0, result.status());
        assertEquals(shown ? "waiting for a (starting" : "", result.err().replaceAll("(?s)^\r\033\\[J|,.*", ""));
    }

    @Test
    void verboseShowsWhatOnlyAQuestionTells() {
        nitro.on(new Request.Query("a"), nitro.says(status(State.DOWN)));
        nitro.on(new Request.Query("a"), nitro.says(status(State.UP)));
        assertEquals(new Scene.Result(0, "DOWN a\nUP a\n", ""), scene.nitroctl("-v", "wait-up", "a"));
    }

    @Test
    @Spec("5.5")
    void aNameTooLongForAnAddressIsFilteredFromAll() {
        String name = "n".repeat(63);
        Scene deep = new Scene();
        deep.nitro.on(new Request.Up(name), deep.nitro.says(Answer.OK), deep.nitro.says(9, new Event(State.UP, name)));
        deep.nitro.on(new Request.Query(name), deep.nitro.says(status(State.STARTING)));
        deep.later(1, () -> deep.nitro.tell(new Event(State.UP, "other")));
        assertEquals(0, deep.nitroctl("start", name).status());
        assertEquals(List.of("/run/nitro/notify/" + name + ",77_1"), deep.bound);
        assertEquals(1009, deep.now);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void eventsOfAll(State state) {
        scene.later(100, () -> nitro.tell(event(state)));
        scene.later(200, () -> nitro.tell(new Event(State.DOWN, "b")));
        scene.interruptAfter(5000, 15);
        assertEquals(new Scene.Result(0, state.common() + " a\nDOWN b\n", ""), scene.nitroctl("events"));
        assertEquals(List.of("/run/nitro/notify/ALL,77_1"), scene.bound);
    }

    @Test
    void eventsOfSome() {
        List<Runnable> events = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            events.add(() -> nitro.tell(new Event(State.UP, name)));
        }
        events.forEach(event -> scene.later(100, event));
        scene.interruptAfter(5000, 2);
        assertEquals(new Scene.Result(0, "UP a\nUP c\n", ""), scene.nitroctl("events", "a", "c"));
    }
}
