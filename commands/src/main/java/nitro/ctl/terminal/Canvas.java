package nitro.ctl.terminal;

import java.util.ArrayList;
import java.util.List;

/** The whole screen of a terminal: what was there comes back when it is left. Only lines that are others are written. */
public final class Canvas {
    /** The other screen of the terminal, without a cursor. */
    private static final String ENTER = "\033[?1049h\033[?25l";

    private static final String CLEAR = "\033[H\033[2J";
    /** A terminal that has no other screen, as the console of a machine, is left empty. */
    private static final String LEAVE = CLEAR + "\033[?25h\033[?1049l";

    private final LiveTerminal terminal;
    private final List<String> shown = new ArrayList<>();
    private boolean entered;
    private boolean clear;

    public Canvas(LiveTerminal terminal) {
        this.terminal = terminal;
    }

    /** Nothing of what was drawn is to be relied on. */
    public void clear() {
        clear = true;
    }

    /** Draws lines from the top; none may be as wide as the terminal. */
    public void draw(List<String> lines) {
        StringBuilder out = new StringBuilder(entered ? "" : ENTER);
        if (clear || !entered) {
            out.append(CLEAR);
            shown.clear();
        }
        entered = true;
        clear = false;
        for (int i = 0; i < Math.max(lines.size(), shown.size()); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (i == shown.size()) {
                shown.add("");
            }
            if (!line.equals(shown.get(i))) {
                out.append("\033[").append(i + 1).append(";1H").append(line).append("\033[K");
                shown.set(i, line);
            }
        }
        if (!out.isEmpty()) {
            terminal.write(out.toString());
        }
    }

    /** Restores the screen from before. */
    public void leave() {
        if (entered) {
            terminal.write(LEAVE);
            entered = false;
        }
    }
}
