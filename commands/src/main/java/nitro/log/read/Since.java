package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.OptionalLong;
import nitro.log.read.Timestamps.Timestamp;
import nitro.text.Durations;

/** The moment that {@code --since} or {@code --until} names. */
final class Since {
    private static final int DAY_S = 86_400;

    private Since() {}

    /**
     * Nanoseconds since 1970.
     *
     * @param text a time before now, such as {@code 10m} or {@code 1d12h}; or a date, {@code today} or {@code yesterday},
     *     alone or with a time of day, which are local if they name no zone; or a time of day, the last one that is not after
     *     now; or a TAI64N label
     * @throws IllegalArgumentException if it is none of these
     */
    static long parse(String text, long now, LocalZone zone) {
        OptionalLong duration = Durations.seconds(text);
        if (duration.isPresent()) {
            long before = Math.min(duration.getAsLong(), now / Timestamps.SECOND_NS); // not before 1970
            return now - before * Timestamps.SECOND_NS;
        }
        long second = now / Timestamps.SECOND_NS;
        if (text.matches("[0-9]{2}:[0-9]{2}(:[0-9]{2})?")) {
            long today = parse(day(second, zone) + " " + text, now, zone);
            return today <= now ? today : parse(day(second - DAY_S, zone) + " " + text, now, zone);
        }
        // A blank between date and time means local time in logs too.
        String time = text.replaceFirst("^today\\b", day(second, zone))
                .replaceFirst("^yesterday\\b", day(second - DAY_S, zone))
                .replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2})[T_]", "$1 ");
        if (time.length() == "0000-00-00".length()) {
            time += " 00:00:00";
        } else if (time.length() == "0000-00-00 00:00".length()) {
            time += ":00";
        }
        Timestamp stamp = new Timestamps(zone).parse(time.getBytes(ISO_8859_1));
        if (stamp == null || stamp.length() != time.length()) {
            throw new IllegalArgumentException(text);
        }
        return stamp.nanos();
    }

    /** The local date of a moment, in seconds since 1970. */
    private static String day(long second, LocalZone zone) {
        return zone.text(second).substring(0, "0000-00-00".length());
    }
}
