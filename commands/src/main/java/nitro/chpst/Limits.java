package nitro.chpst;

import nitro.posix.ProcessState;
import nitro.text.Numbers;
import nitro.text.UsageException;

/** Reads the values of soft limits. */
final class Limits {
    private Limits() {}

    /** A number without a sign: digits, none of which are 0, as the originals have it; too many are no limit. */
    static long parse(String word) throws UsageException {
        if (Numbers.count(word) < 0) {
            throw new UsageException(word + ": no number");
        }
        try {
            return word.isEmpty() ? 0 : Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            return ProcessState.UNLIMITED;
        }
    }
}
