package nitro.ctl.verb;

import java.util.Objects;
import nitro.ctl.reach.Failure;
import nitro.posix.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Command lines read by picocli, alike for all commands here: {@code --help}, and errors in one line. */
public final class Arguments {
    static final String HELP = "--help";

    private Arguments() {}

    /** A command to which options are added; its parameters are read as they are. */
    public static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        spec.parser().expandAtFiles(false).overwrittenOptionsAllowed(true);
        return spec.addOption(OptionSpec.builder(HELP)
                .usageHelp(true)
                .description("Print this text.")
                .build());
    }

    /** An option without a value. */
    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Parses the arguments; null if they asked for help, which is printed. */
    public static @Nullable ParseResult parse(CommandSpec spec, Invocation call) throws Failure {
        ParseResult result = read(spec, call);
        if (result.isUsageHelpRequested()) {
            printHelp(spec, call);
            return null;
        }
        return result;
    }

    static void printHelp(CommandSpec spec, Invocation call) {
        new CommandLine(spec).usage(call.out(), Ansi.OFF);
    }

    /** Parses the arguments, whether they ask for help or not. */
    static ParseResult read(CommandSpec spec, Invocation call) throws Failure {
        try {
            return new CommandLine(spec).parseArgs(call.args().toArray(new String[0]));
        } catch (ParameterException e) {
            throw Failure.usage(Objects.requireNonNullElse(e.getMessage(), "wrong arguments"));
        }
    }
}
