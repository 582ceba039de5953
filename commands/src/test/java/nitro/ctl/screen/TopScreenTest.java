package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.ctl.screen.TopScreen.By;
import nitro.ctl.screen.TopScreen.Pane;
import nitro.ctl.screen.TopScreen.Row;
import nitro.posix.WindowSize;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen of nitroctl top as text. */
class TopScreenTest {
    private static final Row BROKEN = new Row(new Service("broken", new Status(State.FATAL, 0, 256, 7)), -1, -1);
    private static final Row DB = new Row(new Service("db", new Status(State.UP, 12, 0, 60)), 0.04, 5 << 20);
    private static final Row WEB = new Row(new Service("web", new Status(State.UP, 345, 0, 3)), 99.96, 300L << 20);

    private static final List<String> LOG = List.of("\033[31mone\033[0m\r", "two\tand", "three\033[2J", "four");

    private static TopScreen screen(Pane pane, String last) {
        return new TopScreen(List.of(BROKEN, DB, WEB), "db", "name", pane, LOG, last);
    }

    private static String text(TopScreen screen, int rows, int columns) {
        return String.join("\n", screen.lines(new WindowSize(rows, columns), Style.PLAIN));
    }

    @Test
    void aScreen() {
        assertEquals("""
                3 services: 1 FATAL, 2 UP  by name
                    SERVICE          STATE        PID    CPU    MEM     FOR LAST EXIT
                  ! broken           FATAL          -      -      -      7s exit 1
                > + db               UP            12   0.0%   5.0M  1m 00s
                  + web              UP           345 100.0%   300M      3s
                -- log of db --
                one
                two    and
                three\\x1b[2J
                four

                q leave  h keys  s start  t stop  r restart  o order  l log  p plain""", text(screen(Pane.LOG, ""), 12, 80));
    }

    @Test
    void ofALongLogItIsTheEnd() {
        List<String> lines = screen(Pane.LOG, "").lines(new WindowSize(10, 80), Style.PLAIN);
        assertEquals(List.of("two    and", "three\\x1b[2J", "four"), lines.subList(6, 9));
    }

    @Test
    void keysInsteadOfTheLog() {
        List<String> lines = screen(Pane.KEYS, "").lines(new WindowSize(24, 80), Style.PLAIN);
        assertEquals("-- keys --", lines.get(5));
        assertEquals("s t r        start, stop or restart it, after a question", lines.get(7));
    }

    @Test
    void aQuestionInsteadOfKeys() {
        List<String> lines = screen(Pane.NONE, "Stop db? y/n").lines(new WindowSize(12, 80), Style.PLAIN);
        assertEquals("Stop db? y/n", lines.getLast());
        assertEquals("", lines.get(lines.size() - 2), "no log");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 79, 200})
    void itFitsAnyScreen(int columns) {
        for (Pane pane : Pane.values()) {
            for (int rows : new int[] {1, 2, 5, 9, 10, 50}) {
                List<String> lines = screen(pane, "").lines(new WindowSize(rows, columns), Style.PLAIN);
                assertEquals(rows, lines.size(), rows + ": " + lines);
                for (String line : lines) {
                    assertTrue(line.length() < columns, columns + ": " + line);
                }
            }
        }
    }

    @Test
    void theSelectedOneIsSeenAndWhatIsNot() {
        List<String> lines = screen(Pane.NONE, "").lines(new WindowSize(4, 80), Style.PLAIN);
        assertTrue(lines.get(2).startsWith("> + db"), lines.toString());
        assertEquals("3 services: 1 FATAL, 2 UP  by name, 1 above, 1 below", lines.getFirst());
        lines = screen(Pane.NONE, "").lines(new WindowSize(5, 40), Style.PLAIN);
        assertEquals("3 services: 1 FATAL,~  by name, 1 below", lines.getFirst());
    }

    @Test
    void onceForThoseWhoCannotDraw() {
        assertEquals("""
                3 services: 1 FATAL, 2 UP
                    SERVICE          STATE        PID    CPU    MEM     FOR LAST EXIT
                  ! broken           FATAL          -      -      -      7s exit 1
                  + db               UP            12   0.0%   5.0M  1m 00s
                  + web              UP           345 100.0%   300M      3s""", String.join("\n", TopScreen.once(List.of(BROKEN, DB, WEB), Integer.MAX_VALUE, Style.PLAIN)));
    }

    @Test
    void orders() {
        List<Row> rows = List.of(BROKEN, DB, WEB);
        assertEquals(List.of(WEB, DB, BROKEN), By.CPU.sorted(rows));
        assertEquals(List.of(WEB, DB, BROKEN), By.MEMORY.sorted(rows));
        assertEquals(List.of(WEB, BROKEN, DB), By.UPTIME.sorted(rows));
        assertEquals(rows, By.FAILING.sorted(List.of(DB, WEB, BROKEN)).equals(rows) ? rows : List.of());
        assertEquals(By.NAME, By.UPTIME.next());
        for (By by : By.values()) {
            assertEquals(by, By.of(by.word()));
        }
        assertNull(By.of("age"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "999, 999B", "1000, 1K", "1048576, 1.0M", "5242880, 5.0M", "1073741824, 1.0G"})
    void bytes(long bytes, String words) {
        assertEquals(words, TopScreen.bytes(bytes));
    }
}
