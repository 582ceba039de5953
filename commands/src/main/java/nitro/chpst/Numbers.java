package nitro.chpst;

import java.util.function.Function;
import nitro.posix.ProcessState;

/** Numbers as the tools read them from words: decimal digits, whatever the locale. */
final class Numbers {
    /** One less than what means "leave it" to setuid(2). */
    private static final long LARGEST_ID = 0xffff_fffeL;

    private Numbers() {}

    /** Digits, none of which are 0; too many are as much as there can be. -1 for other words. */
    static long count(String word) {
        long count = 0;
        for (int i = 0; i < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            count = count > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : count * 10 + digit;
        }
        return count;
    }

    /** A limit, without a sign: digits, none of which are 0, as the originals have it; too many are no limit. */
    static long limit(String word) throws Failure {
        if (count(word) < 0) {
            throw Failure.usage(word + ": no number");
        }
        try {
            return word.isEmpty() ? 0 : Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            return ProcessState.UNLIMITED;
        }
    }

    /** A user's or group's number, in the bits of an int; never what was left empty, which would be root. */
    static int id(String word, Function<String, Failure> otherwise) throws Failure {
        long id = count(word);
        if (word.isEmpty() || !isId(id)) {
            throw otherwise.apply(word);
        }
        return (int) id;
    }

    /** Whether a count is one that a user or group can have. */
    static boolean isId(long count) {
        return count >= 0 && count <= LARGEST_ID;
    }

    /** A whole number, with a sign perhaps, that lies within these. */
    static int between(int least, int most, String word, String what) throws Failure {
        boolean negative = word.startsWith("-");
        String digits = negative || word.startsWith("+") ? word.substring(1) : word;
        long count = digits.isEmpty() ? -1 : count(digits);
        long number = negative ? -count : count;
        if (count < 0 || number < least || number > most) {
            throw Failure.usage(word + ": " + what + " is a number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** What is added to the nice value: digits with a sign perhaps; as much as there can be for too many. */
    static int increment(String word) throws Failure {
        boolean negative = word.startsWith("-");
        long count = count(negative || word.startsWith("+") ? word.substring(1) : word);
        if (count < 0) {
            throw Failure.usage(word + ": no number to add to the nice value");
        }
        int range = 40;
        int step = (int) Math.min(count, range);
        return negative ? -step : step;
    }
}
