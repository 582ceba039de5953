package nitro.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of byte strings, in which each char is a byte. */
class JsonTest {
    @Test
    void membersElementsAndNesting() {
        Json json = new Json().beginObject().member("a", 1).name("b").beginArray();
        json.text("x").number(2).beginObject().endObject().endArray();
        json.member("c", true).none("d").name("e").beginArray().endArray().endObject();
        assertEquals("{\"a\":1,\"b\":[\"x\",2,{}],\"c\":true,\"d\":null,\"e\":[]}", json.toString());
    }

    @Test
    void whatJsonForbidsIsEscaped() {
        assertEquals(
                "\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\b\\f/\"",
                new Json().text("\"\\\n\r\t\0\u001b\u007f\b\f/").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c3\u00a9",
                "\u00e0\u00a0\u0080",
                "\u00ed\u009f\u00bf",
                "\u00f0\u009f\u0090\u00a7",
                "\u00f4\u008f\u00bf\u00bf"
            })
    void utf8StaysAsItIs(String bytes) {
        assertEquals(
                "{\"n\":\"" + bytes + "\"}",
                new Json().beginObject().member("n", bytes).endObject().toString());
    }

    /** Overlong forms, surrogates, characters beyond the last, lone and missing continuations. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u0080",
                "\u00c3",
                "\u00c0\u00af",
                "\u00e0\u009f\u00bf",
                "\u00ed\u00a0\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00e2\u0082"
            })
    void otherBytesAreReplacedOneByOneAndKeptInHex(String bytes) {
        StringBuilder hex = new StringBuilder();
        bytes.chars().forEach(c -> hex.append(String.format("%02x", c)));
        String replaced = "\u00ef\u00bf\u00bd".repeat(bytes.length());
        assertEquals(
                "{\"n\":\"a" + replaced + "b\",\"n_hex\":\"61" + hex + "62\"}",
                new Json()
                        .beginObject()
                        .member("n", "a" + bytes + "b")
                        .endObject()
                        .toString());
    }
}
