package nitro.text;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as words: read as {@code 90}, {@code 0.5} or {@code 1h30m}, written as {@code 1h 30m}. */
public final class Durations {
    private static final Pattern DECIMAL = Pattern.compile("(?=\\.?[0-9])([0-9]*)(?:\\.([0-9]*))?");
    private static final Pattern UNITS = Pattern.compile(
            "(?=[0-9])(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");

    private static final long MINUTE_S = 60;
    private static final long HOUR_S = 60 * MINUTE_S;
    private static final long DAY_S = 24 * HOUR_S;

    /** Seconds of each unit, in the pattern's order. */
    private static final long[] SECONDS = {7 * DAY_S, DAY_S, HOUR_S, MINUTE_S, 1};

    /** More seconds than anybody waits, and few enough not to overflow in milliseconds. */
    private static final long MOST_SECONDS = 1L << 40;

    private Durations() {}

    /**
     * Milliseconds of a number of seconds, with a fraction perhaps, or of a duration with units; empty for other words.
     * Digits behind the third of a fraction do not count.
     */
    public static OptionalLong millis(String word) {
        Matcher decimal = DECIMAL.matcher(word);
        if (!decimal.matches()) {
            OptionalLong seconds = seconds(word);
            return seconds.isPresent() ? OptionalLong.of(seconds.getAsLong() * 1000) : seconds;
        }
        String fraction = decimal.group(2) == null ? "" : decimal.group(2);
        long seconds = Math.min(Numbers.count(decimal.group(1)), MOST_SECONDS);
        return OptionalLong.of(seconds * 1000 + Numbers.count((fraction + "000").substring(0, 3)));
    }

    /** Seconds of a duration with units, the larger before the smaller: weeks to seconds; empty for other words. */
    public static OptionalLong seconds(String word) {
        Matcher units = UNITS.matcher(word);
        if (!units.matches()) {
            return OptionalLong.empty();
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String count = units.group(i + 1);
            seconds += count == null ? 0 : Numbers.count(count) * SECONDS[i];
        }
        return OptionalLong.of(seconds);
    }

    /** Seconds as the two largest units: {@code 12s}, {@code 3m 05s}, {@code 2h 07m}, {@code 41d 03h}. */
    public static String text(long seconds) {
        if (seconds < MINUTE_S) {
            return seconds + "s";
        }
        if (seconds < HOUR_S) {
            return seconds / MINUTE_S + "m " + two(seconds % MINUTE_S) + "s";
        }
        if (seconds < DAY_S) {
            return seconds / HOUR_S + "h " + two(seconds % HOUR_S / MINUTE_S) + "m";
        }
        return seconds / DAY_S + "d " + two(seconds % DAY_S / HOUR_S) + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
