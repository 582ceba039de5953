package nitro.engine.output;

import java.nio.ByteBuffer;

/**
 * The last lines that were written, in memory: at most so many lines, and so many bytes. Lines are numbered from 0 on, for
 * readers that come again.
 */
public final class Ring {
    /** A reader of the lines of a ring. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param number the line's own, 0 for the first that the ring was ever given
         * @param origin what it was added with
         * @param nanos when it was read, in nanoseconds since 1970
         * @param complete whether the line ends here; otherwise the next one of its origin goes on with it
         */
        void line(long number, int origin, long nanos, byte[] bytes, boolean complete);
    }

    /** Before each line stand its time, its origin, and its length or, if it does not end there, the length's complement. */
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES;

    private static final int FIRST_BYTES = 1024;

    private final int mostLines;
    private final int mostBytes;
    private final byte[] header = new byte[HEADER_BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(header);
    private byte[] bytes = {};
    /** The places of the first byte kept and of the next one, counted from the first byte that there ever was. */
    private long from;

    private long to;
    private long first;
    private long next;

    /**
     * @param lines how many are kept at most
     * @param size how many bytes they may take, with 16 bytes for each line
     */
    public Ring(int lines, int size) {
        mostLines = lines;
        mostBytes = size;
    }

    /** The longest line that it can keep. */
    public int longestLine() {
        return mostBytes - HEADER_BYTES;
    }

    /** The number of the oldest line that is kept. */
    public long first() {
        return first;
    }

    /** The number that the next line will have. */
    public long next() {
        return next;
    }

    /**
     * Keeps a line, at most {@link #longestLine} of it.
     *
     * @param origin who wrote it, as the caller numbers them
     */
    public void add(Line line, int origin) {
        if (mostLines == 0) {
            next++;
            first = next;
            return;
        }
        int length = Math.min(line.length(), longestLine());
        int size = HEADER_BYTES + length;
        while (next - first == mostLines || to - from + size > mostBytes) {
            dropFirst();
        }
        makeRoom(size);
        fields.putLong(0, line.nanos());
        fields.putInt(Long.BYTES, origin);
        fields.putInt(Long.BYTES + Integer.BYTES, line.isComplete() ? length : ~length);
        append(header, 0, HEADER_BYTES);
        append(line.bytes(), line.from(), length);
        next++;
    }

    /** Shows all lines that are kept, from {@code number} on. */
    public void read(long number, Reader reader) {
        long at = from;
        for (long each = first; each < next; each++) {
            copy(bytes, at, header, HEADER_BYTES);
            int length = length();
            if (each >= number) {
                byte[] line = new byte[length];
                copy(bytes, at + HEADER_BYTES, line, length);
                boolean complete = fields.getInt(Long.BYTES + Integer.BYTES) >= 0;
                reader.line(each, fields.getInt(Long.BYTES), fields.getLong(0), line, complete);
            }
            at += HEADER_BYTES + length;
        }
    }

    /** Of the line whose header was copied last. */
    private int length() {
        int length = fields.getInt(Long.BYTES + Integer.BYTES);
        return length < 0 ? ~length : length;
    }

    private void dropFirst() {
        copy(bytes, from, header, HEADER_BYTES);
        from += HEADER_BYTES + length();
        first++;
    }

    private void makeRoom(int size) {
        int needed = (int) (to - from) + size;
        if (needed <= bytes.length) {
            return;
        }
        byte[] larger = new byte[Math.min(mostBytes, Math.max(FIRST_BYTES, Math.max(needed, bytes.length * 2)))];
        int kept = (int) (to - from);
        copy(bytes, from, larger, kept);
        bytes = larger;
        from = 0;
        to = kept;
    }

    private void append(byte[] source, int begin, int length) {
        int at = (int) (to % bytes.length);
        int before = Math.min(length, bytes.length - at);
        System.arraycopy(source, begin, bytes, at, before);
        System.arraycopy(source, begin + before, bytes, 0, length - before);
        to += length;
    }

    private static void copy(byte[] ring, long place, byte[] target, int length) {
        if (length > 0) {
            int at = (int) (place % ring.length);
            int before = Math.min(length, ring.length - at);
            System.arraycopy(ring, at, target, 0, before);
            System.arraycopy(ring, 0, target, before, length - before);
        }
    }
}
