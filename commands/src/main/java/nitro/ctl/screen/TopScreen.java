package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nitro.ctl.screen.Style.Colour;
import nitro.posix.WindowSize;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;

/**
 * What {@code nitroctl top} shows: services as they are, what they use, and the end of one's log.
 *
 * @param rows in the order in which they are shown
 * @param selected the name of the selected service
 * @param order the name of the order
 * @param log the end of the selected service's log, or why there is none
 * @param last a question, or what there is to say; empty: which keys there are
 */
public record TopScreen(List<Row> rows, String selected, String order, List<String> log, String last) {
    /**
     * A service and what its processes use.
     *
     * @param cpu percent of one processor, -1 if it is not known
     * @param memory bytes that are resident, -1 if it is not known
     */
    public record Row(Service service, double cpu, long memory) {}

    /** What can be sorted by. */
    public enum By {
        NAME(Comparator.comparing(row -> row.service.name())),
        FAILING(Comparator.comparing(
                row -> !Words.isFailing(row.service.status().state()))),
        CPU(Comparator.comparingDouble(row -> -row.cpu)),
        MEMORY(Comparator.comparingLong(row -> -row.memory)),
        UPTIME(Comparator.comparingLong(row -> row.service.status().uptime()));

        @SuppressWarnings("ImmutableEnumChecker") // it has no state
        private final Comparator<Row> comparator;

        By(Comparator<Row> comparator) {
            this.comparator = comparator;
        }

        /** In this order; those that are equal in the order that they have. */
        public List<Row> sorted(List<Row> rows) {
            List<Row> sorted = new ArrayList<>(rows);
            sorted.sort(comparator);
            return sorted;
        }

        public By next() {
            return values()[(ordinal() + 1) % values().length];
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String KEYS = "q leave  s start  t stop  r restart  o order  l log  p plain";
    private static final int SHORTEST_NAME = 16;
    private static final int LONGEST_LOG = 10;

    /** The columns behind the name, and how wide they are. */
    private enum Column {
        STATE(8),
        PID(7),
        CPU(6),
        MEM(6),
        FOR(7),
        EXIT(10);

        final int width;

        Column(int width) {
            this.width = width;
        }

        String of(Row row) {
            Status status = row.service.status();
            return switch (this) {
                case STATE -> status.state().toString();
                case PID -> status.pid() == 0 ? "-" : Integer.toString(status.pid());
                case CPU -> row.cpu < 0 ? "-" : tenths(row.cpu) + "%";
                case MEM -> row.memory < 0 ? "-" : bytes(row.memory);
                case FOR -> Words.duration(status.uptime());
                case EXIT -> Words.ending(status.wstatus());
            };
        }

        String title() {
            return this == EXIT ? "LAST EXIT" : name();
        }

        String cell(String text) {
            return this == STATE || this == EXIT ? Text.left(text, width) : Text.right(text, width);
        }
    }

    private static final List<Column> EXPENDABLE =
            List.of(Column.EXIT, Column.PID, Column.FOR, Column.MEM, Column.CPU, Column.STATE);

    /** How many rows of a table there is room for, log shown or not. */
    public static int room(int rows, boolean log) {
        return Math.max(1, rows - 3 - (log ? logLines(rows) + 1 : 0));
    }

    /** How many lines of a log there is room for. */
    public static int logLines(int rows) {
        return Math.clamp(rows / 3, 0, LONGEST_LOG);
    }

    /** As many lines as the terminal has. */
    public List<String> lines(WindowSize size, boolean withLog, Style style) {
        int width = Math.max(1, size.columns() - 1);
        boolean log = withLog && size.rows() >= 10;
        List<Column> columns = new ArrayList<>(List.of(Column.values()));
        int name = SHORTEST_NAME;
        for (Row row : rows) {
            name = Math.max(name, Text.width(Text.visible(row.service.name(), style)));
        }
        for (Column column : EXPENDABLE) {
            if (nameRoom(width, columns) < SHORTEST_NAME) {
                columns.remove(column);
            }
        }
        name = Math.clamp(nameRoom(width, columns), 1, name);
        List<String> lines = new ArrayList<>();
        List<Service> services = rows.stream().map(Row::service).toList();
        lines.add(style.paint(Colour.BOLD, Text.cut(ServiceTable.sum(services) + "  by " + order, width, style)));
        lines.add(style.paint(Colour.DIM, Text.cut(head(name, columns), width, style)));
        int room = room(size.rows(), log);
        int first = Math.clamp(index() - room + 1L, 0, Math.max(0, rows.size() - room));
        for (int i = 0; i < room; i++) {
            lines.add(first + i < rows.size() ? line(rows.get(first + i), name, columns, width, style) : "");
        }
        if (log) {
            appendLog(lines, logLines(size.rows()), width, style);
        }
        lines.add(
                last.isEmpty()
                        ? style.paint(Colour.DIM, Text.cut(KEYS, width, style))
                        : style.paint(Colour.BOLD, Text.cut(last, width, style)));
        return lines.subList(Math.max(0, lines.size() - size.rows()), lines.size());
    }

    private int index() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).service.name().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    private void appendLog(List<String> lines, int count, int width, Style style) {
        String dashes = style.unicode() ? "\u2500\u2500" : "--";
        String title = dashes + " log of " + Text.visible(selected, style) + " " + dashes;
        lines.add(style.paint(Colour.DIM, Text.cut(selected.isEmpty() ? dashes : title, width, style)));
        int first = Math.max(0, log.size() - count);
        for (int i = 0; i < count; i++) {
            lines.add(first + i < log.size() ? Text.cut(Text.visible(log.get(first + i), style), width, style) : "");
        }
    }

    private static int nameRoom(int width, List<Column> columns) {
        int room = width - 4;
        for (Column column : columns) {
            room -= column.width + 1;
        }
        return room;
    }

    private static String head(int name, List<Column> columns) {
        StringBuilder line = new StringBuilder("    ").append(Text.left("SERVICE", name));
        for (Column column : columns) {
            line.append(' ').append(column.cell(column.title()));
        }
        return line.toString().stripTrailing();
    }

    private String line(Row row, int name, List<Column> columns, int width, Style style) {
        Status status = row.service.status();
        boolean here = row.service.name().equals(selected);
        String sign = Words.sign(status.state(), style);
        String label = Text.left(Text.cut(Text.visible(row.service.name(), style), name, style), name);
        Style inner = here ? new Style(false, style.unicode()) : style;
        StringBuilder line = new StringBuilder(here ? "> " : "  ");
        line.append(inner.paint(Words.colour(status.state()), sign)).append(' ').append(label);
        for (Column column : columns) {
            String cell = column.cell(column.of(row));
            line.append(' ').append(column == Column.STATE ? inner.paint(Words.colour(status.state()), cell) : cell);
        }
        String text = line.toString();
        boolean bar = here && style.colour();
        return bar ? style.paint(Colour.REVERSE, Text.left(text, width)) : text.stripTrailing();
    }

    private static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    /** In the largest unit that makes it 1 or more; powers of 1024. */
    static String bytes(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= 1000 && unit < 4) {
            number /= 1024;
            unit++;
        }
        return (number < 10 && unit > 1 ? tenths(number) : Long.toString(Math.round(number))) + "BKMGT".charAt(unit);
    }
}
