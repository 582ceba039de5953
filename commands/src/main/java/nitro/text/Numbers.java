package nitro.text;

/** Numbers read from words: decimal digits, whatever the locale. */
public final class Numbers {
    private Numbers() {}

    /** Digits, none of which are 0; too many are as much as there can be. -1 for other words. */
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
