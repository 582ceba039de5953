package nitro.text;

/** Text of others made harmless to a terminal: a question mark for each control character. */
public final class Printable {
    private static final int DELETE = 0x7f;

    private Printable() {}

    /** A byte string with a question mark for each control character of ASCII, newlines and tabs too. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < printable.length(); i++) {
            if (printable.charAt(i) < ' ' || printable.charAt(i) == DELETE) {
                printable.setCharAt(i, '?');
            }
        }
        return printable.toString();
    }

    /** A line with question marks for the control characters of ASCII but tabs, and for those of Latin-1 in UTF-8. */
    public static byte[] line(byte[] line) {
        byte[] text = line.clone();
        for (int i = 0; i < text.length; i++) {
            boolean low = text[i] >= 0 && text[i] < ' ' && text[i] != '\t' || text[i] == DELETE;
            boolean high = text[i] == (byte) 0xc2 && i + 1 < text.length && (text[i + 1] & 0xe0) == 0x80;
            if (low || high) {
                text[i] = '?';
            }
            if (high) { // U+0080 to U+009F have two bytes
                text[++i] = '?';
            }
        }
        return text;
    }
}
