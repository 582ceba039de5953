package nitro.front.nitro.sim;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A promise of nitro that did not hold. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    /** @param details take the places of {@code %s} in {@code what}, if there are any */
    static void unless(boolean held, String what, @Nullable Object... details) {
        if (!held) {
            String words = what;
            for (Object detail : details) {
                words = words.replaceFirst("%s", Matcher.quoteReplacement(String.valueOf(detail)));
            }
            throw new Violation(words);
        }
    }
}
