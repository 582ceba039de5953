package nitro.front.dinit;

import nitro.text.Utf8;

/** The name of a service as a JSON string, as dinit writes it (spec dinit 7.5). */
final class JsonName {
    private static final String HEX = "0123456789abcdef";
    private static final String REPLACEMENT = "\u00ef\u00bf\u00bd";
    /** U+2028 and U+2029 without their last byte. */
    private static final String SEPARATOR = "\u00e2\u0080";

    private JsonName() {}

    /** With its quotes; a byte string as {@code name} is. */
    static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.max(1, bytes[at] < 0 ? Utf8.length(bytes, at, bytes.length) : 1);
            String character = name.substring(at, at + length);
            if (bytes[at] >= 0) {
                text.append(ascii(character.charAt(0)));
            } else if (length == 1) {
                text.append(REPLACEMENT);
            } else if (character.startsWith(SEPARATOR) && (bytes[at + 2] & 0xfe) == 0xa8) {
                text.append("\\u202").append((char) ('8' + (bytes[at + 2] & 1)));
            } else {
                text.append(character);
            }
            at += length;
        }
        return text.append('"').toString();
    }

    private static String ascii(char one) {
        return switch (one) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '<', '>', '&' -> escape(one);
            default -> one < ' ' ? escape(one) : String.valueOf(one);
        };
    }

    private static String escape(char one) {
        return "\\u00" + HEX.charAt(one >> 4) + HEX.charAt(one & 15);
    }
}
