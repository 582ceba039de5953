package nitro.engine.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Line line = new Line();

    private void add(Ring ring, String text, int origin, long nanos, boolean complete) {
        byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
        line.set(bytes, 1, bytes.length - 1, complete);
        line.readAt(nanos);
        ring.add(line, origin);
    }

    private static List<String> from(Ring ring, long number) {
        List<String> all = new ArrayList<>();
        ring.read(
                number,
                (each, origin, nanos, bytes, complete) -> all.add(each + " " + origin + " " + nanos + " "
                        + new String(bytes, ISO_8859_1) + (complete ? "" : "...")));
        return all;
    }

    @Test
    void keepsTheLastLines() {
        Ring ring = new Ring(2, 1000);
        add(ring, "a", 1, 10, true);
        add(ring, "b", 2, 20, false);
        assertEquals(List.of("0 1 10 a", "1 2 20 b..."), from(ring, 0));
        add(ring, "", 1, 30, true);
        assertEquals(List.of("1 2 20 b...", "2 1 30 "), from(ring, 0));
        assertEquals(List.of("2 1 30 "), from(ring, 2));
        assertEquals(List.of(), from(ring, 3));
        assertEquals(1, ring.first());
        assertEquals(3, ring.next());
    }

    @Test
    void aRingOfNoLinesCountsThem() {
        Ring ring = new Ring(0, 1000);
        add(ring, "a", 1, 10, true);
        assertEquals(List.of(), from(ring, 0));
        assertEquals(1, ring.next());
    }

    @Test
    void aLineThatIsTooLongIsCut() {
        Ring ring = new Ring(5, 20);
        add(ring, "a", 1, 10, true);
        add(ring, "12345", 1, 10, true);
        assertEquals(List.of("1 1 10 1234"), from(ring, 0));
    }

    @Test
    void keepsWhatAQueueWouldKeep() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 300; round++) {
            int lines = 1 + random.nextInt(20);
            int size = 64 + random.nextInt(3000);
            Ring ring = new Ring(lines, size);
            Deque<String> expected = new ArrayDeque<>();
            Deque<Integer> sizes = new ArrayDeque<>();
            for (int i = 0; i < 300; i++) {
                String text = "x".repeat(random.nextInt(48)) + (char) random.nextInt(256);
                text = text.substring(0, Math.min(text.length(), ring.longestLine()));
                add(ring, text, i, -i, true);
                expected.add(i + " " + i + " " + -i + " " + text);
                sizes.add(16 + text.length());
                while (expected.size() > lines
                        || sizes.stream().mapToInt(n -> n).sum() > size) {
                    expected.remove();
                    sizes.remove();
                }
                if (random.nextInt(10) == 0) {
                    assertEquals(List.copyOf(expected), from(ring, 0));
                }
            }
            assertTrue(ring.next() == 300 && ring.first() == 300 - expected.size());
        }
    }
}
