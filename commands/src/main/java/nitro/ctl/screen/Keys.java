package nitro.ctl.screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys from the bytes that a terminal sends for them.
 *
 * <p>A key is a string: a character as itself, all others by name: {@code Enter}, {@code Tab}, {@code Up}, {@code C-a} for
 * control and a letter, {@code M-b} for escape and a letter, {@code C-Right}. What is not known is no key.
 */
public final class Keys {
    private static final char ESCAPE = 0x1b;

    private final boolean unicode;
    private final StringBuilder rest = new StringBuilder();

    public Keys(boolean unicode) {
        this.unicode = unicode;
    }

    /** The keys that are complete with these bytes; what is not yet waits for more. */
    public List<String> of(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            rest.append((char) (bytes[i] & 0xff));
        }
        List<String> keys = new ArrayList<>();
        int used;
        while (!rest.isEmpty() && (used = take(keys)) > 0) {
            rest.delete(0, used);
        }
        return keys;
    }

    /** Whether the last byte was an escape, which may be a key or begin one. */
    public boolean isUndecided() {
        return !rest.isEmpty();
    }

    /** Nothing has followed: what is there is what it is. */
    public List<String> decide() {
        boolean escape = rest.toString().equals(String.valueOf(ESCAPE));
        rest.setLength(0);
        return escape ? List.of("Escape") : List.of();
    }

    /** Takes a key off the beginning; the bytes that it was, 0 if it is not complete. */
    private int take(List<String> keys) {
        char c = rest.charAt(0);
        if (c == ESCAPE) {
            return escaped(keys);
        }
        if (c < ' ' || c == 0x7f) {
            keys.add(control(c));
            return 1;
        }
        int length = !unicode || c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
        if (rest.length() < length) {
            return 0;
        }
        String text = Text.visible(rest.substring(0, length), new Style(false, unicode));
        if (text.codePointCount(0, text.length()) == 1) {
            keys.add(text);
        }
        return length;
    }

    private static String control(char c) {
        return switch (c) {
            case '\r', '\n' -> "Enter";
            case '\t' -> "Tab";
            case 0x7f, '\b' -> "Backspace";
            default -> "C-" + (char) (c + '@' + (c >= 1 && c <= 26 ? ' ' : 0));
        };
    }

    private int escaped(List<String> keys) {
        if (rest.length() == 1) {
            return 0;
        }
        char second = rest.charAt(1);
        if (second != '[' && second != 'O') {
            if (second > ' ' && second < 0x7f) {
                keys.add("M-" + second);
                return 2;
            }
            keys.add("Escape");
            return 1;
        }
        int end = 2;
        while (end < rest.length() && (rest.charAt(end) < '@' || rest.charAt(end) > '~')) {
            end++;
        }
        if (end == rest.length()) {
            return 0;
        }
        String name = sequence(rest.substring(2, end), rest.charAt(end));
        if (!name.isEmpty()) {
            keys.add(name);
        }
        return end + 1;
    }

    private static String sequence(String parameters, char last) {
        String name = switch (last) {
            case 'A' -> "Up";
            case 'B' -> "Down";
            case 'C' -> "Right";
            case 'D' -> "Left";
            case 'H' -> "Home";
            case 'F' -> "End";
            case 'Z' -> "BackTab";
            case '~' ->
                switch (parameters) {
                    case "1", "7" -> "Home";
                    case "3" -> "Delete";
                    case "4", "8" -> "End";
                    case "5" -> "PageUp";
                    case "6" -> "PageDown";
                    default -> "";
                };
            default -> "";
        };
        return parameters.endsWith(";5") && !name.isEmpty() ? "C-" + name : name;
    }
}
