package nitro.ctl;

import java.util.List;
import nitro.ctl.screen.Order;
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
 * @param verb the command, {@code list} if none was given
 * @param services the other words
 */
record Options(
        long timeout,
        boolean verbose,
        boolean json,
        @Nullable Order order,
        Verb verb,
        List<String> services) {
    private static final String[] COMMANDS = {
        "",
        "Commands, and what they wait for:",
        "  list, l [SERVICE ...]           all services, or these",
        "  status SERVICE ...              all that is known, and why it is not up",
        "  tree                            who logs to whom; templates",
        "  logs [-f] [-n N] SERVICE ...    what they logged last: nitro-tail, all of whose",
        "                                  options can stand behind it",
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
            return of(NO_TIMEOUT, false, false, null, call.args());
        }
        ParseResult line = Arguments.parse(spec(call.name()), call);
        if (line == null) {
            return null;
        }
        String timeout = line.matchedOptionValue(TIMEOUT, "");
        return of(
                line.hasMatchedOption(TIMEOUT) ? millis(timeout) : NO_TIMEOUT,
                line.hasMatchedOption(VERBOSE),
                line.hasMatchedOption(JSON),
                line.hasMatchedOption(SORT) ? order(line.matchedOptionValue(SORT, "")) : null,
                line.matchedPositionalValue(0, List.of()));
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
                .addOption(Arguments.flag(JSON, "Print JSON: list, status, info, events, check-dir."))
                .addOption(OptionSpec.builder(SORT)
                        .type(String.class)
                        .paramLabel("ORDER")
                        .description("Of list: name, failing (those first) or uptime (the shortest first).")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("WORD")
                        .hidden(true)
                        .build());
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

    private static Options of(long timeout, boolean verbose, boolean json, @Nullable Order order, List<String> words)
            throws Failure {
        if (words.isEmpty()) {
            return new Options(timeout, verbose, json, order, Verb.LIST, words);
        }
        Verb verb = Verb.of(words.getFirst());
        if (verb == null) {
            throw Failure.usage(words.getFirst() + ": no such command");
        }
        if (json && !verb.hasJson()) {
            throw Failure.usage(words.getFirst() + ": prints no JSON");
        }
        List<String> services = words.subList(1, words.size());
        if (services.isEmpty() && verb.needsServices()) {
            throw Failure.usage(words.getFirst() + ": which service?");
        }
        if (!services.isEmpty() && !verb.allowsServices()) {
            throw Failure.usage(words.getFirst() + ": takes no service");
        }
        if (order != null && verb != Verb.LIST) {
            throw Failure.usage(words.getFirst() + ": does not sort");
        }
        return new Options(timeout, verbose, json, order, verb, services);
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
