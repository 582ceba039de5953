package nitro.json;

/**
 * Writes one JSON value, member by member, from byte strings (docs/json.md).
 *
 * <p>What is UTF-8 is printed as it is. JSON has no way to hold other bytes: each of them becomes U+FFFD, and a member
 * with such a value is followed by one of the same name and {@code _hex}, which has all its bytes.
 */
public final class Json {
    /** U+FFFD in UTF-8, as a byte string. */
    private static final String REPLACEMENT = "\u00ef\u00bf\u00bd";

    private static final String DIGITS = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    public Json beginObject() {
        separate().append('{');
        return opened();
    }

    public Json endObject() {
        out.append('}');
        return closed();
    }

    public Json beginArray() {
        separate().append('[');
        return opened();
    }

    public Json endArray() {
        out.append(']');
        return closed();
    }

    /** The name of the member whose value comes next. */
    public Json name(String name) {
        separate();
        quote(name);
        out.append(':');
        first = true;
        return this;
    }

    /** An element of an array. */
    public Json text(String bytes) {
        separate();
        quote(bytes);
        return this;
    }

    public Json number(long number) {
        separate().append(number);
        return this;
    }

    /** A member with a byte string as its value. */
    public Json member(String name, String bytes) {
        name(name).text(bytes);
        return isUtf8(bytes) ? this : name(name + "_hex").text(hex(bytes));
    }

    public Json member(String name, long number) {
        return name(name).number(number);
    }

    public Json member(String name, boolean value) {
        name(name);
        separate().append(value);
        return this;
    }

    /** A member of which nothing is known, or nothing is there. */
    public Json none(String name) {
        name(name);
        separate().append("null");
        return this;
    }

    /** What was written so far, as a byte string. */
    @Override
    public String toString() {
        return out.toString();
    }

    private Json opened() {
        first = true;
        return this;
    }

    private Json closed() {
        first = false;
        return this;
    }

    private StringBuilder separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
        return out;
    }

    private void quote(String bytes) {
        out.append('"');
        for (int i = 0; i < bytes.length(); ) {
            char c = bytes.charAt(i);
            int length = sequence(bytes, i);
            if (length == 0) {
                out.append(REPLACEMENT);
                i++;
            } else if (length > 1) {
                out.append(bytes, i, i + length);
                i += length;
            } else {
                escape(c);
                i++;
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20 || c == 0x7f) {
                    out.append("\\u00").append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static boolean isUtf8(String bytes) {
        for (int i = 0; i < bytes.length(); ) {
            int length = sequence(bytes, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** How many bytes the character at {@code at} has in UTF-8; 0 if there is none (RFC 3629, section 4). */
    private static int sequence(String bytes, int at) {
        int first = bytes.charAt(at);
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xc2 && first <= 0xdf
                ? 2
                : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || at + length > bytes.length()) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes.charAt(at + i) & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes.charAt(at + 1);
        boolean wrong = switch (first) {
            case 0xe0 -> second < 0xa0; // longer than need be
            case 0xed -> second > 0x9f; // a surrogate
            case 0xf0 -> second < 0x90;
            case 0xf4 -> second > 0x8f; // beyond the last character
            default -> false;
        };
        return wrong ? 0 : length;
    }

    private static String hex(String bytes) {
        StringBuilder hex = new StringBuilder(bytes.length() * 2);
        for (int i = 0; i < bytes.length(); i++) {
            hex.append(DIGITS.charAt(bytes.charAt(i) >> 4)).append(DIGITS.charAt(bytes.charAt(i) & 15));
        }
        return hex.toString();
    }
}
