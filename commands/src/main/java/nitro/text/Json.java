package nitro.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Writes one JSON value, member by member, from byte strings (docs/json.md).
 *
 * <p>What is UTF-8 is printed as it is. JSON has no way to hold other bytes: each of them becomes U+FFFD, and a member
 * with such a value is followed by one of the same name and {@code _hex}, which has all its bytes.
 */
public final class Json {
    private static final String DIGITS = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final ByteSink sink = new ByteSink() {
        @Override
        public void put(byte[] from, int begin, int end) {
            out.append(new String(from, begin, end - begin, ISO_8859_1));
        }

        @Override
        public void put(char one) {
            out.append(one);
        }
    };
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

    /** The text written so far, as a byte string. */
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

    private void quote(String text) {
        out.append('"');
        JsonText.put(text.getBytes(ISO_8859_1), 0, text.length(), sink);
        out.append('"');
    }

    private static boolean isUtf8(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int at = 0;
        while (at < bytes.length && Utf8.length(bytes, at, bytes.length) > 0) {
            at += Utf8.length(bytes, at, bytes.length);
        }
        return at == bytes.length;
    }

    private static String hex(String bytes) {
        StringBuilder hex = new StringBuilder(bytes.length() * 2);
        for (int i = 0; i < bytes.length(); i++) {
            hex.append(DIGITS.charAt(bytes.charAt(i) >> 4)).append(DIGITS.charAt(bytes.charAt(i) & 15));
        }
        return hex.toString();
    }
}
