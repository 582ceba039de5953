package nitro.ctl.screen;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nitro.ctl.screen.Style.Colour;
import nitro.spat.State;

/**
 * How people see a state. A new state gets its row in {@link #of} and is then shown, counted and sorted everywhere.
 *
 * @param unicodeSign for those who see no colours: one character, whose shape differs from the others
 * @param asciiSign the same where there is no Unicode
 * @param urgency what to look after first has the least; no two states have the same
 * @param failing whether somebody should look after a service in this state
 * @param now what has become of a service that has just entered this state
 * @param doing what a service does in this state, for somebody who waits for it
 * @param next what nitro does when the state's timer ends; empty if it has none
 */
public record Appearance(
        String unicodeSign,
        String asciiSign,
        Colour colour,
        int urgency,
        boolean failing,
        String now,
        String doing,
        String next) {
    private static final List<State> BY_URGENCY = Stream.of(State.values())
            .sorted(Comparator.comparingInt(state -> of(state).urgency))
            .toList();

    public static Appearance of(State state) {
        return switch (state) {
            case FATAL ->
                new Appearance(
                        "\u2717", "!", Colour.ALARM, 0, true, "failed; only `start` starts it again", "still down", "");
            case DELAY ->
                new Appearance("\u25cc", "?", Colour.YELLOW, 1, true, "failed; retrying soon", "failed", "retrying");
            case BLOCKED ->
                new Appearance(
                        "\u25d4",
                        "#",
                        Colour.YELLOW,
                        2,
                        true,
                        "waits for another service",
                        "waits for another service",
                        "");
            case RESTART ->
                new Appearance(
                        "\u21bb", "%", Colour.YELLOW, 3, true, "restarting", "stopping, to start again", "killed");
            case SHUTDOWN -> new Appearance("\u25bc", "v", Colour.BLUE, 4, false, "stopping", "stopping", "killed");
            case SETUP -> new Appearance("\u25b2", "^", Colour.CYAN, 5, false, "its setup runs", "its setup runs", "");
            case STARTING -> new Appearance("\u25b2", "^", Colour.CYAN, 6, false, "starting", "starting", "ready");
            case UP -> new Appearance("\u25cf", "+", Colour.GREEN, 7, false, "up", "still up", "");
            case ONESHOT -> new Appearance("\u2713", "=", Colour.GREEN, 8, false, "done", "still up", "");
            case DONE -> new Appearance("\u2714", "*", Colour.GREEN, 10, false, "done", "done", "");
            case DOWN -> new Appearance("\u25cb", "-", Colour.DIM, 9, false, "down", "still down", "");
        };
    }

    /** All states, those to look after first. */
    static List<State> byUrgency() {
        return BY_URGENCY;
    }

    String sign(Style style) {
        return style.unicode() ? unicodeSign : asciiSign;
    }

    /** The state in its colour, behind its sign. */
    public static String signed(State state, Style style) {
        Appearance it = of(state);
        return style.paint(it.colour, it.sign(style) + " " + state);
    }

    /** A service in its state, as a line of text has it: its sign, its name and the state in brackets. */
    public static String described(String name, State state, Style style) {
        Appearance it = of(state);
        return style.paint(it.colour, it.sign(style)) + ' ' + Text.visible(name, style) + " ("
                + style.paint(it.colour, state.toString()) + ')';
    }
}
