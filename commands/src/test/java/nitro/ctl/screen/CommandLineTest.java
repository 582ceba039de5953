package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of a line. */
class CommandLineTest {
    @Test
    void words() {
        assertEquals(List.of("start", "web"), CommandLine.of("  start \t web ").words());
        assertEquals(
                List.of("a b", "c\"d", "e'f", "g h"),
                CommandLine.of("'a b' 'c\"d' \"e'f\" g\\ h").words());
        assertEquals(List.of("a", ""), CommandLine.of("a ''").words());
        assertEquals(List.of("up", "a#b"), CommandLine.of("up a#b # why").words());
        assertEquals(List.of(), CommandLine.of("").words());
    }

    @Test
    void theWordThatIsTypedAt() {
        assertEquals("we", CommandLine.of("start we").last());
        assertEquals(6, CommandLine.of("start we").start());
        assertEquals(List.of("start"), CommandLine.of("start we").complete());
        assertEquals("", CommandLine.of("start ").last());
        assertEquals(6, CommandLine.of("start ").start());
        assertEquals("a b", CommandLine.of("up 'a b").last());
        assertEquals(3, CommandLine.of("up 'a b").start());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "a b", "it's", "say \"x\"", "back\\slash", "#1", "a#1"})
    void quoted(String word) {
        assertEquals(List.of(word), CommandLine.of(CommandLine.quoted(word)).words());
    }
}
