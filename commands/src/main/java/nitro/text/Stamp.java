package nitro.text;

/** A timestamp as bytes, a blank behind it; made anew only when the time is another, and without garbage. */
public final class Stamp {
    /** How it is written. */
    public enum Style {
        NONE,
        /** TAI64N. */
        TAI,
        /** {@code 2026-11-21_05:04:03.000000}, in UTC. */
        UNDERSCORE,
        /** {@code 2026-11-21T05:04:03.000000}, in UTC. */
        LETTER,
        /** RFC 3339: {@code 2026-11-21T05:04:03.000000Z}. */
        ISO,
        /** RFC 3339 with milliseconds, cut off: {@code 2026-11-21T05:04:03.000Z}. */
        ISO_MILLIS
    }

    private static final long SECOND_NS = 1_000_000_000;
    private static final int DAY_S = 86_400;
    /** Seconds of a calendar; behind it stands the fraction. */
    private static final String SHAPE = "0000-00-00T00:00:00.";

    private final Style style;
    private final int decimals;
    private final byte[] bytes;
    private long seconds = Long.MIN_VALUE;
    private long moment = Long.MIN_VALUE;

    public Stamp(Style style) {
        this.style = style;
        decimals = style == Style.ISO_MILLIS ? 3 : 6;
        bytes = new byte
                [switch (style) {
                    case NONE -> 0;
                    case TAI -> Tai64n.LENGTH + 1;
                    case UNDERSCORE, LETTER -> SHAPE.length() + decimals + 1;
                    case ISO, ISO_MILLIS -> SHAPE.length() + decimals + 2;
                }];
        if (style != Style.NONE) {
            bytes[bytes.length - 1] = ' ';
        }
    }

    /** The timestamp and a blank: the same array each time. */
    public byte[] bytes() {
        return bytes;
    }

    /** Sets the moment that {@link #bytes} tells, in nanoseconds since 1970. */
    public void set(long nanos) {
        if (nanos == moment) {
            return;
        }
        moment = nanos;
        switch (style) {
            case NONE -> {}
            case TAI -> Tai64n.put(nanos, bytes, 0);
            case UNDERSCORE, LETTER, ISO, ISO_MILLIS -> {
                setSeconds(Math.floorDiv(nanos, SECOND_NS));
                int micros = (int) (Math.floorMod(nanos, SECOND_NS) / 1000);
                digits(style == Style.ISO_MILLIS ? micros / 1000 : micros, SHAPE.length(), decimals);
            }
        }
    }

    private void setSeconds(long since) {
        if (since == seconds) {
            return;
        }
        seconds = since;
        for (int i = 0; i < SHAPE.length(); i++) {
            bytes[i] = (byte) SHAPE.charAt(i);
        }
        bytes[10] = (byte) (style == Style.UNDERSCORE ? '_' : 'T');
        if (style == Style.ISO || style == Style.ISO_MILLIS) {
            bytes[SHAPE.length() + decimals] = 'Z';
        }
        int ofDay = (int) Math.floorMod(since, (long) DAY_S);
        digits(ofDay / 3600, 11, 2);
        digits(ofDay / 60 % 60, 14, 2);
        digits(ofDay % 60, 17, 2);
        setDate(Math.floorDiv(since, (long) DAY_S));
    }

    /** The date of the Gregorian calendar, counted in years that begin with March: so a leap day is a year's last. */
    private void setDate(long daysSince1970) {
        long days = daysSince1970 + 719_468; // since 1 March of the year 0
        long era = Math.floorDiv(days, 146_097L); // of 400 years
        int ofEra = (int) Math.floorMod(days, 146_097L);
        int year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * year + year / 4 - year / 100);
        int month = (5 * ofYear + 2) / 153; // from March on, five months have 153 days
        digits(ofYear - (153 * month + 2) / 5 + 1, 8, 2);
        digits(month < 10 ? month + 3 : month - 9, 5, 2);
        digits((int) (year + era * 400 + (month < 10 ? 0 : 1)), 0, 4);
    }

    private void digits(int number, int at, int count) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
