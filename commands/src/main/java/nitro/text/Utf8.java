package nitro.text;

/** Tells characters of UTF-8 from bytes that are none (RFC 3629, section 4). */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes the character at {@code at} has, of those before {@code to}; 0 if there is none. */
    public static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean wrong = first == 0xe0 && second < 0xa0 // longer than need be
                || first == 0xed && second >= 0xa0 // half of a pair of UTF-16
                || first == 0xf0 && second < 0x90
                || first == 0xf4 && second >= 0x90; // beyond U+10FFFF
        return wrong ? 0 : length;
    }
}
