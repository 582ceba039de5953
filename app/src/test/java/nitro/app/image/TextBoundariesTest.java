package nitro.app.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the JDK's own, for what help texts and lines of a shell are made of. */
class TextBoundariesTest {
    private static List<Integer> boundaries(BreakIterator iterator, String text) {
        iterator.setText(text);
        List<Integer> found = new ArrayList<>();
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            found.add(at);
        }
        for (int at = iterator.last(); at != BreakIterator.DONE; at = iterator.previous()) {
            found.add(at);
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "two words", "  two   blanks ", "start, and wait: until it is\nready."})
    void lines(String text) {
        assertEquals(
                boundaries(BreakIterator.getLineInstance(Locale.ROOT), text),
                boundaries(new TextBoundaries(true), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e9te\u0301s", "\ud83d\ude00!", "\u4e2d\u6587"})
    void characters(String text) {
        assertEquals(
                boundaries(BreakIterator.getCharacterInstance(Locale.ROOT), text),
                boundaries(new TextBoundaries(false), text));
    }
}
