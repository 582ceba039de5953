package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a nitro holds open, but for files that only its flavour needs.
 *
 * @param kinds kinds of descriptors, and files of the case, with their numbers
 */
public record Holdings(Map<String, Long> kinds) {
    static Holdings of(Proc process, Path root) throws IOException {
        var kinds = new TreeMap<String, Long>();
        for (var target : process.descriptors().values()) {
            if (target.startsWith(root.toString())) {
                kinds.merge(target.substring(root.toString().length()), 1L, Long::sum);
            } else if (target.startsWith("/dev/") || !target.startsWith("/")) {
                kinds.merge(target.replaceAll(":\\[\\d+\\]", ""), 1L, Long::sum);
            }
        }
        return new Holdings(kinds);
    }

    /** Those of a nitro without services. */
    static Holdings ofNothing() {
        return Nothing.HOLDINGS;
    }

    /** Measured once. */
    private static final class Nothing {
        static final Holdings HOLDINGS = measure();

        private static Holdings measure() {
            try (var nitro = Launch.of().start()) {
                nitro.keepServices();
                return nitro.holdings();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
