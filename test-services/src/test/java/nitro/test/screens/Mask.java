package nitro.test.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nitro.test.harness.Nitro;

/** Replaces what is another each time, processes, times and places, by what could be. */
final class Mask {
    private static final String PID = "12345";
    private static final String TIME = "3s";

    /** The end of a table's row: spaces and PID, spaces and FOR. */
    private static final Pattern CELLS =
            Pattern.compile("( +)(\\d+|-|PID)( {2,})(\\d+s|\\d+m \\d\\ds|FOR)(?= |$|\\^\\[)");

    private Mask() {}

    static String mask(String screen, Nitro nitro) {
        var lines = new ArrayList<String>();
        for (String line :
                table(screen.replace(nitro.root("").toString(), "/srv").lines().toList())) {
            // Of times without a date: a log's on a screen, of which those of another day have one.
            lines.add(line.replaceAll("(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?= )", "04:30:00.123")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{9})?", "2026-11-21 04:30:00$1")
                    .replaceAll("00\\.\\d{9}", "00.123456789")
                    .replaceAll("^( {13,}|  processes  +|  pid +)\\d+(?= |$)", "$1" + PID)
                    .replaceAll("( for )\\d+[ms][ 0-9s]*, since", "$1" + TIME + ", since")
                    .replaceAll("( last )\\d+[ms][ 0-9s]* ago", "$1" + TIME + " ago")
                    .replaceAll("( in )\\d+(\\.\\d)?s", "$1" + TIME));
        }
        return String.join("\n", lines);
    }

    /** With columns of the widths that they have for the values that we put there. */
    private static List<String> table(List<String> lines) {
        int pid = PID.length();
        int time = "FOR".length();
        int widestPid = "PID".length();
        int widestTime = time;
        for (String line : lines) {
            Matcher row = CELLS.matcher(line);
            if (row.find()) {
                widestPid = Math.max(widestPid, row.group(2).length());
                widestTime = Math.max(widestTime, row.group(4).length());
            }
        }
        var all = new ArrayList<String>();
        for (String line : lines) {
            Matcher row = CELLS.matcher(line);
            if (row.find()) {
                String first = row.group(2).replaceAll("\\d+", PID);
                String second = row.group(4).replaceAll("\\d.*", TIME);
                int firstWidth = row.group(1).length() + row.group(2).length() + pid - widestPid;
                int secondWidth = row.group(3).length() + row.group(4).length() + time - widestTime;
                all.add(line.substring(0, row.start())
                        + right(first, firstWidth)
                        + right(second, secondWidth)
                        + line.substring(row.end()));
            } else {
                all.add(line);
            }
        }
        return all;
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
