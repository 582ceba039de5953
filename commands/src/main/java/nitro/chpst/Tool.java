package nitro.chpst;

import java.util.List;
import nitro.command.CommandFailure;
import nitro.command.ExitStatus;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** One of the tools that change their process and become another program, alike but for their arguments. */
abstract class Tool implements Command {
    /** Option of all tools. */
    static final String HELP = "help";

    private final String help;

    /** @param help the page that {@code --help} prints */
    Tool(String help) {
        this.help = help;
    }

    /** The plan that the arguments describe; null if they ask for the help page. */
    abstract @Nullable Plan plan(Invocation call, Platform platform) throws UsageException;

    @Override
    public final int run(Invocation call, Platform platform) {
        CommandFailure failure;
        try {
            Plan plan = plan(call, platform);
            if (plan == null) {
                call.out().print(help);
                return 0;
            }
            failure = Transition.carryOut(plan, platform.posix(), call);
        } catch (UsageException wrong) {
            failure = new CommandFailure(ExitStatus.CHAIN_USAGE, wrong.getMessage());
        }
        if (!failure.line().isEmpty()) {
            call.err().print(call.name() + ": " + failure.line() + "\n");
        }
        return failure.status();
    }

    /** The words must be so many, and a program behind them. */
    static List<String> program(List<String> words, int names, String usage) throws UsageException {
        if (words.size() <= names) {
            throw new UsageException("usage: " + usage);
        }
        return words.subList(names, words.size());
    }
}
