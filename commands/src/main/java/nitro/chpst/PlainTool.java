package nitro.chpst;

import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** A tool without options: its first words are names, and the rest is the program. */
abstract class PlainTool extends Tool {
    private final String usage;
    private final int names;

    /**
     * @param usage the command line
     * @param names how many words come before the program
     * @param page what {@code --help} prints after it
     */
    PlainTool(String usage, int names, String page) {
        super("usage: " + usage + page);
        this.usage = usage;
        this.names = names;
    }

    /** Puts into the plan what the tool is for. */
    abstract void fill(Plan plan, List<String> words);

    @Override
    @Nullable
    final Plan plan(Invocation call, Platform platform) throws UsageException {
        List<String> words = call.args();
        if (words.equals(List.of("--" + HELP))) { // else every word may be a name
            return null;
        }
        Plan plan = new Plan();
        plan.program = program(words, names, usage);
        fill(plan, words.subList(0, names));
        return plan;
    }
}
