package nitro.engine.output;

/** Bytes that were read and not yet handed on: the beginning of a line, or lines for which there was no room. */
final class Backlog {
    /** Bytes of an empty array that are kept; a larger array is dropped. */
    private static final int KEPT_BYTES = 4 * 1024;

    /** How many bytes a new array has beyond what is needed, so that not every read needs a new one. */
    private static final int LEAST_SPARE = 128;

    private static final int MOST_SPARE = 1024 * 1024;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int from;
    private int to;

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    void append(byte[] source, int begin, int end) {
        int count = end - begin;
        if (count > bytes.length - to) {
            makeRoom(count);
        }
        System.arraycopy(source, begin, bytes, to, count);
        to += count;
    }

    private void makeRoom(int count) {
        int needed = size() + count;
        byte[] target = needed <= bytes.length ? bytes : new byte[needed + Math.clamp(needed, LEAST_SPARE, MOST_SPARE)];
        System.arraycopy(bytes, from, target, 0, size());
        to = size();
        from = 0;
        bytes = target;
    }

    /** Forgets all before {@code place}. */
    void dropTo(int place) {
        from = place;
        if (from == to) {
            from = 0;
            to = 0;
            if (bytes.length > KEPT_BYTES) {
                bytes = NONE;
            }
        }
    }
}
