package nitro.log.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import nitro.text.Search;
import org.jspecify.annotations.Nullable;

/** Which lines are written, and which are also said on standard error: svlogd's rules, then a regular expression. */
final class Selection {
    private final List<Config.Rule> rules;
    private final @Nullable Pattern grep;
    private final int length;
    private boolean written = true;
    private boolean alert;

    /**
     * @param grep what a line must have somewhere
     * @param length how many of a line's first bytes rules look at
     */
    Selection(List<Config.Rule> rules, @Nullable Pattern grep, int length) {
        this.rules = rules;
        this.grep = grep;
        this.length = length;
    }

    /** Whether it takes every line, and says none on standard error. */
    boolean isAll() {
        return rules.isEmpty() && grep == null;
    }

    /** The line that runs stays what it was to another selection, whose rules are for those that come. */
    void keep(Selection before) {
        written = before.written;
        alert = before.alert;
    }

    /** Looks at a line, without its newline. */
    void decide(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + length);
        written = true;
        alert = false;
        for (Config.Rule rule : rules) {
            switch (rule.kind()) {
                case '+' -> written = written || rule.pattern().matches(bytes, from, end);
                case '-' -> written = written && !rule.pattern().matches(bytes, from, end);
                case 'e' -> alert = alert || rule.pattern().matches(bytes, from, end);
                default -> alert = alert && !rule.pattern().matches(bytes, from, end);
            }
        }
        if (grep != null && (written || alert)) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            boolean found = Search.isFound(grep, text, true); // rather a line too many than one too few
            written &= found;
            alert &= found;
        }
    }

    /** Whether the line is written. */
    boolean isWritten() {
        return written;
    }

    /** Whether the line is said on standard error. */
    boolean isAlert() {
        return alert;
    }
}
