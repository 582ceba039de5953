package nitro.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in bytes, eight at a time. */
public final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    private ByteSearch() {}

    /** Where the first newline is; -1 if there is none before {@code to}. */
    public static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long odd = (long) LONGS.get(bytes, at) ^ NEWLINES; // a byte of it is 0 where there is a newline
            long found = odd - ONES & ~odd & HIGH; // right up to the first one
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** Where the last newline is; -1 if there is none from {@code from} on. */
    public static int lastNewline(byte[] bytes, int from, int to) {
        for (int at = to - 1; at >= from; at--) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** The last place not beyond {@code to} that is not within a sequence of UTF-8; {@code to} if it is none of UTF-8. */
    public static int boundary(byte[] bytes, int from, int to) {
        for (int at = to - 1; at >= Math.max(from + 1, to - 3); at--) {
            int lead = bytes[at] & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return at + length > to ? at : to;
            }
            if (lead < 0x80) {
                return to;
            }
        }
        return to;
    }
}
