package nitro.log.read;

import nitro.text.Tai64n;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time at the beginning of a line, in any form that a logger or program commonly writes.
 *
 * <p>TAI64N labels; a date and a time of day with {@code _}, {@code T} or a blank between (svlogd's -tt and -ttt, RFC
 * 3339, and what most programs write), of which those without a zone are UTC, but local time if a blank is between; and
 * such a time as the first field, {@code time}, of a JSON object.
 */
final class Timestamps {
    /**
     * A time at the beginning of a line.
     *
     * @param nanos nanoseconds since 1970
     * @param length its bytes, from the beginning of the line; 0 if it is the field of an object
     */
    record Timestamp(long nanos, int length) {}

    /** The time of a line that has none. */
    static final long NONE = Tai64n.NONE;

    static final long SECOND_NS = 1_000_000_000;

    private static final byte[] JSON = {'{', '"', 't', 'i', 'm', 'e', '"', ':', '"'};
    /** Bytes of a date and a time of day in seconds. */
    private static final int DATE_TIME = 19;

    private final LocalZone zone;

    Timestamps(LocalZone zone) {
        this.zone = zone;
    }

    /** The time at the beginning of a line; null if there is none. */
    @Nullable
    Timestamp parse(byte[] line) {
        if (line.length == 0) {
            return null;
        }
        if (line[0] == '@') {
            long nanos = Tai64n.parse(line, 0);
            return nanos == NONE ? null : new Timestamp(nanos, Tai64n.LENGTH);
        }
        return line[0] == '{' ? inObject(line) : dateTime(line, 0);
    }

    private @Nullable Timestamp inObject(byte[] line) {
        for (int i = 0; i < JSON.length; i++) {
            if (i >= line.length || line[i] != JSON[i]) {
                return null;
            }
        }
        if (line.length > JSON.length && line[JSON.length] == '@') {
            long nanos = Tai64n.parse(line, JSON.length);
            return nanos == NONE ? null : new Timestamp(nanos, 0);
        }
        Timestamp time = dateTime(line, JSON.length);
        return time == null ? null : new Timestamp(time.nanos, 0);
    }

    private @Nullable Timestamp dateTime(byte[] line, int at) {
        if (line.length - at < DATE_TIME || !hasShape(line, at)) {
            return null;
        }
        int year = number(line, at, 4);
        int month = number(line, at + 5, 2);
        int day = number(line, at + 8, 2);
        int hour = number(line, at + 11, 2);
        int minute = number(line, at + 14, 2);
        int second = number(line, at + 17, 2);
        if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) {
            return null;
        }
        long seconds = ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        int end = at + DATE_TIME;
        long nanos = 0;
        if (end + 1 < line.length && (line[end] == '.' || line[end] == ',') && isDigit(line[end + 1])) {
            long unit = SECOND_NS / 10;
            for (end++; end < line.length && isDigit(line[end]); end++) {
                nanos += (line[end] - '0') * unit;
                unit /= 10;
            }
        }
        int zoned = zoneEnd(line, end);
        if (zoned > end) {
            seconds -= offset(line, end, zoned);
        } else if (line[at + 10] == ' ') {
            seconds = zone.toUniversal(seconds);
        }
        if (Math.abs(seconds) >= Long.MAX_VALUE / SECOND_NS) {
            return null; // of a year that nanoseconds in a long do not reach
        }
        return new Timestamp(seconds * SECOND_NS + nanos, zoned);
    }

    /** {@code 0000-00-00?00:00:00} */
    private static boolean hasShape(byte[] line, int at) {
        for (int i = 0; i < DATE_TIME; i++) {
            byte c = line[at + i];
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == '_' || c == 'T' || c == ' ';
                case 13, 16 -> c == ':';
                default -> isDigit(c);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Where a zone that begins at {@code at} ends: {@code Z}, {@code +01:00} or {@code +0100}; {@code at} if none does. */
    private static int zoneEnd(byte[] line, int at) {
        if (at >= line.length) {
            return at;
        }
        if (line[at] == 'Z') {
            return at + 1;
        }
        if (line[at] != '+' && line[at] != '-') {
            return at;
        }
        int minutes = at + 3 < line.length && line[at + 3] == ':' ? at + 4 : at + 3;
        boolean digits = minutes + 2 <= line.length;
        for (int i : new int[] {at + 1, at + 2, minutes, minutes + 1}) {
            digits = digits && isDigit(line[i]);
        }
        return digits ? minutes + 2 : at;
    }

    private static int offset(byte[] line, int at, int end) {
        if (line[at] == 'Z') {
            return 0;
        }
        int seconds = (number(line, at + 1, 2) * 60 + number(line, end - 2, 2)) * 60;
        return line[at] == '-' ? -seconds : seconds;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static int number(byte[] line, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + line[i] - '0';
        }
        return number;
    }

    /** Of the Gregorian calendar; years are counted from March, so that a leap day is the last of its year. */
    private static long daysSince1970(int year, int month, int day) {
        long years = month > 2 ? year : year - 1;
        int monthsSinceMarch = (month + 9) % 12;
        long leapDays = years / 4 - years / 100 + years / 400;
        return years * 365 + leapDays + (monthsSinceMarch * 153 + 2) / 5 + day - 1 - 719_468;
    }
}
