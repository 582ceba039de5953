package nitro.text;

import java.util.Arrays;

/** Tells whether a line is an object of JSON (RFC 8259), and which members of ours it has already. */
public final class JsonObject {
    private static final int DEEPEST = 100;

    private final byte[] bytes;
    private final int end;
    private final byte[][] names;
    private int at;
    private int present;

    private JsonObject(byte[] bytes, int from, int to, byte[]... names) {
        this.bytes = bytes;
        at = from;
        end = to;
        this.names = names;
    }

    /**
     * A bit for each of these names that a member of the object has; -1 if the bytes are no object.
     *
     * @param names without quotes, of letters only
     */
    public static int members(byte[] bytes, int from, int to, byte[]... names) {
        if (from == to || bytes[from] != '{') { // most lines: nothing is made for them
            return -1;
        }
        JsonObject text = new JsonObject(bytes, from, to, names);
        if (!text.value(0)) {
            return -1;
        }
        text.blanks();
        return text.at == to ? text.present : -1;
    }

    private boolean value(int depth) {
        if (depth > DEEPEST || at == end) {
            return false;
        }
        return switch (bytes[at]) {
            case '{' -> list('}', depth);
            case '[' -> list(']', depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean list(char close, int depth) {
        at++;
        blanks();
        if (is(close)) {
            return true;
        }
        do {
            blanks();
            if (close == '}' && !(name(depth) && colon()) || !value(depth + 1)) {
                return false;
            }
            blanks();
        } while (is(','));
        return is(close);
    }

    private boolean name(int depth) {
        int begin = at + 1;
        if (at == end || bytes[at] != '"' || !string()) {
            return false;
        }
        for (int i = 0; i < names.length && depth == 0; i++) {
            if (Arrays.equals(bytes, begin, at - 1, names[i], 0, names[i].length)) {
                present |= 1 << i;
            }
        }
        return true;
    }

    private boolean colon() {
        blanks();
        boolean found = is(':');
        blanks();
        return found;
    }

    private boolean string() {
        at++;
        while (at < end && bytes[at] != '"') {
            int one = bytes[at];
            int length = one == '\\' ? escape() : one >= 0 && one < ' ' ? 0 : Utf8.length(bytes, at, end);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return is('"');
    }

    /** The length of the escape sequence that begins here; 0 if none does. */
    private int escape() {
        if (at + 1 == end || bytes[at + 1] != 'u') {
            return at + 1 < end && "\"\\/bfnrt".indexOf(bytes[at + 1]) >= 0 ? 2 : 0;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= end || Character.digit(bytes[i], 16) < 0) {
                return 0;
            }
        }
        return 6;
    }

    private boolean number() {
        is('-');
        int begin = at;
        if (!digits() || at > begin + 1 && bytes[begin] == '0' || is('.') && !digits()) {
            return false;
        }
        if (is('e') || is('E')) {
            if (!is('+')) {
                is('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int begin = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > begin;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at == end || bytes[at++] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes over this if it is here. */
    private boolean is(char wanted) {
        boolean found = at < end && bytes[at] == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void blanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }
}
