package nitro.chpst;

import nitro.posix.ProcessState;
import nitro.posix.ProcessState.Resource;
import nitro.text.Numbers;
import nitro.text.UsageException;

/** Reads the values of soft limits. */
final class Limits {
    private Limits() {}

    /**
     * A number without a sign: the empty word is 0, as to the originals, and a number too large is no limit. A number of
     * bytes may have a unit: k, m or g.
     */
    static long parse(Resource resource, String word) throws UsageException {
        if (Numbers.count(word) >= 0) {
            try {
                return word.isEmpty() ? 0 : Long.parseUnsignedLong(word);
            } catch (NumberFormatException e) {
                return ProcessState.UNLIMITED;
            }
        }
        long bytes = isBytes(resource) ? Numbers.withUnit(word) : -1;
        if (bytes < 0) {
            throw new UsageException(word + ": not a number");
        }
        return bytes == Long.MAX_VALUE ? ProcessState.UNLIMITED : bytes;
    }

    private static boolean isBytes(Resource resource) {
        return switch (resource) {
            case ADDRESS_SPACE, CORE, DATA, FILE_SIZE, LOCKED_MEMORY, RESIDENT_SET, STACK -> true;
            case CPU, DESCRIPTORS, PROCESSES -> false;
        };
    }
}
