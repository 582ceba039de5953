package nitro.spat;

import java.util.Random;
import java.util.stream.Stream;

/** What the tests of the wire format share: bytes as they are written in the specification, names, and noise. */
final class Wire {
    private static final int[] KNOWN_BYTES = {
        0, 1, 2, 4, 9, 80, 81, 82, 100, 101, 102, 109, 120, 129, 160, 174, 254, 255
    };

    private Wire() {}

    /** Bytes from hexadecimal numbers and characters in quotes, with a space between. */
    static byte[] bytes(String text) {
        String[] words = text.split(" ");
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = (byte) (words[i].startsWith("'") ? words[i].charAt(1) : Integer.parseInt(words[i], 16));
        }
        return bytes;
    }

    /** Names of all lengths up to 64 bytes, of any bytes but NUL. */
    static Stream<String> names(int shortest) {
        Random random = new Random(1);
        return Stream.iterate(shortest, n -> n <= 64, n -> n + 1).map(length -> name(random, length));
    }

    static String name(Random random, int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append((char) (1 + random.nextInt(255)));
        }
        return name.toString();
    }

    /** Up to 64 bytes, some of which are likely to mean something. */
    static byte[] random(Random random) {
        byte[] data = new byte[random.nextInt(65)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte)
                    (random.nextBoolean() ? KNOWN_BYTES[random.nextInt(KNOWN_BYTES.length)] : random.nextInt(256));
        }
        return data;
    }
}
