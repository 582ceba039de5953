package nitro.ready;

import java.util.ArrayList;
import java.util.List;
import nitro.text.Durations;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that nitro-wait and nitro-ready have in common: options and conditions in any order, then, behind
 * {@code --}, a program.
 *
 * <p>{@code -t} and {@code -i} are of the conditions that follow them, and the first of each also of those before it.
 */
final class CommonArguments {
    /** A condition in words, and the options that count for it. */
    private record Part(
            String text, @Nullable String seconds, @Nullable String millis) {}

    private static final long DEFAULT_PAUSE_MS = 250;
    private static final int MOST_DIGITS = 9;

    private final List<Part> parts = new ArrayList<>();
    private List<String> program = List.of();
    private @Nullable String firstSeconds;
    private @Nullable String firstMillis;
    private @Nullable String seconds;
    private @Nullable String millis;
    private boolean programWanted;

    /** Options that only one of the commands has. */
    interface Own {
        /**
         * Takes an option if it knows it.
         *
         * @param next gives the word that follows, as the option's value
         */
        boolean take(String option, Next next) throws UsageException;
    }

    /** The word that follows. */
    interface Next {
        String word() throws UsageException;
    }

    /** Reads them; options that are not common are the command's own. */
    static CommonArguments of(List<String> args, Own own) throws UsageException {
        CommonArguments words = new CommonArguments();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                words.programWanted = true;
                words.program = args.subList(i + 1, args.size());
                break;
            }
            if (!arg.startsWith("-")) {
                words.parts.add(new Part(arg, words.seconds, words.millis));
                continue;
            }
            boolean attached = arg.length() > 2 && arg.charAt(1) != '-';
            String option = attached ? arg.substring(0, 2) : arg;
            int at = i;
            boolean[] taken = {false};
            Next next = () -> {
                taken[0] = true;
                if (attached) {
                    return arg.substring(2);
                }
                if (at + 1 == args.size()) {
                    throw new UsageException(option + ": needs a value");
                }
                return args.get(at + 1);
            };
            if (!words.common(option, next) && !own.take(option, next) || attached && !taken[0]) {
                throw new UsageException(arg + ": no such option");
            }
            i += taken[0] && !attached ? 1 : 0;
        }
        return words;
    }

    private boolean common(String option, Next next) throws UsageException {
        switch (option) {
            case "-t" -> {
                seconds = next.word();
                firstSeconds = firstSeconds == null ? seconds : firstSeconds;
                limit(seconds);
            }
            case "-i" -> {
                millis = next.word();
                firstMillis = firstMillis == null ? millis : firstMillis;
                pause(millis);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean hasConditions() {
        return !parts.isEmpty();
    }

    /** The program and its arguments; none if there was no {@code --}. */
    List<String> program() throws UsageException {
        if (programWanted && program.isEmpty()) {
            throw new UsageException("--: a program is missing");
        }
        return program;
    }

    List<Waiting.Wanted> conditions(CommandContext context) throws UsageException {
        List<Waiting.Wanted> wanted = new ArrayList<>();
        for (Part part : parts) {
            String limit = part.seconds == null ? firstSeconds : part.seconds;
            String pause = part.millis == null ? firstMillis : part.millis;
            wanted.add(new Waiting.Wanted(Conditions.of(part.text, context, pause(pause)), limit(limit)));
        }
        return wanted;
    }

    /** The limit that counts where there are no conditions, in milliseconds; none: negative. */
    long limit() throws UsageException {
        return limit(seconds);
    }

    private static long limit(@Nullable String word) throws UsageException {
        return word == null
                ? -1
                : Durations.millis(word)
                        .orElseThrow(() -> new UsageException("-t " + word + ": not a number of seconds"));
    }

    private static long pause(@Nullable String word) throws UsageException {
        if (word == null) {
            return DEFAULT_PAUSE_MS;
        }
        if (!isNumber(word) || Long.parseLong(word) == 0) {
            throw new UsageException("-i " + word + ": not a number of milliseconds");
        }
        return Long.parseLong(word);
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.length() <= MOST_DIGITS && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
