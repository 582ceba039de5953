package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nitro.ctl.screen.Style.Colour;
import nitro.posix.WindowSize;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nitroctl top} shows: services as they are, what they use, and the end of one's log.
 *
 * @param rows in the order in which they are shown
 * @param selected the name of the selected service
 * @param order the name of the order
 * @param pane what is below them
 * @param log the end of the selected service's log, or why there is none
 * @param last a question, or what there is to say; empty: which keys there are
 */
public record TopScreen(List<Row> rows, String selected, String order, Pane pane, List<String> log, String last) {
    /** The panes that can be shown below the services. */
    public enum Pane {
        NONE,
        LOG,
        KEYS
    }

    /**
     * A service and what its processes use.
     *
     * @param cpu percent of one processor, -1 if it is not known
     * @param memory bytes that are resident, -1 if it is not known
     */
    public record Row(Service service, double cpu, long memory) {}

    /** The sort orders. */
    public enum By {
        NAME(Comparator.comparing(row -> row.service.name())),
        FAILING(Comparator.comparingInt(row -> ListOrder.rank(row.service))),
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

        /** The order of this name, as on a command line; null if there is none. */
        public static @Nullable By of(String word) {
            for (By by : values()) {
                if (by.word().equals(word)) {
                    return by;
                }
            }
            return null;
        }

        /** Its name on a command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SOME_KEYS = "q leave  h keys  s start  t stop  r restart  o order  l log  p plain";
    private static final List<String> KEYS = List.of(
            "Up Down PageUp PageDown Home End   select a service",
            "s t r        start, stop or restart it, after a question",
            "n f c m u    sort by name, failing first, CPU, memory, time; o: the next one",
            "l            show or hide its log",
            "p            freeze the screen, to copy from it",
            "C-l          draw and ask again",
            "C-z          suspend; `fg` continues it",
            "q            leave");
    private static final int SHORTEST_NAME = 16;
    /** A smaller screen shows services only. */
    private static final int SMALLEST_WITH_PANE = 10;

    /** The colours of a line of a log, which are not for this screen. */
    private static final Pattern RENDITION = Pattern.compile("\033\\[[0-9;]*m|\r$");

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
                case FOR -> Durations.text(status.uptime());
                case EXIT -> Endings.brief(status.wstatus());
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

    /** Cells for the name, and the columns for which there is room. */
    private record Layout(int name, List<Column> columns) {
        static Layout of(List<Row> rows, int width, Style style) {
            List<Column> columns = new ArrayList<>(List.of(Column.values()));
            for (Column column : EXPENDABLE) {
                if (nameRoom(width, columns) < SHORTEST_NAME) {
                    columns.remove(column);
                }
            }
            int name = SHORTEST_NAME;
            for (Row row : rows) {
                name = Math.max(name, Text.width(Text.visible(row.service.name(), style)));
            }
            return new Layout(Math.clamp(nameRoom(width, columns), 1, name), columns);
        }

        private static int nameRoom(int width, List<Column> columns) {
            int room = width - 4;
            for (Column column : columns) {
                room -= column.width + 1;
            }
            return room;
        }

        String head() {
            StringBuilder line = new StringBuilder("    ").append(Text.left("SERVICE", name));
            for (Column column : columns) {
                line.append(' ').append(column.cell(column.title()));
            }
            return line.toString().stripTrailing();
        }
    }

    /** How many services a screen of so many rows shows at once, of {@code count}. */
    public static int room(int rows, int count, Pane pane) {
        return Math.max(1, rows - 3 - (isShown(pane, rows) ? 1 + paneLines(rows, count) : 0));
    }

    private static boolean isShown(Pane pane, int rows) {
        return pane != Pane.NONE && rows >= SMALLEST_WITH_PANE;
    }

    /** A third of the screen, and what services do not need. */
    private static int paneLines(int rows, int count) {
        return Math.max(rows / 3, rows - 4 - Math.max(1, count));
    }

    /** As many lines as the terminal has. */
    public List<String> lines(WindowSize size, Style style) {
        int width = Math.max(1, size.columns() - 1);
        Layout layout = Layout.of(rows, width, style);
        List<String> lines = new ArrayList<>();
        int room = room(size.rows(), rows.size(), pane);
        int first = Math.clamp(index() - room + 1L, 0, Math.max(0, rows.size() - room));
        lines.add(style.paint(Colour.BOLD, Text.cut(title(first, room, width, style), width, style)));
        lines.add(style.paint(Colour.DIM, Text.cut(layout.head(), width, style)));
        for (int i = 0; i < room; i++) {
            lines.add(first + i < rows.size() ? line(rows.get(first + i), layout, width, style) : "");
        }
        if (isShown(pane, size.rows())) {
            appendPane(lines, paneLines(size.rows(), rows.size()), width, style);
        }
        lines.add(
                last.isEmpty()
                        ? style.paint(Colour.DIM, Text.cut(SOME_KEYS, width, style))
                        : style.paint(Colour.BOLD, Text.cut(last, width, style)));
        return lines.subList(Math.max(0, lines.size() - size.rows()), lines.size());
    }

    /** All services once, for a terminal that cannot be drawn on, or for none. */
    public static List<String> once(List<Row> rows, int width, Style style) {
        TopScreen screen = new TopScreen(rows, "", "", Pane.NONE, List.of(), "");
        Layout layout = Layout.of(rows, width, style);
        List<String> lines = new ArrayList<>();
        lines.add(Text.cut(sum(rows), width, style));
        lines.add(Text.cut(layout.head(), width, style));
        for (Row row : rows) {
            lines.add(screen.line(row, layout, width, style));
        }
        return lines;
    }

    private static String sum(List<Row> rows) {
        return rows.isEmpty()
                ? "no services"
                : ServiceTable.sum(rows.stream().map(Row::service).toList());
    }

    /** The number of services, their order, and how many the screen does not show; that last part is never cut. */
    private String title(int first, int room, int width, Style style) {
        int below = rows.size() - first - room;
        String shown = "  by " + order + (first > 0 ? ", " + first + " above" : "")
                + (below > 0 ? ", " + below + " below" : "");
        return Text.cut(sum(rows), Math.max(1, width - shown.length()), style) + shown;
    }

    private int index() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).service.name().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    private void appendPane(List<String> lines, int count, int width, Style style) {
        String dashes = style.unicode() ? "\u2500\u2500" : "--";
        String title =
                pane == Pane.KEYS ? "keys" : selected.isEmpty() ? "log" : "log of " + Text.visible(selected, style);
        lines.add(style.paint(Colour.DIM, Text.cut(dashes + " " + title + " " + dashes, width, style)));
        List<String> shown = pane == Pane.KEYS ? KEYS : log.subList(Math.max(0, log.size() - count), log.size());
        for (int i = 0; i < count; i++) {
            lines.add(i < shown.size() ? Text.cut(readable(shown.get(i), style), width, style) : "");
        }
    }

    private static String readable(String line, Style style) {
        return Text.visible(RENDITION.matcher(line).replaceAll("").replace("\t", "    "), style);
    }

    private String line(Row row, Layout layout, int width, Style style) {
        Status status = row.service.status();
        boolean here = row.service.name().equals(selected);
        Appearance appearance = Appearance.of(status.state());
        String name = Text.cut(Text.visible(row.service.name(), style), layout.name, style);
        Style inner = here ? new Style(false, style.unicode()) : style;
        StringBuilder line = new StringBuilder(here ? "> " : "  ");
        line.append(inner.paint(appearance.colour(), appearance.sign(style)))
                .append(' ')
                .append(Text.left(name, layout.name));
        for (Column column : layout.columns) {
            String cell = column.cell(column.of(row));
            line.append(' ').append(column == Column.STATE ? inner.paint(appearance.colour(), cell) : cell);
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
