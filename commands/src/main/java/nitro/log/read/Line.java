package nitro.log.read;

/** A line of a log. */
final class Line {
    /** Without its newline. */
    final byte[] text;

    /**
     * Nanoseconds since 1970; of a line that has no time, that of the one before; {@link Timestamps#NONE} if that has none
     * either.
     */
    final long time;

    /** The length of the time that it begins with, 0 if it begins with none. */
    final int stamp;

    Line(byte[] text, long time, int stamp) {
        this.text = text;
        this.time = time;
        this.stamp = stamp;
    }

    /** Whether it begins with a TAI64N label, which nobody reads as it is. */
    boolean isLabelled() {
        return stamp > 0 && text[0] == '@';
    }
}
