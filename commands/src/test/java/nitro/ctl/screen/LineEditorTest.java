package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nitro.ctl.screen.LineEditor.Result;
import nitro.ctl.screen.Offer.Candidate;
import org.junit.jupiter.api.Test;

/** Keys and what they make of a line; the lines of a screen. */
class LineEditorTest {
    private static final Style ASCII = Style.PLAIN;
    private static final Style COLOURED = new Style(true, false);

    private final List<String> history = new ArrayList<>(List.of("start web", "list", "start cache"));
    private final LineEditor editor = new LineEditor(history, LineEditorTest::offer);

    private static Offer offer(String line) {
        int start = line.lastIndexOf(' ') + 1;
        List<Candidate> all = new ArrayList<>();
        for (String word : List.of("start", "status", "stop")) {
            if (word.startsWith(line.substring(start))) {
                all.add(new Candidate(word, "does " + word));
            }
        }
        return new Offer(start, all);
    }

    private void press(String... keys) {
        for (String key : keys) {
            assertEquals(Result.EDITING, editor.key(key), key);
        }
    }

    private void type(String text) {
        text.chars().forEach(c -> press(String.valueOf((char) c)));
    }

    private List<String> lines(Style style) {
        return editor.view("> ", 24, 40, style).lines();
    }

    @Test
    void charactersGoInAtTheCursor() {
        type("abd");
        press("Left");
        type("c");
        assertEquals("abcd", editor.text());
        assertEquals(2 + 3, editor.view("> ", 24, 40, ASCII).column());
        press("Home", "Delete", "End", "Backspace");
        assertEquals("bc", editor.text());
    }

    @Test
    void wordsAreKilledAndComeBack() {
        type("one two three");
        press("C-w", "C-w");
        assertEquals("one ", editor.text());
        press("C-y", "Home", "M-d");
        assertEquals(" two ", editor.text());
        press("C-u");
        assertEquals(" two ", editor.text());
        press("End", "C-u");
        assertEquals("", editor.text());
    }

    @Test
    void theEndOfALine() {
        type("x");
        assertEquals(Result.EDITING, editor.key("C-d"));
        assertEquals(Result.LINE, editor.key("Enter"));
        assertEquals(Result.INTERRUPTED, editor.key("C-c"));
        editor.reset();
        assertEquals(Result.END, editor.key("C-d"));
        assertEquals(Result.CLEAR, editor.key("C-l"));
    }

    @Test
    void upLooksForLinesThatBeginAsThisOne() {
        type("star");
        press("Up");
        assertEquals("start cache", editor.text());
        press("Up");
        assertEquals("start web", editor.text());
        press("Up");
        assertEquals("start web", editor.text());
        press("Down", "Down");
        assertEquals("star", editor.text());
    }

    @Test
    void theHistorySuggestsAndRightTakesIt() {
        type("start ");
        assertEquals(List.of("\033[1m> \033[0mstart \033[2mcache\033[0m"), lines(COLOURED));
        assertEquals(List.of("> start "), lines(ASCII), "it could be taken for what was typed");
        press("Right");
        assertEquals("start cache", editor.text());
    }

    @Test
    void tabTakesWhatIsSureAndListsTheRest() {
        type("s");
        press("Tab");
        assertEquals("st", editor.text());
        assertEquals(
                List.of("> st", "  start   does start", "  status  does status", "  stop    does stop"), lines(ASCII));
        press("Tab");
        assertEquals("start", editor.text());
        assertEquals("> start   does start", lines(ASCII).get(1));
        press("BackTab");
        assertEquals("stop", editor.text());
        press("Enter");
        assertEquals("stop ", editor.text());
        assertEquals(List.of("> stop "), lines(ASCII));
    }

    @Test
    void theOnlyOneIsTaken() {
        type("sto");
        press("Tab");
        assertEquals("stop ", editor.text());
    }

    @Test
    void aLongLineIsSeenAroundItsCursor() {
        type("0123456789012345678901234567890123456789abc");
        var view = editor.view("> ", 24, 20, ASCII);
        assertEquals(List.of("> 7890123456789abc"), view.lines());
        assertEquals(18, view.column());
        press("Home");
        assertEquals(
                "> 01234567890123456", editor.view("> ", 24, 20, ASCII).lines().getFirst());
    }
}
