package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import nitro.text.Search;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted.
 *
 * @param last so many of each log, and all that follow
 * @param since none from before this, in nanoseconds since 1970; {@link #ALWAYS} for no limit
 * @param until none from this moment or later, in nanoseconds since 1970; {@link #NEVER} for no limit. With one, lines without
 *     a time do not count for {@code last}, since it is not known which of them are from later
 * @param grep only those in which this is found; null for all
 */
public record WantedLines(
        long last, long since, long until, @Nullable Pattern grep) {
    /** No limit of {@link #last}. */
    public static final long ALL = Long.MAX_VALUE;

    /** No limit of {@link #since}. */
    public static final long ALWAYS = Long.MIN_VALUE;

    /** No limit of {@link #until}. */
    static final long NEVER = Long.MAX_VALUE;

    /** Up to now, and all that follows. */
    public WantedLines(long last, long since, @Nullable Pattern grep) {
        this(last, since, NEVER, grep);
    }

    boolean matches(byte[] line) {
        return grep == null || Search.isFound(grep, text(line), true);
    }

    /** Whether a line of this time is too old; one without any is not. */
    boolean isTooOld(long time) {
        return time != Timestamps.NONE && time < since;
    }

    /** Whether a line of this time is too new; one without any is not. */
    boolean isTooNew(long time) {
        return time != Timestamps.NONE && time >= until;
    }

    /** Whether a line of this time, or of none, counts for {@link #last}. */
    boolean counts(long time) {
        return until == NEVER || time != Timestamps.NONE && time < until;
    }

    /** The characters of a line, which is UTF-8 if it is anything. */
    static String text(byte[] line) {
        for (byte b : line) {
            if (b < 0) {
                return new String(line, UTF_8);
            }
        }
        return new String(line, ISO_8859_1); // less work for what most lines are
    }
}
