package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Self;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Style UNICODE = new Style(false, true);

    private static Style style(String... environment) {
        PrintStream none = System.err;
        return Style.of(
                new Invocation("nitroctl", List.of(), List.of(environment), new Self("/n", List.of()), none, none));
    }

    @Test
    void theFirstLocaleThatIsSetCounts() {
        assertTrue(style("LANG=de_DE.UTF-8").unicode());
        assertTrue(style("LANG=C", "LC_CTYPE=C.utf8").unicode());
        assertFalse(style("LANG=de_DE.UTF-8", "LC_ALL=C").unicode());
        assertTrue(style("LANG=de_DE.UTF-8", "LC_ALL=").unicode());
        assertFalse(style().unicode());
    }

    @Test
    void coloursAreForTerminalsThatHaveThemAndPeopleWhoWantThem() {
        assertTrue(style("TERM=xterm", "NO_COLOR=").colour());
        assertFalse(style("TERM=xterm", "NO_COLOR=1").colour());
        assertFalse(style("TERM=dumb").colour());
        assertFalse(style().colour());
    }

    @Test
    void bytesThatAreTextAreShownAsIt() {
        assertEquals("caf\u00e9", Text.visible(Text.bytes("caf\u00e9"), UNICODE));
        assertEquals("caf\\xc3\\xa9", Text.visible(Text.bytes("caf\u00e9"), Style.PLAIN));
    }

    @Test
    void whatControlsATerminalNeverReachesIt() {
        assertEquals("a\\x1b[2Jb\\x0a\\x7f", Text.visible("a\033[2Jb\n\177", UNICODE));
        assertEquals("\\x9b", Text.visible("\u009b", UNICODE));
        assertEquals("\\xc2\\x9b", Text.visible("\u00c2\u009b", UNICODE));
        assertEquals("\\xe2\\x80\\xaex", Text.visible(Text.bytes("\u202ex"), UNICODE));
    }

    @Test
    void widthIsInCells() {
        assertEquals(3, Text.width("abc"));
        assertEquals(4, Text.width("\u65e5\u672c"));
        assertEquals(1, Text.width("e\u0301"));
        assertEquals(2, Text.width("\ud83d\ude80"));
    }

    @Test
    void whatDoesNotFitIsCutVisibly() {
        assertEquals("abc", Text.cut("abc", 3, UNICODE));
        assertEquals("ab\u2026", Text.cut("abcd", 3, UNICODE));
        assertEquals("ab~", Text.cut("abcd", 3, Style.PLAIN));
        assertEquals("\u65e5\u2026", Text.cut("\u65e5\u672c\u8a9e", 4, UNICODE));
        assertEquals("", Text.cut("abcd", 0, UNICODE));
    }
}
