package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.List;
import nitro.spat.State;
import nitro.text.Durations;

/**
 * A service that a command waits for, as one reads it while it waits.
 *
 * @param state the last that was heard of it
 * @param ending how its last process ended, or what it waits for where it is BLOCKED; empty if it ended well, or that is not known
 * @param left milliseconds until nitro does something about it by itself, such as killing it; -1: it will not, or unknown
 */
public record AwaitedService(String name, State state, String ending, long left) {
    /**
     * The services waited for and the time left, in a line that fits: {@code waiting for db (stopping, killed in 4s)}.
     */
    public static String line(List<AwaitedService> all, int width, Style style) {
        List<String> parts = new ArrayList<>();
        int room = width - 1 - "waiting for ".length();
        for (AwaitedService one : all) {
            String rest = all.size() == parts.size() + 1 ? "" : " and " + (all.size() - parts.size()) + " more";
            String part = one.part(style);
            room -= Text.width(part) + 2;
            if (room < rest.length() && !parts.isEmpty()) {
                break;
            }
            parts.add(part);
        }
        int more = all.size() - parts.size();
        String line = "waiting for " + String.join(", ", parts) + (more > 0 ? " and " + more + " more" : "");
        return Text.cut(line, width - 1, style);
    }

    private String part(Style style) {
        return Text.visible(name, style) + " (" + doing() + ")";
    }

    private String doing() {
        Appearance appearance = Appearance.of(state);
        if (state == State.BLOCKED && !ending.isEmpty()) {
            return ending;
        }
        if (state == State.DELAY && !ending.isEmpty()) {
            return ending + then("; ", appearance);
        }
        if (state == State.STARTING && left < 0) {
            return "starting, has not reported that it is ready";
        }
        return appearance.doing() + then(", ", appearance);
    }

    private String then(String gap, Appearance appearance) {
        return left < 0 || appearance.next().isEmpty()
                ? ""
                : gap + appearance.next() + " in " + Durations.text((left + 999) / 1000);
    }
}
