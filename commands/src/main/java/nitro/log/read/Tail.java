package nitro.log.read;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nitro.posix.Posix;

/** Prints what is wanted of some logs, and what comes to them. */
public final class Tail {
    /**
     * A log.
     *
     * @param name what its lines are called by
     * @param path of the directory where it is kept, or of a file; it need not be there yet
     */
    public record Log(String name, String path) {}

    /** So many lines later it is seen whether anybody reads them. */
    private static final int LINES_A_TURN = 1 << 10;

    private static final int STANDARD_OUTPUT = 1;

    /** More are forgotten, and may be made again: files come and go for as long as logs are followed. */
    private static final int MOST_COMPLAINTS = 1000;

    private final WantedLines wanted;
    private final Printer.Form form;
    private final LocalZone zone;
    private final Posix posix;
    private final PrintStream out;
    private final Consumer<String> complaints;
    private final Set<String> complaintsMade = new HashSet<>();
    private long printed;

    /**
     * @param json whether each line is printed as an object
     * @param colour whether names are coloured otherwise
     * @param zone of the times that are shown
     * @param complaints told what could not be read, and why
     */
    public Tail(
            WantedLines wanted,
            boolean json,
            boolean colour,
            LocalZone zone,
            Posix posix,
            PrintStream out,
            Consumer<String> complaints) {
        this(
                wanted,
                json ? Printer.Form.JSON : colour ? Printer.Form.COLOUR : Printer.Form.TEXT,
                zone,
                posix,
                out,
                complaints);
    }

    private Tail(
            WantedLines wanted,
            Printer.Form form,
            LocalZone zone,
            Posix posix,
            PrintStream out,
            Consumer<String> complaints) {
        this.wanted = wanted;
        this.form = form;
        this.zone = zone;
        this.posix = posix;
        this.out = out;
        this.complaints = complaints;
    }

    /** One for a screen that shows more than logs: with short times. */
    public static Tail brief(
            WantedLines wanted, LocalZone zone, Posix posix, PrintStream out, Consumer<String> complaints) {
        return new Tail(wanted, Printer.Form.BRIEF, zone, posix, out, complaints);
    }

    /** Prints the lines that there are, and returns whether all could be read. */
    public boolean print(List<Log> logs) {
        List<LogReader> readers = readers(logs, false);
        if (wanted.last() > 0) {
            new Merge(readers).run(sink(logs));
        }
        readers.forEach(LogReader::close);
        return complaintsMade.isEmpty();
    }

    /**
     * Prints the lines that there are, and then all that come, until nobody reads them.
     *
     * @throws IOException if standard output is closed
     */
    public void follow(List<Log> logs) throws IOException {
        List<LogReader> readers = readers(logs, true);
        Follower follower = new Follower(readers.stream().map(LogReader::place).toList(), posix);
        Merge merge = new Merge(readers);
        Merge.Sink sink = sink(logs);
        follower.run(() -> merge.run(sink) && !out.checkError());
    }

    private Merge.Sink sink(List<Log> logs) {
        Printer printer = new Printer(
                posix.wallClock(),
                logs.stream().map(Log::name).toList(),
                form,
                zone,
                posix.isatty(STANDARD_OUTPUT),
                out);
        return (log, line) -> {
            printer.print(log, line);
            return ++printed % LINES_A_TURN != 0 || !out.checkError();
        };
    }

    private List<LogReader> readers(List<Log> logs, boolean followed) {
        Timestamps timestamps = new Timestamps(zone);
        List<LogReader> readers = new ArrayList<>();
        for (Log log : logs) {
            LogLocation place = LogLocation.of(log.path(), posix);
            LogReader reader = new LogReader(place, wanted, followed, timestamps, posix, this::complain);
            readers.add(reader);
            try {
                if (!reader.begin() && !followed) {
                    posix.stat(log.path());
                    complain(log.path() + ": no log is there");
                }
            } catch (IOException e) {
                complain(LogReader.why(e));
            }
        }
        return readers;
    }

    /** A file that cannot be read is tried again and again, and complained of once. */
    private void complain(String what) {
        if (complaintsMade.size() >= MOST_COMPLAINTS) {
            complaintsMade.clear();
        }
        if (complaintsMade.add(what)) {
            complaints.accept(what);
        }
    }
}
