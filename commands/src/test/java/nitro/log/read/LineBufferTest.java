package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBufferTest {
    /** However the content is cut into pieces, the lines are the same. */
    @Test
    void anyPieces() {
        Random random = new Random(8);
        for (int round = 0; round < 50; round++) {
            StringBuilder content = new StringBuilder();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                lines.add("y".repeat(random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(50)));
                content.append(lines.getLast()).append('\n');
            }
            byte[] bytes = (content + "rest").getBytes(ISO_8859_1);
            LineBuffer buffer = new LineBuffer();
            List<String> found = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(20_000));
                buffer.add(Arrays.copyOfRange(bytes, at, at + length), length);
                at += length;
                for (byte[] line = buffer.next(); line != null; line = buffer.next()) {
                    found.add(new String(line, ISO_8859_1));
                }
            }
            assertEquals(lines, found);
            assertArrayEquals("rest".getBytes(ISO_8859_1), buffer.rest());
            assertNull(buffer.rest());
            assertNull(buffer.next());
        }
    }
}
