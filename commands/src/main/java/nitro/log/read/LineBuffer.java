package nitro.log.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes a file's content in pieces and gives its lines, of any length. */
final class LineBuffer {
    private byte[] bytes = new byte[1 << 16];
    private int begin;
    private int end;
    /** Up to here there is no newline. */
    private int searched;

    void add(byte[] piece, int length) {
        if (bytes.length - end < length) {
            int held = end - begin;
            byte[] to = held + length > bytes.length ? new byte[Math.max(held + length, 2 * held)] : bytes;
            System.arraycopy(bytes, begin, to, 0, held);
            bytes = to;
            searched -= begin;
            begin = 0;
            end = held;
        }
        System.arraycopy(piece, 0, bytes, end, length);
        end += length;
    }

    /** The next line without its newline; null if none is complete. */
    byte @Nullable [] next() {
        for (; searched < end; searched++) {
            if (bytes[searched] == '\n') {
                byte[] line = Arrays.copyOfRange(bytes, begin, searched);
                begin = ++searched;
                return line;
            }
        }
        return null;
    }

    /** Takes the half line that is left; null if there is none. */
    byte @Nullable [] rest() {
        byte[] rest = begin == end ? null : Arrays.copyOfRange(bytes, begin, end);
        clear();
        return rest;
    }

    void clear() {
        begin = 0;
        end = 0;
        searched = 0;
    }
}
