package nitro.ctl;

import java.util.ArrayList;
import java.util.List;
import nitro.check.Lookalikes;
import nitro.ctl.screen.Order;
import nitro.logs.NitroTail;
import nitro.posix.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of nitroctl (spec 6.1).
 *
 * @param timeout milliseconds; {@link #NO_TIMEOUT} for none
 * @param verbose whether each state on the way is printed
 * @param json whether JSON is printed
 * @param order in which list prints services that were not named; null: by name
 * @param root what check-dir takes for the root directory; null: the root directory
 * @param logOptions options of logs, as nitro-tail takes them
 * @param verb the command, {@code list} if none was given
 * @param services the other words
 */
record Options(
        long timeout,
        boolean verbose,
        boolean json,
        @Nullable Order order,
        @Nullable String root,
        List<String> logOptions,
        Verb verb,
        List<String> services) {
    private static final String[] COMMANDS = {
        "",
        "Commands, and what they wait for:",
        "  list, l [SERVICE ...]           all services, or these",
        "  status SERVICE ...              all that is known, and why it is not up",
        "  tree                            who logs to whom; templates",
        "  logs [-f] [-n N] SERVICE ...    what they logged last; takes the options of nitro-tail",
        "  info                            what nitro knows of itself",
        "  rescan, scan, s                 look at the services' directory again",
        "  up, u; down, d                  nothing",
        "  start; restart                  ready, or a one-shot that is done",
        "  fast-start; fast-restart, r     run was executed",
        "  stop; fast-stop                 down; being stopped",
        "  ready                           nothing; says that a service is ready",
        "  wait-up; wait-starting; wait-down",
        "                                  as start, fast-start and stop, without asking for it",
        "  pause cont hup alarm interrupt quit term kill 1 2 (p c h a i q t k)",
        "                                  nothing; send a signal",
        "  pidof; check                    print the pid; exit 0 if there is one",
        "  events [SERVICE ...]            until interrupted: print each change of state",
        "  shell                           a prompt for these commands; tells what changes meanwhile",
        "  top                             all services on the whole screen, as they change",
        "  check-dir [DIR]                 what is wrong with a directory",
        "  Shutdown; Reboot                nothing",
        "  completion bash|zsh|fish        print what makes that shell complete all commands of nitro",
        "",
        "A SERVICE is a name or the path of a service's directory, such as a dot.",
    };

    static final long NO_TIMEOUT = Long.MAX_VALUE;

    private static final String TIMEOUT = "-t";
    private static final String VERBOSE = "-v";
    private static final String JSON = "--json";
    private static final String SORT = "--sort";
    private static final String ROOT = "--root";
    /** The longest time-out counted in seconds that cannot overflow in milliseconds. */
    private static final long MOST_SECONDS = 1L << 40;

    /** When all must be done, if it is {@code now}. */
    long deadline(long now) {
        return timeout == NO_TIMEOUT ? NO_TIMEOUT : now + timeout;
    }

    /** Reads the arguments; null if they asked for help, which is printed. */
    static @Nullable Options parse(Invocation call) throws Failure {
        if (hasNoOption(call.args())) {
            // Most calls, and the start of picocli costs more than the rest of them.
            List<String> words = call.args();
            return new Options(NO_TIMEOUT, false, false, null, null, List.of(), verb(words), services(words)).checked();
        }
        CommandSpec spec = spec(call.name());
        ParseResult line = Arguments.read(spec, call);
        List<String> words = line.matchedPositionalValue(0, List.of());
        if (line.isUsageHelpRequested() && !isLogs(words)) {
            Arguments.printHelp(spec, call);
            return null;
        }
        String timeout = line.matchedOptionValue(TIMEOUT, "");
        return new Options(
                        line.hasMatchedOption(TIMEOUT) ? millis(timeout) : NO_TIMEOUT,
                        line.hasMatchedOption(VERBOSE),
                        line.hasMatchedOption(JSON),
                        line.hasMatchedOption(SORT) ? order(line.matchedOptionValue(SORT, "")) : null,
                        line.matchedOptionValue(ROOT, null),
                        logOptions(line, isLogs(words)),
                        verb(words),
                        services(words))
                .checked();
    }

    private static boolean isLogs(List<String> words) {
        return !words.isEmpty() && Verb.of(words.getFirst()) == Verb.LOGS;
    }

    /** What was given of the options of logs, wherever it stood. */
    private static List<String> logOptions(ParseResult line, boolean isLogs) throws Failure {
        List<String> options = new ArrayList<>();
        for (OptionSpec known : NitroTail.options()) {
            String name = known.names()[0];
            if (line.hasMatchedOption(name)) {
                if (!isLogs && !name.equals(JSON)) {
                    throw Failure.usage(name + ": is an option of logs, and of no other command");
                }
                options.add(name);
                if (known.arity().max() > 0) {
                    options.add(line.matchedOptionValue(name, ""));
                }
            }
        }
        return options;
    }

    /** The model that help, and whoever writes completions, is made from. */
    static CommandSpec spec(String name) {
        CommandSpec spec = Arguments.command(name, "Controls and watches the services that nitro supervises.")
                .addOption(OptionSpec.builder(TIMEOUT)
                        .type(String.class)
                        .paramLabel("SECONDS")
                        .description("Give up after so long; fractions are allowed.")
                        .build())
                .addOption(Arguments.flag(VERBOSE, "Print each state on the way."))
                .addOption(Arguments.flag(JSON, "Print JSON: list, status, info, events, logs, check-dir."))
                .addOption(OptionSpec.builder(SORT)
                        .type(String.class)
                        .paramLabel("ORDER")
                        .description("Of list: name, failing (those first) or uptime (the shortest first).")
                        .build())
                .addOption(OptionSpec.builder(ROOT)
                        .type(String.class)
                        .paramLabel("DIR")
                        .description("Of check-dir: what will be the root directory.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("WORD")
                        .hidden(true)
                        .build());
        for (OptionSpec option : NitroTail.options()) {
            if (spec.findOption(option.names()[0]) == null) {
                spec.addOption(OptionSpec.builder(option).hidden(true).build());
            }
        }
        spec.usageMessage()
                .customSynopsis(name + " [-t SECONDS] [-v] [COMMAND [SERVICE ...]]")
                .footer(COMMANDS);
        return spec;
    }

    private static boolean hasNoOption(List<String> args) {
        for (String arg : args) {
            if (arg.startsWith("-")) {
                return false;
            }
        }
        return true;
    }

    private static Order order(String name) throws Failure {
        Order order = Order.of(name);
        if (order == null) {
            throw Failure.usage(name + ": no order to sort by: name, failing or uptime");
        }
        return order;
    }

    private static Verb verb(List<String> words) throws Failure {
        if (words.isEmpty()) {
            return Verb.LIST;
        }
        Verb verb = Verb.of(words.getFirst());
        if (verb != null) {
            return verb;
        }
        String meant = Lookalikes.of(words.getFirst(), Verb.longNames());
        throw Failure.usage(words.getFirst() + ": no such command"
                + (meant == null ? ": nitroctl --help shows them" : ": is " + meant + " meant?"));
    }

    private static List<String> services(List<String> words) {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    /** Itself, if all fits together. */
    private Options checked() throws Failure {
        String name = verb.names().getFirst();
        if (json && !verb.hasJson()) {
            throw Failure.usage(name + ": prints no JSON");
        }
        if (services.isEmpty() && verb.needsServices() && !logOptions.contains(Arguments.HELP)) {
            throw Failure.usage(name + ": which service?");
        }
        if (!services.isEmpty() && !verb.allowsServices()) {
            throw Failure.usage(name + ": takes no service");
        }
        if (order != null && verb != Verb.LIST) {
            throw Failure.usage(name + ": does not sort");
        }
        if (root != null && verb != Verb.CHECK_DIR) {
            throw Failure.usage(ROOT + ": is an option of check-dir, and of no other command");
        }
        return this;
    }

    /** Seconds as digits with at most one point among them, rounded to milliseconds. */
    private static long millis(String seconds) throws Failure {
        int point = seconds.indexOf('.');
        String whole = point < 0 ? seconds : seconds.substring(0, point);
        String fraction = point < 0 ? "" : seconds.substring(point + 1);
        if (whole.length() + fraction.length() == 0 || !isDigits(whole) || !isDigits(fraction)) {
            throw Failure.usage(seconds + ": no time in seconds");
        }
        long millis = 0;
        for (int i = 0; i < whole.length(); i++) {
            millis = Math.min(millis * 10 + (whole.charAt(i) - '0'), MOST_SECONDS);
        }
        for (int i = 0; i < 3; i++) {
            millis = millis * 10 + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
        }
        return millis;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
