package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nitro.ctl.screen.Style.Colour;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.State;
import nitro.text.Durations;

/** Services as a table that fits a terminal's width: what {@code nitroctl list} shows there. */
public final class ServiceTable {
    private static final String GAP = "  ";
    /** Names are not cut to less than this while a column can be left out. */
    private static final int SHORTEST_NAME = 16;

    /** The columns after sign and name, in their order. */
    private enum Column {
        STATE("STATE"),
        PID("PID"),
        TIME("FOR"),
        CRASHES("CRASHES"),
        EXIT("LAST EXIT");

        final String title;

        Column(String title) {
            this.title = title;
        }

        String of(Service service, Style style) {
            Status status = service.status();
            return switch (this) {
                case STATE -> status.state().toString();
                case PID -> status.pid() == 0 ? "-" : Integer.toString(status.pid());
                case TIME -> Durations.text(status.uptime());
                case CRASHES ->
                    service.trouble().crashes() == 0
                            ? "-"
                            : Long.toString(service.trouble().crashes());
                case EXIT ->
                    service.waitsFor().isEmpty()
                            ? Endings.brief(status.wstatus())
                                    + (service.trouble().killed() ? ", slow" : "")
                            : "waits for " + Text.visible(String.join(", ", service.waitsFor()), style);
            };
        }

        boolean isNumber() {
            return this == PID || this == TIME || this == CRASHES;
        }
    }

    /** The columns to drop, in this order, if there is no room for all; that of crashes is dropped before a name is cut. */
    private static final List<Column> EXPENDABLE = List.of(Column.PID, Column.EXIT, Column.TIME);

    private final Style style;
    private final List<Column> columns = new ArrayList<>(List.of(Column.values()));
    private final Map<Column, Integer> widths = new EnumMap<>(Column.class);
    private int name = "SERVICE".length();

    private ServiceTable(List<Service> services, int width, Style style) {
        this.style = style;
        for (Service service : services) {
            name = Math.max(name, Text.width(Text.visible(service.name(), style)));
        }
        for (Column column : columns) {
            int widest = column.title.length();
            for (Service service : services) {
                widest = Math.max(widest, Text.width(column.of(service, style)));
            }
            widths.put(column, widest);
        }
        boolean none = services.stream().allMatch(service -> service.trouble().crashes() == 0);
        if (none || room(width) < name) {
            columns.remove(Column.CRASHES);
        }
        for (Column column : EXPENDABLE) {
            if (room(width) < Math.min(name, SHORTEST_NAME)) {
                columns.remove(column);
            }
        }
        name = Math.clamp(room(width), 1, name);
    }

    /** Cells left for the name. */
    private int room(int width) {
        int room = width - 2;
        for (Column column : columns) {
            room -= GAP.length() + widths.getOrDefault(column, 0);
        }
        return room;
    }

    /** The table's lines, with a head and, if there is more than one service, a sum. */
    public static List<String> lines(List<Service> services, int width, Style style) {
        if (services.isEmpty()) {
            return List.of("no services");
        }
        ServiceTable table = new ServiceTable(services, width, style);
        List<String> lines = new ArrayList<>();
        lines.add(table.head());
        for (Service service : services) {
            lines.add(table.line(service));
        }
        if (services.size() > 1) {
            lines.add(style.paint(Colour.DIM, Text.cut(sum(services), width, style)));
        }
        return lines;
    }

    private String head() {
        StringBuilder line = new StringBuilder("  ").append(Text.left("SERVICE", name));
        for (Column column : columns) {
            line.append(GAP).append(cell(column, column.title));
        }
        return style.paint(Colour.BOLD, line.toString().stripTrailing());
    }

    private String line(Service service) {
        Status status = service.status();
        Appearance appearance = Appearance.of(status.state());
        StringBuilder line = new StringBuilder();
        line.append(style.paint(appearance.colour(), appearance.sign(style))).append(' ');
        line.append(Text.left(Text.cut(Text.visible(service.name(), style), name, style), name));
        for (Column column : columns) {
            String cell = cell(column, column.of(service, style));
            boolean last = column == columns.getLast();
            line.append(GAP).append(style.paint(colour(column, status), last ? cell.stripTrailing() : cell));
        }
        return line.toString().stripTrailing();
    }

    private String cell(Column column, String text) {
        int room = widths.getOrDefault(column, 0);
        return column.isNumber() ? Text.right(text, room) : Text.left(text, room);
    }

    private static Colour colour(Column column, Status status) {
        return switch (column) {
            case STATE -> Appearance.of(status.state()).colour();
            case EXIT -> Appearance.of(status.state()).failing() ? Colour.RED : Colour.DIM;
            case PID, TIME, CRASHES -> Colour.NONE;
        };
    }

    /** How many services, and how many of them in each state that occurs: those to look after first. */
    static String sum(List<Service> services) {
        int[] count = new int[State.values().length];
        for (Service service : services) {
            count[service.status().state().ordinal()]++;
        }
        List<String> parts = new ArrayList<>();
        for (State state : Appearance.byUrgency()) {
            if (count[state.ordinal()] > 0) {
                parts.add(count[state.ordinal()] + " " + state);
            }
        }
        return services.size() + " services: " + String.join(", ", parts);
    }
}
