package nitro.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void aQuestionMarkForEachControlCharacter() {
        assertEquals("a?b?c?[d\u00e9", Printable.of("a\nb\tc\u001b[d\u00e9"));
        assertEquals("?", Printable.of("\u007f"));
    }

    @Test
    void aLineKeepsItsTabsAndLosesTheUpperControlCharacters() {
        String line = "a\tb\u001b[1m\u009b2m\u00e9\u20ac";
        assertEquals("a\tb?[1m??2m\u00e9\u20ac", new String(Printable.line(line.getBytes(UTF_8)), UTF_8));
    }
}
