package nitro.ctl.verb;

import java.util.ArrayList;
import java.util.List;
import nitro.check.Lookalikes;
import nitro.ctl.reach.Failure;
import nitro.ctl.screen.ListOrder;
import nitro.ctl.screen.TopScreen;
import nitro.log.read.NitroTail;
import nitro.posix.Invocation;
import nitro.text.Durations;
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
 * @param keepWaiting whether start and restart wait on for a service that fails again and again, or was stopped
 * @param json whether JSON is printed
 * @param dot whether graph prints for Graphviz
 * @param sort the order of list, which {@link ListOrder} knows, or of top, which {@link TopScreen.By} knows; null: the usual
 * @param root what check-dir takes for the root directory; null: the root directory
 * @param logOptions options of logs, as nitro-tail takes them
 * @param verb the command, {@code list} if none was given
 * @param services the other words
 */
public record NitroctlOptions(
        long timeout,
        boolean verbose,
        boolean keepWaiting,
        boolean json,
        boolean dot,
        @Nullable String sort,
        @Nullable String root,
        List<String> logOptions,
        Verb verb,
        List<String> services) {
    private static final String[] COMMANDS = {
        "",
        "Commands:",
        "  list, l [SERVICE ...]         all services, or these",
        "  status SERVICE ...            all that is known of it, and why it is not up",
        "  why SERVICE ...               what keeps it from running, to the first cause",
        "  graph [SERVICE ...]           who needs whom, as a tree; with --dot for Graphviz",
        "  tree                          who logs to whom; templates",
        "  logs [-f] [-n N] SERVICE ...  their last lines; takes nitro-tail's options",
        "  info                          nitro's pid and counters",
        "  rescan, scan, s               look at the services directory again",
        "  up, u SERVICE ...             start it and do not wait",
        "  down, d SERVICE ...           stop it and do not wait",
        "  start, restart SERVICE ...    and wait until it is ready, or done if one-shot",
        "  fast-start SERVICE ...        and wait until its run was executed;",
        "  fast-restart, r SERVICE ...     so does this",
        "  stop SERVICE ...              and wait until it is down",
        "  fast-stop SERVICE ...         and wait until it is being stopped",
        "  wait-up, wait-starting, wait-down SERVICE ...",
        "                                only wait, as start, fast-start and stop do",
        "  ready SERVICE ...             report that it is ready",
        "  pause cont hup alarm interrupt quit term kill 1 2 SERVICE ...",
        "                                send it that signal; short: p c h a i q t k",
        "  pidof SERVICE ...             print its process id",
        "  check SERVICE ...             exit 0 if it has a process",
        "  events [SERVICE ...]          print each change of state, until interrupted",
        "  shell                         an interactive prompt that also shows changes",
        "  top                           all services, live on the whole screen",
        "  check-dir [DIR]               check a services directory for mistakes",
        "  Shutdown; Reboot              stop all services and exit; or start over",
        "  completion bash|zsh|fish      print the completion script of this shell",
        "",
        "A SERVICE is a name or the path of a service's directory, such as a dot.",
    };

    public static final long NO_TIMEOUT = Long.MAX_VALUE;

    private static final String TIMEOUT = "-t";
    private static final String VERBOSE = "-v";
    private static final String KEEP_WAITING = "--keep-waiting";
    private static final String JSON = "--json";
    private static final String SORT = "--sort";
    private static final String ROOT = "--root";
    private static final String DOT = "--dot";
    /** When all must be done, if it is {@code now}. */
    public long deadline(long now) {
        return timeout == NO_TIMEOUT ? NO_TIMEOUT : now + timeout;
    }

    /** How list sorts; null: by name, or as they were named. */
    @Nullable
    public ListOrder listOrder() {
        return sort == null ? null : ListOrder.of(sort);
    }

    /** How top sorts at first. */
    public TopScreen.By topOrder() {
        TopScreen.By by = sort == null ? null : TopScreen.By.of(sort);
        return by == null ? TopScreen.By.NAME : by;
    }

    /** Reads the arguments; null if they asked for help, which is printed. */
    public static @Nullable NitroctlOptions parse(Invocation call) throws Failure {
        if (hasNoOption(call.args())) {
            // Most calls, and the start of picocli costs more than the rest of them.
            List<String> words = call.args();
            return new NitroctlOptions(
                            NO_TIMEOUT, false, false, false, false, null, null, List.of(), verb(words), services(words))
                    .checked();
        }
        CommandSpec spec = spec(call.name());
        ParseResult line = Arguments.read(spec, call);
        List<String> words = line.matchedPositionalValue(0, List.of());
        if (line.isUsageHelpRequested() && !isLogs(words)) {
            Arguments.printHelp(spec, call);
            return null;
        }
        String timeout = line.matchedOptionValue(TIMEOUT, "");
        return new NitroctlOptions(
                        line.hasMatchedOption(TIMEOUT) ? millis(timeout) : NO_TIMEOUT,
                        line.hasMatchedOption(VERBOSE),
                        line.hasMatchedOption(KEEP_WAITING),
                        line.hasMatchedOption(JSON),
                        line.hasMatchedOption(DOT),
                        line.matchedOptionValue(SORT, null),
                        line.matchedOptionValue(ROOT, null),
                        logOptions(line, isLogs(words)),
                        verb(words),
                        services(words))
                .checked();
    }

    private static boolean isLogs(List<String> words) {
        return !words.isEmpty() && Verb.of(words.getFirst()) == Verb.LOGS;
    }

    /** The options of logs on the command line, wherever they stood. */
    private static List<String> logOptions(ParseResult line, boolean isLogs) throws Failure {
        List<String> options = new ArrayList<>();
        for (OptionSpec known : NitroTail.options()) {
            String name = known.names()[0];
            if (line.hasMatchedOption(name)) {
                if (!isLogs && !name.equals(JSON)) {
                    throw Failure.usage(name + ": is an option of logs only");
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
                        .description("Give up after this time: 5, 0.5 or 1m30s.")
                        .build())
                .addOption(Arguments.flag(VERBOSE, "Print each state on the way."))
                .addOption(Arguments.flag(KEEP_WAITING, "For start and restart: wait however often the service fails."))
                .addOption(Arguments.flag(JSON, "Print JSON: list, status, info, graph, events, logs, check-dir."))
                .addOption(Arguments.flag(DOT, "For graph: print it for Graphviz."))
                .addOption(OptionSpec.builder(SORT)
                        .type(String.class)
                        .paramLabel("ORDER")
                        .description(
                                "Order of list and top: name, failing (those first) or uptime (the shortest first); of top also cpu or memory.")
                        .build())
                .addOption(OptionSpec.builder(ROOT)
                        .type(String.class)
                        .paramLabel("DIR")
                        .description("For check-dir: the future root directory.")
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

    private static Verb verb(List<String> words) throws Failure {
        if (words.isEmpty()) {
            return Verb.LIST;
        }
        Verb verb = Verb.of(words.getFirst());
        if (verb != null) {
            return verb;
        }
        String question = Lookalikes.question(words.getFirst(), Verb.longNames());
        throw Failure.usage(
                words.getFirst() + ": no such command" + (question.isEmpty() ? "; see nitroctl --help" : question));
    }

    private static List<String> services(List<String> words) {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    /** Itself, if all fits together. */
    private NitroctlOptions checked() throws Failure {
        String name = verb.names().getFirst();
        if (json && !verb.hasJson()) {
            throw Failure.usage(name + ": prints no JSON");
        }
        if (services.isEmpty() && verb.needsServices() && !logOptions.contains(Arguments.HELP)) {
            throw Failure.usage(name + ": which service?");
        }
        if (!services.isEmpty() && !verb.allowsServices()) {
            throw Failure.usage(name + ": takes no services");
        }
        if (sort != null) {
            checkOrder(name, sort);
        }
        if (keepWaiting && !verb.makesRun()) {
            throw Failure.usage(KEEP_WAITING + ": is an option of start and restart only");
        }
        if (dot && (verb != Verb.GRAPH || json)) {
            throw Failure.usage(DOT + ": is an option of graph only" + (json ? ", without " + JSON : ""));
        }
        if (root != null && verb != Verb.CHECK_DIR) {
            throw Failure.usage(ROOT + ": is an option of check-dir only");
        }
        return this;
    }

    private void checkOrder(String name, String sort) throws Failure {
        switch (verb) {
            case LIST -> {
                if (listOrder() == null) {
                    throw Failure.usage(sort + ": unknown sort order; use name, failing or uptime");
                }
            }
            case TOP -> {
                if (TopScreen.By.of(sort) == null) {
                    throw Failure.usage(sort + ": unknown sort order; use name, failing, cpu, memory or uptime");
                }
            }
            default -> throw Failure.usage(name + ": does not sort");
        }
    }

    /** Milliseconds of a duration such as 0.5 or 1m30s. */
    private static long millis(String seconds) throws Failure {
        return Durations.millis(seconds).orElseThrow(() -> Failure.usage(seconds + ": not a number of seconds"));
    }
}
