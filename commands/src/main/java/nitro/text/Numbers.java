package nitro.text;

/** Numbers read from words: decimal digits, whatever the locale. */
public final class Numbers {
    private static final String UNITS = "kmg";

    private Numbers() {}

    /** Parses decimal digits. The empty string is 0, a number too large becomes Long.MAX_VALUE, other words are -1. */
    public static long count(String word) {
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

    /**
     * Parses digits with a unit of 1024 behind them perhaps, {@code k}, {@code m} or {@code g} in either case. A number too
     * large becomes Long.MAX_VALUE; -1 for other words.
     */
    public static long withUnit(String word) {
        int unit = word.isEmpty() ? 0 : UNITS.indexOf(Character.toLowerCase(word.charAt(word.length() - 1))) + 1;
        String digits = unit > 0 ? word.substring(0, word.length() - 1) : word;
        long count = digits.isEmpty() ? -1 : count(digits);
        if (count < 0) {
            return -1;
        }
        return count > Long.MAX_VALUE >> 10 * unit ? Long.MAX_VALUE : count << 10 * unit;
    }

    /** A whole number, with a sign perhaps, that lies within these. */
    public static int between(int least, int most, String word, String what) throws UsageException {
        boolean negative = word.startsWith("-");
        String digits = negative || word.startsWith("+") ? word.substring(1) : word;
        long count = digits.isEmpty() ? -1 : count(digits);
        long number = negative ? -count : count;
        if (count < 0 || number < least || number > most) {
            throw new UsageException(word + ": " + what + " is a number from " + least + " to " + most);
        }
        return (int) number;
    }
}
