package nitro.ctl.screen;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text between the bytes that names are made of and the cells of a terminal.
 *
 * <p>What is laid out here are ordinary strings of characters without control characters; {@link #visible} makes them of
 * byte strings, and {@link #bytes} makes byte strings of them again.
 */
public final class Text {
    private static final String HEX = "0123456789abcdef";

    private Text() {}

    /** A byte string as one can read it: what is no character of the locale, and what controls a terminal, in hex. */
    public static String visible(String bytes, Style style) {
        String text = style.unicode() ? decoded(bytes) : bytes;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean character = style.unicode() && !text.equals(bytes);
            if (c < ' ' || c == 0x7f || c >= 0x80 && (!character || c < 0xa0) || isDirection(c)) {
                for (char b : bytes(String.valueOf(c), character).toCharArray()) {
                    out.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Characters that change the order of others on the screen, and so make one name look like another. */
    private static boolean isDirection(char c) {
        return c >= 0x200e && c <= 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    private static String decoded(String bytes) {
        boolean ascii = true;
        for (int i = 0; i < bytes.length(); i++) {
            ascii &= bytes.charAt(i) < 0x80;
        }
        if (ascii) {
            return bytes;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    /** The byte string of a text, in UTF-8. */
    public static String bytes(String text) {
        return bytes(text, true);
    }

    private static String bytes(String text, boolean utf8) {
        return utf8 ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) : text;
    }

    /** How many cells of a terminal the text takes. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** East Asian characters and emoji, by blocks. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                        || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff
                        || c >= 0xfe30 && c <= 0xfe6f
                        || c >= 0xff00 && c <= 0xff60
                        || c >= 0xffe0 && c <= 0xffe6
                        || c >= 0x1f300 && c <= 0x1f64f
                        || c >= 0x1f680 && c <= 0x1f6ff
                        || c >= 0x1f900 && c <= 0x1faff
                        || c >= 0x20000 && c <= 0x3fffd);
    }

    /** The text in no more than {@code room} cells; what was cut is seen. */
    static String cut(String text, int room, Style style) {
        if (width(text) <= room) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int left = room - 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            left -= width(c);
            if (left < 0) {
                break;
            }
            out.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return room <= 0 ? "" : out + style.ellipsis();
    }

    /** The text with spaces behind it. */
    static String left(String text, int room) {
        return text + " ".repeat(Math.max(0, room - width(text)));
    }

    /** The text with spaces before it. */
    static String right(String text, int room) {
        return " ".repeat(Math.max(0, room - width(text))) + text;
    }
}
