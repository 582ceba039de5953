package nitro.log.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Whether a rotated file is one that we have open: the same inode, or a compressed copy of its content. */
final class SameFile {
    private static final int SAMPLE_BYTES = 1 << 12;

    private SameFile() {}

    static boolean content(LogFile ours, LogFile other) throws IOException {
        if (!other.compressed() || ours.compressed()) {
            return ours.status().sameFile(other.status());
        }
        byte[] one = new byte[SAMPLE_BYTES];
        byte[] two = new byte[SAMPLE_BYTES];
        int length = ours.readAt(0, one);
        int filled = 0;
        while (filled < length) {
            byte[] piece = new byte[length - filled];
            int count = other.read(piece);
            if (count == 0) {
                return false;
            }
            System.arraycopy(piece, 0, two, filled, count);
            filled += count;
        }
        return Arrays.equals(one, two) && size(other) == (int) ours.status().size();
    }

    /** The size of what is compressed, modulo 2^32: the last four bytes of the file, the lowest first (RFC 1952). */
    private static int size(LogFile compressed) throws IOException {
        byte[] last = new byte[Integer.BYTES];
        compressed.readAt(compressed.status().size() - Integer.BYTES, last);
        return ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
