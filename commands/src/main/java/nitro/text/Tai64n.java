package nitro.text;

import java.nio.charset.StandardCharsets;

/**
 * TAI64N labels, as logs and the names of their files have them: {@code @}, then seconds and nanoseconds as 24
 * hexadecimal digits.
 *
 * <p>As daemontools and runit do, and unlike the definition of TAI, we put 10 seconds between the label and the system's
 * clock at any time, leap seconds or not: what one of these tools writes the others read. Moments are nanoseconds since
 * 1970 on the system's clock, which a long holds until the year 2262.
 */
public final class Tai64n {
    /** Bytes of a label with its {@code @}. */
    public static final int LENGTH = 25;

    /** What {@link #parse} returns where there is no label. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long EPOCH = (1L << 62) + 10;
    private static final long SECOND_NS = 1_000_000_000;
    private static final int SECONDS_DIGITS = 16;
    private static final int NANOS_DIGITS = 8;

    private Tai64n() {}

    /** Writes the label of a moment, {@link #LENGTH} bytes, and makes no garbage. */
    public static void put(long nanos, byte[] to, int offset) {
        to[offset] = '@';
        digits(EPOCH + Math.floorDiv(nanos, SECOND_NS), to, offset + 1, SECONDS_DIGITS);
        digits(Math.floorMod(nanos, SECOND_NS), to, offset + 1 + SECONDS_DIGITS, NANOS_DIGITS);
    }

    /** The label of a moment. */
    public static String format(long nanos) {
        byte[] label = new byte[LENGTH];
        put(nanos, label, 0);
        return new String(label, StandardCharsets.ISO_8859_1);
    }

    /** The moment of the label that begins at {@code offset}; {@link #NONE} if none does, or none that a long can hold. */
    public static long parse(byte[] from, int offset) {
        if (offset < 0 || from.length - offset < LENGTH || from[offset] != '@') {
            return NONE;
        }
        long seconds = number(from, offset + 1, SECONDS_DIGITS);
        long nanos = number(from, offset + 1 + SECONDS_DIGITS, NANOS_DIGITS);
        long since = seconds - EPOCH;
        boolean valid = seconds >= 0 && nanos >= 0 && nanos < SECOND_NS && Math.abs(since) < Long.MAX_VALUE / SECOND_NS;
        return valid ? since * SECOND_NS + nanos : NONE;
    }

    /** The moment of the label that a byte string begins with, such as the name of a rotated file; or {@link #NONE}. */
    public static long parse(String text) {
        return parse(text.substring(0, Math.min(LENGTH, text.length())).getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private static void digits(long number, byte[] to, int offset, int count) {
        long rest = number;
        for (int i = offset + count - 1; i >= offset; i--) {
            int digit = (int) rest & 15;
            to[i] = (byte) (digit + (digit < 10 ? '0' : 'a' - 10));
            rest >>>= 4;
        }
    }

    /** Less than 0 if one of them is no digit, or the number is not below 2^63. */
    private static long number(byte[] from, int offset, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(from[offset + i], 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }
}
