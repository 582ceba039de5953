package nitro.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import nitro.text.Stamp.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
    private static String stamp(Stamp stamp, long nanos) {
        stamp.set(nanos);
        return new String(stamp.bytes(), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "UNDERSCORE, yyyy-MM-dd_HH:mm:ss.SSSSSS",
        "LETTER, yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
        "ISO, yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'",
        "ISO_MILLIS, yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"
    })
    void isWhatTheCalendarSays(Style style, String format) {
        Stamp stamp = new Stamp(style);
        DateTimeFormatter expected =
                DateTimeFormatter.ofPattern(format, Locale.ROOT).withZone(ZoneOffset.UTC);
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        long moment = 0;
        for (int i = 0; i < 20_000; i++) {
            moment = random.nextInt(3) == 0 ? moment + random.nextInt(1_000_000_000) : random.nextLong(1L << 62);
            Instant instant = Instant.ofEpochSecond(moment / 1_000_000_000, moment % 1_000_000_000);
            assertEquals(expected.format(instant) + " ", stamp(stamp, moment));
        }
    }

    @Test
    void tai() {
        assertEquals(Tai64n.format(1_234_567_890_123L) + " ", stamp(new Stamp(Style.TAI), 1_234_567_890_123L));
    }

    @Test
    void none() {
        assertEquals("", stamp(new Stamp(Style.NONE), 1));
    }
}
