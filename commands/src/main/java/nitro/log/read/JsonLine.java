package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import nitro.text.Json;
import nitro.text.JsonObject;

/** A line of a log as a JSON object, with the members {@code time} (RFC 3339, UTC), {@code service} and {@code message}. */
final class JsonLine {
    private static final byte[] TIME = "time".getBytes(ISO_8859_1);
    private static final byte[] SERVICE = "service".getBytes(ISO_8859_1);
    private static final int TIME_BIT = 1;
    private static final int SERVICE_BIT = 2;

    private JsonLine() {}

    /** The object, a byte string. A line that is an object already keeps its members, and gets those that it lacks. */
    static String of(String service, Line line) {
        int from = blankAfter(line);
        int members = JsonObject.members(line.text, from, line.text.length, TIME, SERVICE);
        int present = Math.max(members, 0);
        Json json = new Json().beginObject();
        if (line.time != Timestamps.NONE && (present & TIME_BIT) == 0) {
            json.member("time", LocalZone.UTC.time(line.time, 'T') + "Z");
        }
        if ((present & SERVICE_BIT) == 0) {
            json.member("service", service);
        }
        String message = new String(line.text, from, line.text.length - from, ISO_8859_1);
        if (members < 0) {
            return json.member("message", message).endObject().toString();
        }
        String more = json.toString();
        String rest = message.substring(1);
        boolean sole = more.equals("{") || rest.stripLeading().startsWith("}");
        return sole ? more + rest : more + "," + rest;
    }

    /** Where the message begins. */
    private static int blankAfter(Line line) {
        boolean blank = line.stamp > 0 && line.stamp < line.text.length && line.text[line.stamp] == ' ';
        return blank ? line.stamp + 1 : line.stamp;
    }
}
