package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nitro.log.read.Timestamps.Timestamp;

/** The moment that {@code --since} names. */
final class Since {
    private static final Pattern DURATION = Pattern.compile(
            "(?=[0-9])(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");

    private static final long[] SECONDS = {7 * 86_400, 86_400, 3600, 60, 1};

    private Since() {}

    /**
     * Nanoseconds since 1970.
     *
     * @param text a time before now, such as {@code 10m} or {@code 1d12h}; or a date, or a date and a time of day, which
     *     are local if they name no zone; or a TAI64N label
     * @throws IllegalArgumentException if it is none of these
     */
    static long parse(String text, long now, Zone zone) {
        Matcher duration = DURATION.matcher(text);
        if (duration.matches()) {
            long before = 0;
            for (int i = 0; i < SECONDS.length; i++) {
                String count = duration.group(i + 1);
                before += count == null ? 0 : Long.parseLong(count) * SECONDS[i];
            }
            return now - Math.min(before, now / Timestamps.SECOND) * Timestamps.SECOND; // not before 1970
        }
        // A blank between date and time means local time in logs too.
        String time = text.replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2})[T_]", "$1 ");
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
}
