package nitro.engine.output;

/**
 * A line that a program has written, as a sink sees it: only during the call, since the object and the array are used
 * again for the next one.
 */
public final class Line {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int from;
    private int to;
    private boolean complete;
    private long nanos;

    void set(byte[] holder, int begin, int end, boolean ends) {
        bytes = holder;
        from = begin;
        to = end;
        complete = ends;
    }

    void readAt(long wallClock) {
        nanos = wallClock;
    }

    /** Where the line stands, among other bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Its first byte's place. */
    public int from() {
        return from;
    }

    /** The place behind its last byte; there stands no newline before it. */
    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    /** Whether it ends here; otherwise it was longer than its sink takes, and the next one goes on with it. */
    public boolean isComplete() {
        return complete;
    }

    /** When it was read, in nanoseconds since 1970. */
    public long nanos() {
        return nanos;
    }
}
