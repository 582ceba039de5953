package nitro.text;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as words: {@code 90}, {@code 0.5}, {@code 1h30m}. */
public final class Durations {
    private static final Pattern DECIMAL = Pattern.compile("(?=\\.?[0-9])([0-9]*)(?:\\.([0-9]*))?");
    private static final Pattern UNITS = Pattern.compile(
            "(?=[0-9])(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");

    /** Seconds of each unit, in the pattern's order. */
    private static final long[] SECONDS = {7 * 86_400, 86_400, 3600, 60, 1};

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
}
