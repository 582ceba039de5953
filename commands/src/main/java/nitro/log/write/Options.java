package nitro.log.write;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nitro.posix.Invocation;
import nitro.text.Getopt;
import nitro.text.Numbers;
import nitro.text.Stamp;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** The command line of nitro-log: svlogd's letters, and words for what svlogd has not. */
final class Options {
    static final String PAGE = """
            usage: nitro-log [OPTION ...] DIR ...

            Reads lines on standard input and stores them in each DIR, in the file
            `current`. When that is full or old, or on request, it is rotated: renamed to
            the time of the rotation, `@TAI64N.s`.

            Timestamps before each line:
              -t                TAI64N, which nitro-tail shows as local time
              -tt, -ttt         UTC: 2026-11-21_05:04:03.123456, with a T in place of the _
              --iso             RFC 3339: 2026-11-21T05:04:03.123456Z

            JSON objects in place of lines, one on each line:
              --json            {"time":...,"service":...,"stream":...,"message":...}; a
                                line that is an object already keeps its members, and gets
                                time, service and stream if it lacks them
              --service NAME    the service; by default DIR's last segment
              --stream NAME     the stream; by default stdout

            Files, unless DIR/config says otherwise:
              --size BYTES      rotate before current gets longer (1000000; 0: never; k, m,
                                g)
              --age SECONDS     rotate when current is this old (never; m, h, d)
              --keep N          number of rotated files to keep (10; 0: all)
              --total BYTES     remove the oldest files before all together get larger
              --gzip            compress rotated files to @TAI64N.s.gz, in another process

            Which lines, and where else:
              --grep REGEX      only lines with a match for REGEX (of Java)
              --echo            also copy everything to standard output, unchanged
              -l LENGTH         number of bytes of a line that patterns look at (1000); a
                                line is never cut
              -r C, -R CHARS    write C in place of unprintable bytes, and of each of CHARS
                                (C: _)
              -b BYTES          number of bytes to read at once, if more than 65536
              -v                report what is done

            DIR/config has one setting a line, as for svlogd: sBYTES nFILES NLEAST tSECONDS
            !PROCESSOR pPREFIX uADDRESS UADDRESS, and patterns that leave lines out (-),
            take them in (+), copy them to standard error (e) or do not (E). In a pattern,
            * matches up to the next character of the pattern, + one or more of that
            character.

            Signals: HUP reads config again; ALRM rotates now; TERM writes everything that
            is in the pipe, and ends.

            A logger for all services of nitro, /etc/nitro/LOG@/run:

                #!/bin/sh
                exec nitro-log -t /var/log/"$1"

            Exit status: 0 the input ended; 2 wrong usage; 111 no DIR could be opened, or
            the input could not be read.
            """;

    private static final Map<String, Boolean> WORDS = Map.ofEntries(
            Map.entry("iso", false),
            Map.entry("json", false),
            Map.entry("service", true),
            Map.entry("stream", true),
            Map.entry("size", true),
            Map.entry("age", true),
            Map.entry("keep", true),
            Map.entry("total", true),
            Map.entry("gzip", false),
            Map.entry("grep", true),
            Map.entry("echo", false),
            Map.entry("help", false),
            Map.entry("version", false));
    private static final String LETTERS = "tvVl:b:r:R:";
    private static final int LENGTH = 1000;
    private static final int MOST = 1 << 28;

    private final Map<String, String> values = new HashMap<>();
    private List<String> directories = List.of();
    private int stamps;

    private Options() {}

    static Options parse(Invocation call) throws UsageException {
        Options options = new Options();
        options.directories = new Getopt(LETTERS, WORDS).parse(call.args(), options::take);
        if (options.directories.isEmpty() && !options.help() && !options.version()) {
            throw new UsageException("no directory given; see --help");
        }
        return options;
    }

    private void take(String option, String value) {
        stamps += option.equals("t") ? 1 : 0;
        values.put(option, value);
    }

    boolean help() {
        return has("help");
    }

    boolean version() {
        return has("version") || has("V");
    }

    List<String> directories() {
        return directories;
    }

    private boolean has(String option) {
        return values.containsKey(option);
    }

    private String value(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    Settings settings(Invocation call) throws UsageException {
        boolean json = has("json");
        if ((stamps > 0 ? 1 : 0) + (has("iso") ? 1 : 0) + (json ? 1 : 0) > 1) {
            throw new UsageException("-t, --iso and --json: only one of them");
        }
        int length = (int) number("l", LENGTH, MOST);
        int batch = (int) number("b", 0, MOST);
        return new Settings(
                style(),
                json,
                value("service", ""),
                value("stream", "stdout"),
                Math.max(1, length),
                Math.max(Math.max(batch, Intake.MOST), 2 * Lines.part(length)),
                number("total", Long.MAX_VALUE, Long.MAX_VALUE),
                grep(),
                replacement(),
                value("R", ""),
                has("gzip"),
                has("echo"),
                has("v"),
                config(),
                what -> call.err().print(call.name() + ": " + what + "\n"));
    }

    private Stamp.Style style() {
        if (has("iso")) {
            return Stamp.Style.ISO;
        }
        return switch (stamps) {
            case 0 -> Stamp.Style.NONE;
            case 1 -> Stamp.Style.TAI;
            case 2 -> Stamp.Style.UNDERSCORE;
            default -> Stamp.Style.LETTER;
        };
    }

    private char replacement() throws UsageException {
        String by = value("r", has("R") ? "_" : "");
        if (has("r") && by.length() != 1) {
            throw new UsageException("-r " + by + ": needs one character");
        }
        return by.isEmpty() ? 0 : by.charAt(0);
    }

    /** Regular expressions are of characters, and arguments of bytes. */
    private @Nullable Pattern grep() throws UsageException {
        String regex = values.get("grep");
        try {
            return regex == null
                    ? null
                    : Pattern.compile(new String(regex.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        } catch (PatternSyntaxException e) {
            throw new UsageException("--grep " + regex + ": " + e.getDescription());
        }
    }

    /** The options of files are lines of a configuration that comes before each directory's own. */
    private Config config() throws UsageException {
        long size = number("size", Config.DEFAULT.size(), Long.MAX_VALUE);
        long keep = number("keep", Config.DEFAULT.keep(), Long.MAX_VALUE);
        String age = value("age", "0");
        if (!age.matches("[0-9]+[mhd]?")) {
            throw new UsageException("--age " + age + ": not a number of seconds");
        }
        return Config.DEFAULT.with("s" + size + "\nn" + keep + "\nt" + age);
    }

    private long number(String option, long otherwise, long most) throws UsageException {
        String word = values.get(option);
        if (word == null) {
            return otherwise;
        }
        long number = Numbers.withUnit(word);
        if (number < 0) {
            throw new UsageException((option.length() == 1 ? "-" : "--") + option + " " + word + ": not a number");
        }
        return Math.min(most, number);
    }
}
