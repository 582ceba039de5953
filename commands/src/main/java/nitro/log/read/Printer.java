package nitro.log.read;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nitro.text.Printable;
import org.jspecify.annotations.Nullable;

/** Prints lines for people, or as JSON. */
final class Printer {
    /** How lines are printed. */
    enum Form {
        TEXT,
        /** The same, with the names in colour. */
        COLOUR,
        /** The same with short times, for a screen that shows more than a log. */
        BRIEF,
        JSON
    }

    /** Of the 256 that terminals know: such as can be read on black and on white, and none for errors, which is red. */
    private static final int[] COLOURS = {
        28, 30, 31, 33, 35, 61, 63, 64, 67, 71, 91, 94, 97, 99, 101, 126, 130, 133, 136, 141
    };

    private final List<String> names;
    private final Form form;
    private final LocalZone zone;
    private final boolean terminal;
    private final PrintStream out;
    private final String[] prefixes;
    /** The date of what is printed without one: brief lines of today. */
    private final String today;

    /**
     * @param now nanoseconds since 1970
     * @param names of the logs; a sole one is left away but in JSON
     * @param terminal whether it is one that sees what is printed
     */
    Printer(long now, List<String> names, Form form, LocalZone zone, boolean terminal, PrintStream out) {
        this.names = names;
        this.form = form;
        this.zone = zone;
        this.terminal = terminal;
        this.out = out;
        today = form == Form.BRIEF ? date(now, zone) : "";
        Map<String, Integer> colours = form == Form.COLOUR ? colours(names) : Map.of();
        prefixes = names.stream()
                .map(name -> names.size() == 1 ? "" : prefix(name, colours.get(name)))
                .toArray(String[]::new);
    }

    private static String prefix(String name, @Nullable Integer colour) {
        return colour == null ? name + ": " : "\033[38;5;" + colour + "m" + name + ":\033[0m ";
    }

    /** A name has the same colour whatever else is shown, unless that has it too. */
    static Map<String, Integer> colours(List<String> names) {
        Map<String, Integer> colours = new HashMap<>();
        for (String name : new TreeSet<>(names)) {
            int at = Math.floorMod(name.hashCode() * 0x9e3779b9 >>> 8, COLOURS.length);
            while (colours.size() < COLOURS.length && colours.containsValue(COLOURS[at])) {
                at = (at + 1) % COLOURS.length;
            }
            colours.put(name, COLOURS[at]);
        }
        return colours;
    }

    void print(int log, Line line) {
        byte[] text = terminal ? Printable.line(line.text) : line.text;
        if (form == Form.JSON) {
            out.print(JsonLine.of(names.get(log), line));
        } else {
            out.print(prefixes[log]);
            int from = 0;
            if (line.isLabelled()) {
                out.print(form == Form.BRIEF ? briefly(line.time) : zone.time(line.time, ' '));
                from = line.stamp;
            }
            out.write(text, from, text.length - from);
        }
        out.write('\n');
    }

    /** To the millisecond, and with its date only if that is not today's. */
    private String briefly(long nanos) {
        String text = zone.time(nanos, ' ');
        int end = text.length() - 6;
        return text.startsWith(today) ? text.substring(today.length(), end) : text.substring(0, end);
    }

    /** With the blank behind it. */
    private static String date(long nanos, LocalZone zone) {
        String text = zone.time(nanos, ' ');
        return text.substring(0, text.indexOf(' ') + 1);
    }
}
