package nitro.test.chpst;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line of one of the tools.
 *
 * @param tool its name
 * @param options each a list of words: an option and its value, if it has one
 * @param rest the words behind the options
 */
record Case(String tool, Caller caller, List<List<String>> options, List<String> rest) {
    List<String> arguments() {
        List<String> words = new ArrayList<>();
        options.forEach(words::addAll);
        words.addAll(rest);
        return words;
    }

    /** The same with one option more. */
    Case and(String... option) {
        List<List<String>> more = new ArrayList<>(options);
        more.add(List.of(option));
        return with(more);
    }

    /** The same with none of these options. */
    Case without(String... names) {
        return with(options.stream()
                .filter(option -> !List.of(names).contains(option.getFirst()))
                .toList());
    }

    /** The same with other options. */
    Case with(List<List<String>> others) {
        return new Case(tool, caller, others, rest);
    }

    /** Whether one of these options is among its. */
    boolean has(String... names) {
        return options.stream().anyMatch(option -> List.of(names).contains(option.getFirst()));
    }

    @Override
    public String toString() {
        return caller + ": " + tool + " "
                + arguments().stream()
                        .map(Case::quoted)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("");
    }

    private static String quoted(String word) {
        return word.matches("[^\\s$']+") ? word : "'" + word + "'";
    }
}
