package nitro.ready;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** The arguments of nitro-ready: how it is known that a daemon is ready, and whom to tell. */
final class ReadyArguments {
    static final String USAGE =
            "nitro-ready [-d FD] [-t SECONDS] [-i MILLIS] (CONDITION ... | --sd-notify | --line REGEX) -- PROG ...";

    final CommonArguments words;
    final List<String> program;

    /** The descriptor of {@code -d}, null for the one that the service's directory names. */
    @Nullable
    Integer descriptor;

    boolean notices;

    /** The pattern, of bytes, that a line of standard output must contain; null if lines do not count. */
    @Nullable
    Pattern line;

    private ReadyArguments(List<String> args) throws UsageException {
        words = CommonArguments.of(args, this::take);
        program = words.program();
        int ways = (words.hasConditions() ? 1 : 0) + (notices ? 1 : 0) + (line != null ? 1 : 0);
        if (ways != 1 || program.isEmpty()) {
            throw new UsageException("usage: " + USAGE);
        }
    }

    static ReadyArguments of(List<String> args) throws UsageException {
        return new ReadyArguments(args);
    }

    private boolean take(String option, CommonArguments.Next next) throws UsageException {
        switch (option) {
            case "-d" -> descriptor = descriptor(next.word(), "-d");
            case "--sd-notify" -> notices = true;
            case "--line" -> line = pattern(next.word());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Parses FD. Descriptors that the program itself uses are refused, except standard output, which it then does not get. */
    static int descriptor(String word, String where) throws UsageException {
        int number = word.matches("[0-9]{1,6}") ? Integer.parseInt(word) : -1;
        if (number < 1 || number == 2) {
            throw new UsageException(where + ": " + word + ": not a descriptor for readiness; use 1, or 3 and up");
        }
        return number;
    }

    private static Pattern pattern(String regex) throws UsageException {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--line: " + regex + ": " + e.getDescription());
        }
    }
}
