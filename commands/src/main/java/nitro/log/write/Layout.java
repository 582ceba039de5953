package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import nitro.text.Json;
import nitro.text.JsonObject;
import nitro.text.JsonText;
import nitro.text.Stamp;

/** The form in which a line is written: unchanged, with a timestamp and a prefix before it, or as a JSON object. */
final class Layout {
    private static final byte[] NAME_TIME = bytes("time");
    private static final byte[] NAME_SERVICE = bytes("service");
    private static final byte[] NAME_STREAM = bytes("stream");
    private static final byte[] MESSAGE = bytes("\"message\":\"");
    private static final byte[] END = bytes("\"}\n");
    private static final int TIME_BIT = 1;
    private static final int SERVICE_BIT = 2;
    private static final int STREAM_BIT = 4;

    private final Stamp stamp;
    private final boolean json;
    private final byte[] prefix;
    private final byte[] service;
    private final byte[] stream;

    private Layout(Stamp stamp, boolean json, String prefix, String service, String stream) {
        this.stamp = stamp;
        this.json = json;
        this.prefix = bytes(prefix);
        this.service = member(NAME_SERVICE, service);
        this.stream = member(NAME_STREAM, stream);
    }

    /** @param prefix of every line, after the timestamp */
    static Layout lines(Stamp.Style style, String prefix) {
        return new Layout(new Stamp(style), false, prefix, "", "");
    }

    static Layout json(String service, String stream) {
        return new Layout(new Stamp(Stamp.Style.ISO), true, "", service, stream);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** A member of an object whose value is this text, and a comma. */
    private static byte[] member(byte[] name, String value) {
        return bytes("\"" + new String(name, ISO_8859_1) + "\":" + new Json().text(value) + ",");
    }

    /** Whether lines are written as they are. */
    boolean isPlain() {
        return !json && stamp.bytes().length == 0 && prefix.length == 0;
    }

    /** Whether a line can be written before its end is known. */
    boolean isPrompt() {
        return !json;
    }

    /** When the lines that follow were read. */
    void set(long nanos) {
        stamp.set(nanos);
    }

    /** The most that so many bytes of a line become. */
    int longest(int length) {
        return stamp.bytes().length
                + prefix.length
                + (json
                        ? 40 + service.length + stream.length + MESSAGE.length + length * JsonText.LONGEST_ESCAPE
                        : length);
    }

    /**
     * Writes a part of a line.
     *
     * @param to behind the newline, if there is one
     * @param first whether the line begins here
     * @param last whether nothing more of it will come
     */
    void put(byte[] line, int from, int to, boolean first, boolean last, Output out) {
        if (json) {
            putJson(line, from, last && line[to - 1] == '\n' ? to - 1 : to, first, last, out);
            return;
        }
        if (first) {
            out.put(stamp.bytes());
            out.put(prefix);
        }
        out.put(line, from, to);
    }

    private void putJson(byte[] line, int from, int to, boolean first, boolean last, Output out) {
        int members = first && last ? JsonObject.members(line, from, to, NAME_TIME, NAME_SERVICE, NAME_STREAM) : -1;
        if (first) {
            out.put('{');
            putMembers(Math.max(members, 0), out);
        }
        if (members >= 0) {
            putRest(line, from + 1, to, out);
            return;
        }
        if (first) {
            out.put(MESSAGE);
        }
        JsonText.put(line, from, to, out);
        if (last) {
            out.put(END);
        }
    }

    /** Writes the part of an object after its opening brace. */
    private static void putRest(byte[] line, int from, int to, Output out) {
        int begin = from;
        while (line[begin] == ' ' || line[begin] == '\t' || line[begin] == '\r') {
            begin++;
        }
        if (line[begin] == '}') {
            out.cut(out.end() - 1); // the comma
        }
        out.put(line, begin, to);
        out.put('\n');
    }

    private void putMembers(int present, Output out) {
        if ((present & TIME_BIT) == 0) {
            out.put('"');
            out.put(NAME_TIME);
            out.put('"');
            out.put(':');
            out.put('"');
            out.put(stamp.bytes(), 0, stamp.bytes().length - 1);
            out.put('"');
            out.put(',');
        }
        if ((present & SERVICE_BIT) == 0) {
            out.put(service);
        }
        if ((present & STREAM_BIT) == 0) {
            out.put(stream);
        }
    }
}
