package nitro.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import nitro.json.Json;

/** A line of a log as a JSON object, with the members {@code time} (RFC 3339, UTC), {@code service} and {@code message}. */
final class JsonLine {
    private JsonLine() {}

    /** The object, a byte string. A line that is an object already keeps its members, and gets those that it lacks. */
    static String of(String service, Line line) {
        byte[] text = line.text;
        String message = new String(Arrays.copyOfRange(text, blankAfter(line), text.length), ISO_8859_1);
        boolean object = message.startsWith("{") && message.endsWith("}");
        Json json = new Json().beginObject();
        if (line.time != Timestamps.NONE && !(object && message.contains("\"time\":"))) {
            json.member("time", Printer.time(line.time, Zone.UTC, 'T') + "Z");
        }
        if (!(object && message.contains("\"service\":"))) {
            json.member("service", service);
        }
        if (!object) {
            return json.member("message", message).endObject().toString();
        }
        String more = json.toString();
        String members = message.substring(1);
        return more.equals("{") || members.strip().equals("}") ? more + members : more + "," + members;
    }

    /** Where the message begins. */
    private static int blankAfter(Line line) {
        boolean blank = line.stamp > 0 && line.stamp < line.text.length && line.text[line.stamp] == ' ';
        return blank ? line.stamp + 1 : line.stamp;
    }
}
