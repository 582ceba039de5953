package nitro.engine.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nitro.engine.life.LifeCycle.Facts;
import nitro.engine.life.LifeCycle.Next;
import nitro.posix.fake.Spec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every phase against every event, from a table that reads like section 4 of the specification. */
class LifeCycleTest {
    /**
     * {@code EVENTS -> phase effects}, below the phase in which they happen. {@code -} is: nothing changes; {@code via
     * DOWN}: it is DOWN for a moment first; {@code /}: what comes before it while nitro runs, after it when nitro shuts
     * down; {@code |}: before it without a pause, after it with one of a second; {@code ~}: after it for
     * a service in a circle; {@code ^}: between the four verdicts on an end of run; {@code $}: after it if that end was a success; {@code @}: after it for one that
     * another keeps from starting. What is not listed cannot happen there, but for FREED, CIRCULAR and YIELD, which change
     * nothing.
     */
    private static final String TABLE = """
            DOWN
              SCHEDULED -> DELAYED 0 / DOWN
              CLOSED -> -
              UP NEEDED RESTART -> BEGINNING LOOK / -
              DOWN READY -> -
            DELAYED
              CLOSED -> DOWN
              UP NEEDED RESTART -> BEGINNING LOOK / -
              DOWN -> DOWN
              READY -> -
              TIME -> BEGINNING LOOK / DOWN
            BLOCKED
              CLOSED -> DOWN
              UP NEEDED RESTART -> BEGINNING LOOK / -
              DOWN -> DOWN
              READY -> -
              FREED -> BEGINNING LOOK / DOWN
              CIRCULAR -> FATAL
            BEGINNING
              CLOSED -> -
              HELD -> BLOCKED / DOWN
              UP NEEDED READY -> -
              HAS_SETUP -> SETTING_UP SETUP
              NO_SETUP -> BEGINNING RUN
              RUN_STARTED -> STARTING
              NO_RUN -> ONESHOT
              UNEXECUTABLE -> FAILING FINISH
              NO_RESOURCES -> DELAYED 2000 / DOWN
              GONE -> FATAL
            SETTING_UP
              CLOSED -> -
              UP NEEDED READY -> -
              DOWN -> STOPPING_SETUP STOP
              RESTART YIELD -> RESTARTING_SETUP STOP / -
              SETUP_DONE -> BEGINNING RUN / DOWN
              SETUP_REFUSED UNEXECUTABLE -> FATAL
              SETUP_FAILED -> DELAYED 1000 / DOWN
              NO_RESOURCES -> DELAYED 2000 / DOWN
            STARTING
              CLOSED -> -
              UP NEEDED -> -
              DOWN -> STOPPING STOP
              RESTART YIELD -> RESTARTING STOP / -
              READY TIME -> UP
              RUN_ENDED -> REFINISHING FINISH ^ ENDING FINISH ^ FAILING FINISH ^ FINISHING FINISH / FINISHING FINISH
            UP
              CLOSED -> -
              UP NEEDED READY -> -
              DOWN -> STOPPING STOP
              RESTART YIELD -> RESTARTING STOP / -
              RUN_ENDED -> REFINISHING FINISH ^ ENDING FINISH ^ FAILING FINISH ^ FINISHING FINISH / FINISHING FINISH
            ONESHOT
              CLOSED -> -
              UP NEEDED READY -> -
              DOWN -> FINISHING FINISH
              RESTART YIELD -> REFINISHING FINISH / -
            STOPPING_SETUP
              CLOSED -> -
              UP NEEDED -> RESTARTING_SETUP / -
              DOWN -> STOPPING_SETUP STOP
              RESTART -> RESTARTING_SETUP STOP / -
              READY -> -
              TIME -> STOPPING_SETUP KILL
              SETUP_DONE SETUP_REFUSED SETUP_FAILED -> DOWN
            STOPPING
              CLOSED -> -
              UP NEEDED -> RESTARTING / -
              DOWN -> STOPPING STOP
              RESTART -> RESTARTING STOP / -
              READY -> -
              TIME -> STOPPING KILL
              RUN_ENDED -> FINISHING FINISH
            FINISHING
              CLOSED -> -
              UP NEEDED RESTART -> REFINISHING / -
              DOWN READY -> -
              TIME -> FINISHING KILL
              FINISH_ENDED FINISH_REFUSED -> DOWN
            RESTARTING_SETUP
              CLOSED -> -
              UP NEEDED READY -> -
              DOWN -> STOPPING_SETUP STOP
              RESTART -> RESTARTING_SETUP STOP / -
              TIME -> RESTARTING_SETUP KILL
              SETUP_DONE SETUP_REFUSED SETUP_FAILED -> via DOWN BEGINNING LOOK | via DOWN DELAYED 1000 @ via DOWN BLOCKED / DOWN
            RESTARTING
              CLOSED -> -
              UP NEEDED READY -> -
              DOWN -> STOPPING STOP
              RESTART -> RESTARTING STOP / -
              TIME -> RESTARTING KILL
              RUN_ENDED -> REFINISHING FINISH / FINISHING FINISH
            REFINISHING
              CLOSED -> -
              UP NEEDED RESTART READY -> -
              DOWN -> FINISHING
              TIME -> REFINISHING KILL
              FINISH_REFUSED -> FATAL $ DONE / DOWN
              FINISH_ENDED -> via DOWN BEGINNING LOOK | via DOWN DELAYED 1000 @ via DOWN BLOCKED / DOWN
            FAILING
              CLOSED -> -
              UP RESTART -> FAILING_UP / -
              NEEDED -> FAILING_UP ~ - / -
              DOWN -> FAILING_DOWN
              READY -> -
              TIME -> FAILING KILL
              FINISH_ENDED FINISH_REFUSED -> FATAL
            FAILING_UP
              CLOSED -> -
              UP NEEDED RESTART READY -> -
              DOWN -> FAILING_DOWN
              TIME -> FAILING_UP KILL
              FINISH_ENDED FINISH_REFUSED -> BEGINNING LOOK / FATAL
            FAILING_DOWN
              CLOSED -> -
              UP RESTART -> FAILING_UP / -
              NEEDED -> FAILING_UP ~ - / -
              DOWN READY -> -
              TIME -> FAILING_DOWN KILL
              FINISH_ENDED FINISH_REFUSED -> DOWN
            FATAL
              CLOSED -> -
              UP NEEDED RESTART -> BEGINNING LOOK / -
              DOWN -> DOWN
              READY -> -
            ENDING
              CLOSED -> -
              UP RESTART -> REFINISHING / -
              NEEDED READY -> -
              DOWN -> FINISHING
              TIME -> ENDING KILL
              FINISH_ENDED FINISH_REFUSED -> DONE
            DONE
              CLOSED -> -
              UP RESTART -> BEGINNING LOOK / -
              NEEDED READY -> -
              DOWN -> DOWN
            """;

    /** The cells of FINISH_REFUSED where somebody has ordered the restart. */
    private static final Map<Phase, String> REFUSED_IN_VAIN =
            Map.of(Phase.REFINISHING, "via DOWN BEGINNING LOOK | via DOWN DELAYED 1000 @ via DOWN BLOCKED / DOWN");

    /** The table by phase and event. */
    private static Map<Phase, Map<Event, String>> read() {
        Map<Phase, Map<Event, String>> table = new EnumMap<>(Phase.class);
        Map<Event, String> row = new EnumMap<>(Event.class);
        for (String line : TABLE.split("\n", -1)) {
            if (line.startsWith("  ")) {
                String[] sides = line.split(" -> ", 2);
                for (String event : sides[0].strip().split(" ", -1)) {
                    assertNull(row.put(Event.valueOf(event), sides[1]), "listed twice: " + line);
                }
            } else if (!line.isEmpty()) {
                row = new EnumMap<>(Event.class);
                assertNull(table.put(Phase.valueOf(line), row), "listed twice: " + line);
            }
        }
        for (Map<Event, String> cells : table.values()) {
            cells.putIfAbsent(Event.FREED, "-");
            cells.putIfAbsent(Event.CIRCULAR, "-");
            cells.putIfAbsent(Event.YIELD, "-");
        }
        return table;
    }

    @TestFactory
    @Spec({"4.2", "4.3", "4.5", "4.6"})
    Stream<DynamicTest> everyPhaseAgainstEveryEvent() {
        Map<Phase, Map<Event, String>> table = read();
        List<DynamicTest> tests = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            Map<Event, String> row = Objects.requireNonNull(table.get(phase), phase + " is not in the table");
            for (Event event : Event.values()) {
                for (Facts facts : allFacts()) {
                    tests.add(DynamicTest.dynamicTest(
                            phase + " " + event + " " + facts,
                            () -> assertEquals(
                                    expected(phase, event, row.get(event), facts),
                                    LifeCycle.next(phase, event, facts))));
                }
            }
        }
        return tests.stream();
    }

    private static List<Facts> allFacts() {
        List<Facts> all = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            for (int i = 0; i < 64; i++) {
                int pauseMs = (i & 2) != 0 ? 1000 : 0;
                all.add(new Facts(
                        (i & 1) != 0, pauseMs, (i & 4) != 0, verdict, (i & 8) != 0, (i & 32) == 0, (i & 16) != 0));
            }
        }
        return all;
    }

    private static Next expected(Phase phase, Event event, @Nullable String cell, Facts facts) {
        if (cell == null) {
            return new Next(phase, 0, false, List.of(), false);
        }
        if (event == Event.FINISH_REFUSED && !facts.byItself()) {
            cell = REFUSED_IN_VAIN.getOrDefault(phase, cell);
        }
        String[] closing = cell.split(" / ", -1);
        String[] end = closing[0].split(" \\^ ", -1);
        String[] good = end[end.length > 1 ? facts.verdict().ordinal() : 0].split(" \\$ ", -1);
        String[] circle = good[facts.success() ? good.length - 1 : 0].split(" ~ ", -1);
        String[] free = (facts.circular() && circle.length > 1 ? circle[1] : circle[0]).split(" @ ", -1);
        String[] life = free[facts.held() ? free.length - 1 : 0].split(" [|] ", -1);
        String outcome = facts.closing() && closing.length > 1
                ? closing[1]
                : facts.pauseMs() > 0 && life.length > 1 ? life[1] : life[0];
        if (outcome.equals("-")) {
            return new Next(phase, 0, false, List.of(), true);
        }
        boolean viaDown = outcome.startsWith("via DOWN ");
        List<String> words = new ArrayList<>(
                Arrays.asList((viaDown ? outcome.substring("via DOWN ".length()) : outcome).split(" ", -1)));
        Phase next = Phase.valueOf(words.removeFirst());
        int delay = next == Phase.DELAYED ? Integer.parseInt(words.removeFirst()) : 0;
        return new Next(
                next, delay, viaDown, words.stream().map(Effect::valueOf).toList(), true);
    }

    @Test
    void eachPhaseCanBeReachedAndLeft() {
        Set<Phase> entered = EnumSet.of(Phase.DELAYED);
        for (Phase phase : Phase.values()) {
            boolean left = false;
            for (Event event : Event.values()) {
                for (Facts facts : allFacts()) {
                    Phase next = LifeCycle.next(phase, event, facts).phase();
                    entered.add(next);
                    left |= next != phase;
                }
            }
            assertEquals(true, left, phase + " is a trap");
        }
        assertEquals(EnumSet.allOf(Phase.class), entered);
    }

    @Test
    @Spec("3.4")
    void duringAShutdownNothingStarts() {
        for (Phase phase : Phase.values()) {
            for (Event event : Event.values()) {
                Next next = LifeCycle.next(phase, event, new Facts(true, 0, false, Verdict.AGAIN, false, true, false));
                boolean outcome = phase == Phase.BEGINNING; // an attempt that began before ends as it ends
                if (!outcome) {
                    assertEquals(false, next.effects().contains(Effect.LOOK), phase + " " + event);
                    assertEquals(false, next.effects().contains(Effect.RUN), phase + " " + event);
                }
            }
        }
    }
}
