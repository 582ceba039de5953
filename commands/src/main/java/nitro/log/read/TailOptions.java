package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line of nitro-tail. */
final class TailOptions {
    static final String FOLLOW = "-f";
    static final String JSON = "--json";
    private static final String LINES = "-n";
    private static final String SINCE = "--since";
    private static final String UNTIL = "--until";
    private static final String GREP = "--grep";
    private static final long USUAL = 10;

    private static final String[] MORE = {
        "",
        "A LOG is",
        "  DIR      a directory of nitro-log, svlogd, multilog or s6-log: the file",
        "           current and the rotated ones before it, compressed or not",
        "  FILE     any file of lines",
        "  SERVICE  a service of the running nitro, by its name or the path of its",
        "           directory: the directories of its logger, found along its log links",
        "Without a LOG, the working directory is read.",
        "",
        "Several logs are merged in the order of the times that their lines begin with:",
        "TAI64N labels, which are shown as local time (of TZ or /etc/localtime), the -tt",
        "and -ttt of nitro-log and svlogd, and ISO 8601. A line without a time stays",
        "after the one before it. Each line begins with its log's name, which on a",
        "terminal has a colour of its own unless NO_COLOR is set.",
        "",
        "-f goes on when a log is rotated, truncated or replaced, waits for logs that do",
        "not exist yet, and ends when nobody reads its output.",
        "",
        "  nitro-tail -f web db              follow both",
        "  nitro-tail --since yesterday --until today web",
        "  nitro-tail --since 10m --grep 'ERROR|WARN' web",
        "  nitro-tail -n 1000 --json /var/log/web | jq -r .message",
        "",
        "Exit status: 0; 2 wrong usage; 4 nitro cannot be reached; 111 a log could not be",
        "read; 141 nobody reads the output.",
    };

    private TailOptions() {}

    /** The model that help is made from. */
    static CommandSpec spec(String name) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.parser().expandAtFiles(false).overwrittenOptionsAllowed(true);
        spec.addOption(flag("Follow new lines.", FOLLOW, "--follow"))
                .addOption(value(
                        "N", "The last N lines of each log; " + USUAL + " unless --since is given.", LINES, "--lines"))
                .addOption(value(
                        "TIME",
                        "Only lines since then: 90s, 10m, 1h30m, 2d or 1w ago; yesterday, today or a date, also with a"
                                + " time such as 2026-11-21T04:30 (local unless it names a zone); or the last 18:00.",
                        SINCE))
                .addOption(value("TIME", "Only lines from before then; not with -f.", UNTIL))
                .addOption(value("REGEX", "Only lines with a match for this.", GREP))
                .addOption(flag("Print each line as an object: time (UTC), service and message.", JSON))
                .addOption(OptionSpec.builder("--help")
                        .usageHelp(true)
                        .description("Print this text.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("LOG")
                        .hidden(true)
                        .build());
        spec.usageMessage()
                .customSynopsis(
                        name + " [-f] [-n N] [--since TIME] [--until TIME]", "       [--grep REGEX] [--json] [LOG ...]")
                .description("Prints the last lines of logs, and follows them.")
                .footer(MORE);
        return spec;
    }

    private static OptionSpec flag(String description, String name, String... others) {
        return OptionSpec.builder(name, others)
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static OptionSpec value(String label, String description, String name, String... others) {
        return OptionSpec.builder(name, others)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** @throws IllegalArgumentException if a value is wrong */
    static WantedLines wanted(ParseResult options, long now, LocalZone zone) {
        if (options.hasMatchedOption(FOLLOW) && options.hasMatchedOption(UNTIL)) {
            throw new IllegalArgumentException("-f and --until exclude each other");
        }
        String lines = options.matchedOptionValue(LINES, "");
        String since = options.matchedOptionValue(SINCE, "");
        String until = options.matchedOptionValue(UNTIL, "");
        String grep = options.matchedOptionValue(GREP, "");
        return new WantedLines(
                options.hasMatchedOption(LINES)
                        ? number(lines)
                        : options.hasMatchedOption(SINCE) ? WantedLines.ALL : USUAL,
                options.hasMatchedOption(SINCE) ? moment(since, now, zone) : WantedLines.ALWAYS,
                options.hasMatchedOption(UNTIL) ? moment(until, now, zone) : WantedLines.NEVER,
                options.hasMatchedOption(GREP) ? pattern(grep) : null);
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(text + ": not a number of lines");
        }
        return Long.parseLong(text);
    }

    private static long moment(String text, long now, LocalZone zone) {
        try {
            return Since.parse(text, now, zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": not a time", e);
        }
    }

    private static @Nullable Pattern pattern(String bytes) {
        String regex = new String(bytes.getBytes(ISO_8859_1), UTF_8);
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(bytes + ": " + e.getDescription(), e);
        }
    }
}
