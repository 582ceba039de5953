package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Local time, as the system's zone has it: read from a TZif file (tzfile(5), RFC 9636).
 *
 * <p>Java's own database of zones is not used: in the native image it costs more than this, and it knows a zone only by
 * a name, where a container often has nothing but {@code /etc/localtime}.
 */
public final class LocalZone {
    /** Coordinated Universal Time. */
    public static final LocalZone UTC = new LocalZone(new long[0], new int[0], 0, null);

    private static final String LOCAL = "/etc/localtime";
    private static final String DATABASE = "/usr/share/zoneinfo/";
    private static final int LARGEST = 1 << 20;
    private static final int HEADER = 44;

    private final long[] transitions;
    private final int[] offsets;
    private final int first;
    private final @Nullable ZoneRule rule;

    /**
     * @param transitions when the offset changes, in seconds since 1970, ascending
     * @param offsets from each of them on, in seconds east of Greenwich
     * @param first the offset before the first of them
     * @param rule what holds after the last of them; null if its offset does
     */
    private LocalZone(long[] transitions, int[] offsets, int first, @Nullable ZoneRule rule) {
        this.transitions = transitions;
        this.offsets = offsets;
        this.first = first;
        this.rule = rule;
    }

    /**
     * The zone that {@code TZ} names (tzset(3)): a file, one of the database, or a rule; if it is empty, the system's own.
     * UTC if there is none.
     */
    public static LocalZone find(String tz, ClientPosix posix) {
        String name = tz.startsWith(":") ? tz.substring(1) : tz;
        LocalZone zone = fromFile(name.isEmpty() ? LOCAL : name.startsWith("/") ? name : DATABASE + name, posix);
        if (zone != null) {
            return zone;
        }
        ZoneRule rule = ZoneRule.parse(name);
        return rule == null ? UTC : new LocalZone(new long[0], new int[0], 0, rule);
    }

    private static @Nullable LocalZone fromFile(String path, ClientPosix posix) {
        try {
            return read(posix.head(path, LARGEST));
        } catch (ErrnoException e) {
            return null;
        }
    }

    /** The zone in the bytes of a TZif file; null if it is none. */
    static @Nullable LocalZone read(byte[] file) {
        try {
            return read(ByteBuffer.wrap(file));
        } catch (RuntimeException e) {
            return null; // its numbers lead beyond its end
        }
    }

    private static @Nullable LocalZone read(ByteBuffer in) {
        if (in.remaining() < HEADER || in.getInt(0) != 0x545a6966) { // "TZif"
            return null;
        }
        if (in.get(4) == 0) {
            return block(in, 0, Integer.BYTES, false);
        }
        return block(in, end(in, 0, Integer.BYTES), Long.BYTES, true);
    }

    /** Where the block whose header begins at {@code at} ends; its times have so many bytes. */
    private static int end(ByteBuffer in, int at, int width) {
        int universal = in.getInt(at + 20);
        int standard = in.getInt(at + 24);
        int leaps = in.getInt(at + 28);
        int times = in.getInt(at + 32);
        int types = in.getInt(at + 36);
        int letters = in.getInt(at + 40);
        return at + HEADER + times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard + universal;
    }

    private static LocalZone block(ByteBuffer in, int at, int width, boolean footer) {
        int count = in.getInt(at + 32);
        int times = at + HEADER;
        int types = times + count * (width + 1);
        long[] transitions = new long[count];
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            transitions[i] = width == Long.BYTES ? in.getLong(times + i * width) : in.getInt(times + i * width);
            offsets[i] = in.getInt(types + 6 * (in.get(times + count * width + i) & 0xff));
        }
        ZoneRule rule = null;
        if (footer) {
            byte[] rest = new byte[in.limit() - end(in, at, width)];
            in.get(end(in, at, width), rest);
            rule = ZoneRule.parse(new String(rest, ISO_8859_1).strip());
        }
        return new LocalZone(transitions, offsets, in.getInt(types), rule);
    }

    /** Seconds east of Greenwich at a moment, in seconds since 1970. */
    public int offsetAt(long seconds) {
        int at = Arrays.binarySearch(transitions, seconds);
        int last = at >= 0 ? at : -at - 2;
        if (last == transitions.length - 1 && rule != null) {
            return rule.offsetAt(seconds);
        }
        return last < 0 ? first : offsets[last];
    }

    /** A moment as people write it in this zone, to the second: {@code 2026-11-21 04:30:00}. */
    public String text(long seconds) {
        return append(new StringBuilder(19), seconds, ' ').toString();
    }

    /** Date and time of day of a moment in this zone. */
    StringBuilder append(StringBuilder text, long seconds, char between) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds + offsetAt(seconds), 0, ZoneOffset.UTC);
        padded(text, time.getYear(), 4).append('-');
        padded(text, time.getMonthValue(), 2).append('-');
        padded(text, time.getDayOfMonth(), 2).append(between);
        padded(text, time.getHour(), 2).append(':');
        padded(text, time.getMinute(), 2).append(':');
        return padded(text, time.getSecond(), 2);
    }

    /** A moment in nanoseconds since 1970, to the nanosecond, with {@code between} between date and time of day. */
    String time(long nanos, char between) {
        long rest = Math.floorMod(nanos, Timestamps.SECOND_NS);
        StringBuilder text = append(new StringBuilder(29), Math.floorDiv(nanos, Timestamps.SECOND_NS), between);
        String digits = Long.toString(rest);
        return text.append('.').repeat('0', 9 - digits.length()).append(digits).toString();
    }

    private static StringBuilder padded(StringBuilder to, int number, int width) {
        String digits = Integer.toString(number);
        return to.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }

    /** The moment of a local time, given as if it were UTC's; one of both where it comes twice. */
    public long toUniversal(long local) {
        return local - offsetAt(local - offsetAt(local));
    }
}
