package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of a terminal and the keys that they are, however they are cut. */
class KeysTest {
    private static List<String> keys(Keys keys, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return keys.of(bytes, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "[A, Up",
        "OB, Down",
        "[C, Right",
        "[1;5D, C-Left",
        "[3~, Delete",
        "[5~, PageUp",
        "[H, Home",
        "[4~, End",
        "[Z, BackTab",
        "b, M-b"
    })
    void sequences(String sequence, String key) {
        assertEquals(List.of(key), keys(new Keys(true), "\033" + sequence));
        Keys bitwise = new Keys(true);
        List<String> found = new ArrayList<>();
        for (char c : ("\033" + sequence).toCharArray()) {
            found.addAll(keys(bitwise, String.valueOf(c)));
        }
        assertEquals(List.of(key), found);
    }

    @Test
    void controls() {
        assertEquals(
                List.of("C-a", "Enter", "Enter", "Tab", "Backspace", "Backspace", "x"),
                keys(new Keys(true), "\001\r\n\t\177\bx"));
    }

    @Test
    void anEscapeAloneIsUndecided() {
        Keys keys = new Keys(true);
        assertEquals(List.of(), keys(keys, "\033"));
        assertTrue(keys.isUndecided());
        assertEquals(List.of("Escape"), keys.decide());
        assertFalse(keys.isUndecided());
    }

    @Test
    void charactersOfMoreBytes() {
        assertEquals(List.of("\u00e9", "\u20ac", "\ud83d\ude00"), keys(new Keys(true), "\u00e9\u20ac\ud83d\ude00"));
        assertEquals(List.of(), keys(new Keys(false), "\u00e9"), "no key where there is no UTF-8");
    }

    @Test
    void whatIsUnknownIsNoKey() {
        assertEquals(List.of("x"), keys(new Keys(true), "\033[99~\033[?1;2cx"));
    }
}
