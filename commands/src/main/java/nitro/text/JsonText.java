package nitro.text;

/** Writes bytes as the inside of a JSON string (RFC 8259); bytes that are not UTF-8 become U+FFFD. */
public final class JsonText {
    /** How many bytes one byte can become. */
    public static final int LONGEST_ESCAPE = 6;

    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    public static void put(byte[] bytes, int from, int to, ByteSink out) {
        int done = from;
        for (int at = from; at < to; ) {
            int length = plain(bytes, at, to);
            if (length > 0) {
                at += length;
                continue;
            }
            out.put(bytes, done, at);
            if (bytes[at] < 0) {
                out.put(REPLACEMENT, 0, REPLACEMENT.length);
            } else {
                escape((char) bytes[at], out);
            }
            done = ++at;
        }
        out.put(bytes, done, to);
    }

    /** The length of the character here, if it stands for itself; else 0. */
    private static int plain(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return first < ' ' || first == '"' || first == '\\' || first == 0x7f ? 0 : 1;
        }
        return Utf8.length(bytes, at, to);
    }

    private static void escape(char control, ByteSink out) {
        out.put('\\');
        switch (control) {
            case '"', '\\' -> out.put(control);
            case '\t' -> out.put('t');
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            default -> {
                out.put('u');
                out.put('0');
                out.put('0');
                out.put(HEX.charAt(control >> 4));
                out.put(HEX.charAt(control & 15));
            }
        }
    }
}
