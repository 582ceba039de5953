package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.WaitStatus;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.Message.Trouble;
import nitro.spat.State;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private static final List<Service> SERVICES = List.of(
            new Service("a-service-with-quite-a-long-name@and-a-parameter", new Status(State.UP, 1234567, 0, 90_061)),
            new Service("db", new Status(State.FATAL, 0, WaitStatus.ofExit(1).raw(), 12)),
            new Service("once", new Status(State.ONESHOT, 0, 0, 3600)),
            new Service(
                    "w\u00c3\u00b6b",
                    new Status(State.DELAY, 0, WaitStatus.ofSignal(9).raw(), 0)));

    private static String table(int width, Style style) {
        return String.join("\n", ServiceTable.lines(SERVICES, width, style)) + "\n";
    }

    @Test
    void columnsAreAligned() {
        assertEquals("""
                  SERVICE                                           STATE        PID     FOR  LAST EXIT
                + a-service-with-quite-a-long-name@and-a-parameter  UP       1234567  1d 01h
                ! db                                                FATAL          -     12s  exit 1
                = once                                              ONESHOT        -  1h 00m
                ? w\\xc3\\xb6b                                        DELAY          -      0s  SIGKILL
                4 services: 1 FATAL, 1 DELAY, 1 UP, 1 ONESHOT
                """, table(200, Style.PLAIN));
    }

    @Test
    void namesAreCutBeforeAColumnIsLeftOut() {
        assertEquals("""
                  SERVICE                STATE        PID     FOR  LAST EXIT
                \u25cf a-service-with-quite\u2026  UP       1234567  1d 01h
                \u2717 db                     FATAL          -     12s  exit 1
                \u2713 once                   ONESHOT        -  1h 00m
                \u25cc w\u00f6b                    DELAY          -      0s  SIGKILL
                4 services: 1 FATAL, 1 DELAY, 1 UP, 1 ONESHOT
                """, table(60, new Style(false, true)));
    }

    @Test
    void aNarrowTerminalShowsNameAndStateAtLast() {
        assertEquals("""
                  SERVICE     STATE
                + a-service~  UP
                ! db          FATAL
                = once        ONESHOT
                ? w\\xc3\\xb6b  DELAY
                4 services: 1 FATAL,~
                """, table(21, Style.PLAIN));
        for (int width = 18; width < 120; width++) {
            for (String line : ServiceTable.lines(SERVICES, width, Style.PLAIN)) {
                assertTrue(Text.width(line) <= width, width + ": <" + line + ">");
            }
        }
    }

    @Test
    void coloursAreAddedAndNothingElse() {
        String coloured = table(80, new Style(true, true));
        assertTrue(coloured.contains("\033[1;31m\u2717\033[0m db "), coloured);
        assertEquals(table(80, new Style(false, true)), coloured.replaceAll("\033\\[[0-9;]*m", ""));
    }

    @Test
    void withoutServicesItSaysSo() {
        assertEquals(List.of("no services"), ServiceTable.lines(List.of(), 80, Style.PLAIN));
    }

    @Test
    void failingServicesComeFirstOnRequest() {
        List<String> names =
                ListOrder.FAILING.sorted(SERVICES).stream().map(Service::name).toList();
        assertEquals(List.of("db", "w\u00c3\u00b6b"), names.subList(0, 2));
        assertEquals(
                "w\u00c3\u00b6b", ListOrder.UPTIME.sorted(SERVICES).getFirst().name());
    }

    @Test
    void crashesHaveAColumn() {
        List<Service> services = List.of(
                new Service("a", new Status(State.UP, 7, 0, 5)),
                new Service("b", new Status(State.UP, 8, WaitStatus.ofExit(3).raw(), 1), new Trouble(33, 1, false)),
                new Service(
                        "c", new Status(State.DOWN, 0, WaitStatus.ofSignal(9).raw(), 9), new Trouble(0, -1, true)));
        assertEquals("""
                  SERVICE  STATE  PID  FOR  CRASHES  LAST EXIT
                + a        UP       7   5s        -
                + b        UP       8   1s       33  exit 3
                - c        DOWN     -   9s        -  SIGKILL, slow
                3 services: 2 UP, 1 DOWN
                """, String.join("\n", ServiceTable.lines(services, 80, Style.PLAIN)) + "\n");
    }

    /** A crash loop is UP most of the time. */
    @Test
    void whatCrashedLatelyIsFailing() {
        Status up = new Status(State.UP, 7, 0, 1);
        Service old = new Service("old", up, new Trouble(5, 60, false));
        Service loop = new Service("loop", up, new Trouble(5, 59, false));
        Service down = new Service("down", new Status(State.DOWN, 0, 0, 1), new Trouble(5, 1, false));
        Service fatal = new Service("fatal", new Status(State.FATAL, 0, 0, 1));
        Service restart = new Service("restart", new Status(State.RESTART, 7, 0, 1));
        List<Service> all = List.of(down, old, restart, loop, fatal);
        assertEquals(List.of(fatal, loop, restart, down, old), ListOrder.FAILING.sorted(all));
        List<TopScreen.Row> rows =
                all.stream().map(service -> new TopScreen.Row(service, 0, 0)).toList();
        assertEquals(
                List.of(fatal, loop, restart, down, old),
                TopScreen.By.FAILING.sorted(rows).stream()
                        .map(TopScreen.Row::service)
                        .toList());
    }
}
