package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.posix.fake.FakePosix;
import nitro.text.JsonObject;
import nitro.text.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final String TIME = "\"time\":\"1970-01-01T00:00:01.000000Z\",";
    private static final String OURS = "\"service\":\"web\",\"stream\":\"stdout\",";

    private static String put(Layout layout, byte[] line) {
        layout.set(1_000_000_000);
        Output out = new Output(new FakePosix());
        out.reserve(layout.longest(line.length));
        layout.put(line, 0, line.length, true, true, out);
        return new String(out.buffer().bytes(), 0, out.end(), UTF_8);
    }

    private static String json(String line) {
        return put(Layout.json("web", "stdout"), line.getBytes(UTF_8));
    }

    @Test
    void aStampThenThePrefix() {
        assertEquals(
                "1970-01-01_00:00:01.000000 p: line\n",
                put(Layout.lines(Stamp.Style.UNDERSCORE, "p: "), "line\n".getBytes(ISO_8859_1)));
    }

    @Test
    void messages() {
        assertEquals("{" + TIME + OURS + "\"message\":\"\"}\n", json("\n"));
        assertEquals(
                "{" + TIME + OURS + "\"message\":\"a\\\"\\\\\\t\\u0001\u00e9\ud83d\ude00\"}\n",
                json("a\"\\\t\u0001\u00e9\ud83d\ude00\n"));
    }

    @Test
    void whatIsNoUtf8IsReplaced() {
        byte[] line = "a\u00e9\u00ff\u00ed\u00a0\u0080\u00c0\u0080b\n".getBytes(ISO_8859_1);
        assertEquals(
                "{" + TIME + OURS + "\"message\":\"a" + "\ufffd".repeat(7) + "b\"}\n",
                put(Layout.json("web", "stdout"), line));
    }

    @Test
    void anObjectThatIsNoUtf8IsAMessage() {
        assertEquals(
                "{" + TIME + OURS + "\"message\":\"{\\\"a\\\":\\\"\ufffd\\\"}\"}\n",
                put(Layout.json("web", "stdout"), "{\"a\":\"\u00ff\"}\n".getBytes(ISO_8859_1)));
    }

    @Test
    void namesAreEscaped() {
        assertEquals(
                "{" + TIME + "\"service\":\"a\\\"b\ufffd\",\"stream\":\"\\n\",\"message\":\"x\"}\n",
                put(Layout.json("a\"b\u00ff", "\n"), "x\n".getBytes(ISO_8859_1)));
    }

    @Test
    void objectsGetWhatTheyLack() {
        assertEquals("{" + TIME + OURS + "\"a\":1}\n", json("{\"a\":1}\n"));
        assertEquals("{" + TIME + "\"service\":\"web\",\"stream\":\"stdout\"}\n", json("{}\n"));
        assertEquals(
                "{" + TIME + "\"service\":\"web\",\"stream\":\"x\",\"b\":{\"time\":0}}\n",
                json("{ \"stream\":\"x\",\"b\":{\"time\":0}}\n"));
        assertEquals("{\"time\":1,\"stream\":2,\"service\":3}\n", json("{\"time\":1,\"stream\":2,\"service\":3}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "[1]",
                "{\"a\":1}}",
                "{\"a\":tru}",
                "{\"a\":-}",
                "{\"a\":\"\\\"}",
                "{,}",
                "{\"a\":01}",
                "{\"a\":1-2}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":1 \"b\":2}"
            })
    void whatIsNoObjectIsAMessage(String line) {
        assertEquals(true, json(line + "\n").contains("\"message\":"), line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"a\":[1,-0,2.5e+3,7E1,{\"b\":null}],\"c\":\"\\\\\\u00e9\\/\"}",
                " {\"a\":{}} ",
                "{ \"a\" : [ ] , \"b\" : false }"
            })
    void objectsOfAllKinds(String line) {
        byte[] bytes = line.strip().getBytes(UTF_8);
        assertEquals(0, JsonObject.members(bytes, 0, bytes.length));
    }
}
