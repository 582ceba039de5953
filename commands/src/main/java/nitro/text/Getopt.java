package nitro.text;

import java.util.List;
import java.util.Map;

/**
 * Options before a program's name, read as getopt(3) does where it stops at the first word that is none.
 *
 * <p>picocli does not read these command lines as the originals do: with its separator for {@code --umask=022}, the value
 * in {@code -m=} (softlimit) is lost, and what it does with an empty value or a value like {@code -10} depends on which
 * options there are. And its start takes longer than all the rest of a tool.
 */
public final class Getopt {
    /** Takes an option; {@code value} is empty for one without. */
    public interface Sink {
        void take(String option, String value) throws UsageException;
    }

    private final String letters;
    private final Map<String, Boolean> words;

    /**
     * @param letters the one-letter options, a colon behind each that has a value
     * @param words the long options without their dashes, and whether they have a value
     */
    public Getopt(String letters, Map<String, Boolean> words) {
        this.letters = letters;
        this.words = words;
    }

    /**
     * Hands each option to {@code sink}, in order: a letter, or a long one without its dashes.
     *
     * @return the arguments from the first that is no option
     */
    public List<String> parse(List<String> args, Sink sink) throws UsageException {
        int at = 0;
        while (at < args.size()) {
            String arg = args.get(at);
            if (!arg.startsWith("-") || arg.equals("-")) {
                break;
            }
            at++;
            if (arg.equals("--")) {
                break;
            }
            at += arg.startsWith("--")
                    ? word(arg, args.subList(at, args.size()), sink)
                    : letters(arg, args.subList(at, args.size()), sink);
        }
        return args.subList(at, args.size());
    }

    /** Reads {@code --word}, {@code --word=value} or {@code --word value}; returns how many of {@code rest} that took. */
    private int word(String arg, List<String> rest, Sink sink) throws UsageException {
        int sign = arg.indexOf('=');
        String word = sign < 0 ? arg.substring(2) : arg.substring(2, sign);
        Boolean hasValue = words.get(word);
        if (hasValue == null) {
            throw new UsageException("--" + word + ": no such option");
        }
        if (!hasValue) {
            if (sign >= 0) {
                throw new UsageException("--" + word + ": takes no value");
            }
            sink.take(word, "");
            return 0;
        }
        sink.take(word, sign < 0 ? first("--" + word, rest) : arg.substring(sign + 1));
        return sign < 0 ? 1 : 0;
    }

    /** Reads letters behind one dash, of which the last may have a value; returns how many of {@code rest} that took. */
    private int letters(String arg, List<String> rest, Sink sink) throws UsageException {
        for (int i = 1; i < arg.length(); i++) {
            String letter = arg.substring(i, i + 1);
            int known = letter.equals(":") ? -1 : letters.indexOf(letter);
            if (known < 0) {
                throw new UsageException("-" + letter + ": no such option");
            }
            if (letters.startsWith(":", known + 1)) {
                boolean attached = i + 1 < arg.length();
                sink.take(letter, attached ? arg.substring(i + 1) : first("-" + letter, rest));
                return attached ? 0 : 1;
            }
            sink.take(letter, "");
        }
        return 0;
    }

    private static String first(String option, List<String> rest) throws UsageException {
        if (rest.isEmpty()) {
            throw new UsageException(option + ": needs a value");
        }
        return rest.getFirst();
    }
}
