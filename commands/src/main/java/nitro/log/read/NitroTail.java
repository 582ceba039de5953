package nitro.log.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nitro.command.ExitStatus;
import nitro.log.read.Tail.Log;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** nitro-tail: prints the ends of logs, and follows them. */
public final class NitroTail implements Command {
    private static final int STANDARD_OUTPUT = 1;

    private final LogFinder services;

    /** @param services knows the logs of services */
    public NitroTail(LogFinder services) {
        this.services = services;
    }

    @Override
    public int run(Invocation call, Platform platform) {
        try {
            CommandLine line = new CommandLine(TailOptions.spec(call.name()));
            ParseResult options = line.parseArgs(call.args().toArray(new String[0]));
            if (options.isUsageHelpRequested()) {
                line.usage(call.out(), Ansi.OFF);
                return 0;
            }
            return run(options, call, platform);
        } catch (ParameterException | IllegalArgumentException e) {
            complain(call, e.getMessage());
            return ExitStatus.USAGE;
        } catch (LogFinder.NotFound e) {
            complain(call, e.getMessage());
            return e.status();
        } catch (IOException e) {
            complain(call, LogReader.why(e));
            return ExitStatus.ERROR;
        }
    }

    /** The options, for others who take them too. */
    public static List<OptionSpec> options() {
        return TailOptions.spec("").options();
    }

    private int run(ParseResult options, Invocation call, Platform platform) throws IOException {
        Posix posix = platform.posix();
        LocalZone zone = LocalZone.find(call.variable("TZ"), posix);
        WantedLines wanted = TailOptions.wanted(options, posix.wallClock(), zone);
        boolean json = options.hasMatchedOption(TailOptions.JSON);
        Tail tail =
                new Tail(wanted, json, isColourful(call, posix), zone, posix, call.out(), what -> complain(call, what));
        List<Log> logs = logs(options.matchedPositionalValue(0, List.of()), call, platform);
        if (!options.hasMatchedOption(TailOptions.FOLLOW)) {
            return tail.print(logs) ? 0 : ExitStatus.ERROR;
        }
        tail.follow(logs);
        return ExitStatus.ofSignal(posix.number(Signal.PIPE)); // nothing else ends it
    }

    private List<Log> logs(List<String> words, Invocation call, Platform platform) throws IOException {
        Posix posix = platform.posix();
        List<Log> logs = new ArrayList<>();
        for (String word : words) {
            if (isPath(word, posix)) {
                logs.add(new Log(LogLabel.ofPath(word, posix), word));
            } else {
                for (Log log : services.logs(word, call, platform)) {
                    add(log, logs, posix);
                }
            }
        }
        if (words.isEmpty() && !LogLocation.isDirectoryOfLog(".", posix)) {
            throw new IllegalArgumentException("which logs? There is none in this directory");
        }
        return words.isEmpty() ? List.of(new Log(LogLabel.ofPath(".", posix), ".")) : LogLabel.distinct(logs);
    }

    /** A log that several services write to is read once. */
    private static void add(Log log, List<Log> logs, Posix posix) throws ErrnoException {
        FileStatus directory = posix.stat(log.path());
        for (int i = 0; i < logs.size(); i++) {
            Log other = logs.get(i);
            if (isThere(other.path(), posix) && posix.stat(other.path()).sameFile(directory)) {
                logs.set(i, new Log(other.name() + "," + log.name(), other.path()));
                return;
            }
        }
        logs.add(log);
    }

    /** Whether a word is a log's path: else it is a service, or the path of one, which has scripts and no log in it. */
    private static boolean isPath(String word, Posix posix) {
        if (!isThere(word, posix)) {
            return word.contains("/");
        }
        boolean service = isThere(word + "/run", posix) || isThere(word + "/setup", posix);
        return !service || LogLocation.isDirectoryOfLog(word, posix);
    }

    private static boolean isThere(String path, Posix posix) {
        try {
            posix.stat(path);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** See no-color.org. */
    private static boolean isColourful(Invocation call, Posix posix) {
        return call.variable("NO_COLOR").isEmpty()
                && !call.variable("TERM").equals("dumb")
                && posix.isatty(STANDARD_OUTPUT);
    }

    private static void complain(Invocation call, @Nullable String what) {
        call.err().print(call.name() + ": " + (what == null ? "wrong arguments" : what) + "\n");
    }
}
