package nitro.front.dinit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

@Spec("dinit 7.5")
class JsonNameTest {
    private static String quoted(String name) {
        return JsonName.quoted(new String(name.getBytes(UTF_8), ISO_8859_1));
    }

    @Test
    void asciiIsEscapedWhereItMust() {
        assertEquals(
                "\"a\\\"\\\\\\n\\r\\t\\u0000\\u0008\\u000c\\u001f\\u003c\\u003e\\u0026/\u007f\"",
                quoted("a\"\\\n\r\t\0\b\f\u001f<>&/\u007f"));
    }

    @Test
    void whatIsUtf8StaysAndTheRestIsReplaced() {
        assertEquals(
                "\"\u00e9\u20ac\\u2028\\u2029\u202a\ud83d\ude00\"",
                new String(quoted("\u00e9\u20ac\u2028\u2029\u202a\ud83d\ude00").getBytes(ISO_8859_1), UTF_8));
        assertEquals(
                "\"a\ufffd\ufffdb\"",
                new String(JsonName.quoted("a\u00ff\u00c3b").getBytes(ISO_8859_1), UTF_8));
    }
}
