package nitro.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Test
    void newlinesAreFoundWhereTheyAre() {
        byte[] bytes = new byte[100];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length);
            int to = random.nextInt(from, bytes.length + 1);
            int first = -1;
            int last = -1;
            for (int at = from; at < to; at++) {
                first = bytes[at] == '\n' && first < 0 ? at : first;
                last = bytes[at] == '\n' ? at : last;
            }
            assertEquals(first, ByteSearch.newline(bytes, from, to));
            assertEquals(last, ByteSearch.lastNewline(bytes, from, to));
        }
    }

    @Test
    void aBoundaryIsWithinNoSequence() {
        String text = "a\u00e9\u20ac\ud83d\ude00";
        byte[] bytes = text.repeat(10).getBytes(UTF_8);
        for (int to = 5; to <= bytes.length; to++) {
            int boundary = ByteSearch.boundary(bytes, 0, to);
            assertTrue(boundary > to - 4 && boundary <= to, to + ": " + boundary);
            assertTrue(boundary == bytes.length || (bytes[boundary] & 0xc0) != 0x80, to + ": " + boundary);
        }
    }

    @Test
    void whatIsNoUtf8IsCutAnywhere() {
        byte[] bytes = new byte[20];
        java.util.Arrays.fill(bytes, (byte) 0x80);
        assertEquals(17, ByteSearch.boundary(bytes, 0, 17));
        java.util.Arrays.fill(bytes, (byte) 0xff);
        assertTrue(ByteSearch.boundary(bytes, 0, 17) > 0);
    }
}
