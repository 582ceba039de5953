package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nitro.ctl.screen.Offer.Candidate;
import nitro.ctl.screen.Style.Colour;

/**
 * A line that somebody types: keys go in, lines of a screen come out. It knows no terminal.
 *
 * <p>Up and Down go through the history, only through what begins as the line does. What the history suggests stands dim
 * behind the cursor, and Right takes it. Tab completes; where there is a choice it is listed below, and Tab goes through it.
 */
public final class LineEditor {
    /** What a key has come to. */
    public enum Result {
        EDITING,
        /** Enter: {@link #text} is the line. */
        LINE,
        INTERRUPTED,
        /** The end of input: control-D on an empty line. */
        END,
        /** The screen is to be cleared. */
        CLEAR
    }

    private static final int MOST_OFFERED = 10;

    private final List<String> history;
    private final Function<String, Offer> completer;
    private final StringBuilder line = new StringBuilder();
    private int cursor;
    private int past;
    private String typed = "";
    private Offer menu = Offer.NONE;
    private int selected = -1;
    private String killed = "";

    /**
     * @param history lines that were typed before, the last one last; whoever owns it adds to it
     * @param completer completes the line up to the cursor
     */
    public LineEditor(List<String> history, Function<String, Offer> completer) {
        this.history = history;
        this.completer = completer;
        past = history.size();
    }

    public String text() {
        return line.toString();
    }

    /** Begins anew, with an empty line. */
    public void reset() {
        set("");
        past = history.size();
        typed = "";
        closeMenu();
    }

    public Result key(String key) {
        boolean choosing = key.equals("Tab") || key.equals("BackTab");
        if (key.equals("Enter") && selected >= 0) {
            insert(" ");
            closeMenu();
            return Result.EDITING;
        }
        if (!choosing) {
            closeMenu();
        }
        int before = past;
        Result result = edit(key);
        if (past == before && !key.equals("Up") && !key.equals("Down")) {
            past = history.size();
        }
        return result;
    }

    private Result edit(String key) {
        switch (key) {
            case "Enter" -> {
                cursor = line.length();
                return Result.LINE;
            }
            case "C-c" -> {
                return Result.INTERRUPTED;
            }
            case "C-d" -> {
                if (line.isEmpty()) {
                    return Result.END;
                }
                delete(cursor, after());
            }
            case "C-l" -> {
                return Result.CLEAR;
            }
            case "Tab" -> complete(1);
            case "BackTab" -> complete(-1);
            case "Left", "C-b" -> cursor = before();
            case "Right", "C-f", "End", "C-e" -> {
                if (cursor == line.length()) {
                    insert(suggestion());
                } else {
                    cursor = key.equals("Right") || key.equals("C-f") ? after() : line.length();
                }
            }
            case "Home", "C-a" -> cursor = 0;
            case "C-Left", "M-b" -> cursor = wordBefore();
            case "C-Right", "M-f" -> cursor = wordAfter();
            case "Backspace" -> delete(before(), cursor);
            case "Delete" -> delete(cursor, after());
            case "C-w" -> kill(wordBefore(), cursor);
            case "M-d" -> kill(cursor, wordAfter());
            case "C-k" -> kill(cursor, line.length());
            case "C-u" -> kill(0, cursor);
            case "C-y" -> insert(killed);
            case "Up", "C-p" -> recall(-1);
            case "Down", "C-n" -> recall(1);
            default -> {
                if (key.codePointCount(0, key.length()) == 1) {
                    insert(key);
                }
            }
        }
        return Result.EDITING;
    }

    private void set(String text) {
        line.setLength(0);
        line.append(text);
        cursor = line.length();
    }

    private void insert(String text) {
        line.insert(cursor, text);
        cursor += text.length();
    }

    private void delete(int from, int to) {
        line.delete(from, to);
        cursor = from;
    }

    private void kill(int from, int to) {
        killed = line.substring(from, to);
        delete(from, to);
    }

    private int before() {
        return cursor == 0 ? 0 : line.offsetByCodePoints(cursor, -1);
    }

    private int after() {
        return cursor == line.length() ? cursor : line.offsetByCodePoints(cursor, 1);
    }

    private int wordBefore() {
        int at = cursor;
        while (at > 0 && line.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && line.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }

    private int wordAfter() {
        int at = cursor;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        while (at < line.length() && line.charAt(at) != ' ') {
            at++;
        }
        return at;
    }

    private void recall(int step) {
        if (past == history.size()) {
            typed = line.toString();
        }
        for (int at = past + step; at >= 0 && at <= history.size(); at += step) {
            String found = at == history.size() ? typed : history.get(at);
            if (at == history.size() || found.startsWith(typed) && !found.contentEquals(line)) {
                past = at;
                set(found);
                return;
            }
        }
    }

    /** The rest of the last line of the history that began so. */
    private String suggestion() {
        if (line.isEmpty()) {
            return "";
        }
        String begin = line.toString();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).startsWith(begin) && history.get(i).length() > begin.length()) {
                return history.get(i).substring(begin.length());
            }
        }
        return "";
    }

    private void closeMenu() {
        menu = Offer.NONE;
        selected = -1;
    }

    private void complete(int step) {
        if (!menu.candidates().isEmpty()) {
            int count = menu.candidates().size();
            selected = selected < 0 ? (step > 0 ? 0 : count - 1) : Math.floorMod(selected + step, count);
            replace(menu.start(), menu.candidates().get(selected).word());
            return;
        }
        Offer found = completer.apply(line.substring(0, cursor));
        if (found.candidates().size() == 1) {
            replace(found.start(), found.candidates().getFirst().word() + " ");
        } else if (!found.candidates().isEmpty()) {
            if (found.start() + found.common().length() > cursor) {
                replace(found.start(), found.common());
            }
            menu = found;
        }
    }

    private void replace(int start, String word) {
        line.replace(start, cursor, word);
        cursor = start + word.length();
    }

    /** Lines for a screen, the one that is typed first, and where the cursor is in it. */
    public record View(List<String> lines, int column) {}

    /** @param prompt what stands before the line, without control characters */
    public View view(String prompt, int rows, int columns, Style style) {
        List<String> lines = new ArrayList<>();
        int room = Math.max(2, columns - Text.width(prompt) - 1);
        int first = 0;
        while (Text.width(line.substring(first, cursor)) >= room) {
            first = line.offsetByCodePoints(first, 1);
        }
        String shown = clipped(line.substring(first), room);
        String dim = cursor == line.length() && menu.candidates().isEmpty()
                ? clipped(suggestion(), room - Text.width(shown))
                : "";
        lines.add(style.paint(Colour.BOLD, prompt) + shown + (style.colour() ? style.paint(Colour.DIM, dim) : ""));
        lines.addAll(menuLines(Math.min(MOST_OFFERED, rows - 2), columns, style));
        return new View(lines, Text.width(prompt) + Text.width(line.substring(first, cursor)));
    }

    private static String clipped(String text, int room) {
        int end = text.length();
        while (end > 0 && Text.width(text.substring(0, end)) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private List<String> menuLines(int most, int columns, Style style) {
        List<String> lines = new ArrayList<>();
        List<Candidate> all = menu.candidates();
        int widest = 0;
        for (Candidate candidate : all) {
            widest = Math.max(widest, Text.width(candidate.word()));
        }
        int first = Math.clamp((long) selected - most + 1, 0, Math.max(0, all.size() - most));
        for (int i = first; i < all.size() && lines.size() < most; i++) {
            Candidate candidate = all.get(i);
            String mark = i == selected ? "> " : "  ";
            String word = Text.cut(mark + Text.left(candidate.word(), widest) + "  ", columns - 1, style);
            String description = Text.cut(candidate.description(), columns - 1 - Text.width(word), style);
            lines.add(
                    i == selected
                            ? style.paint(Colour.REVERSE, word + description)
                            : word + style.paint(Colour.DIM, description));
        }
        if (all.size() > first + lines.size() || first > 0) {
            String more = "  " + all.size() + " in all";
            lines.add(style.paint(Colour.DIM, Text.cut(more, columns - 1, style)));
        }
        return lines;
    }
}
