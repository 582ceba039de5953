package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import nitro.log.read.Timestamps.Timestamp;
import nitro.posix.fake.FakePosix;
import nitro.text.Tai64n;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final Timestamps BERLIN =
            new Timestamps(LocalZone.find("CET-1CEST,M3.5.0,M10.5.0/3", new FakePosix()));

    private static long nanos(String instant) {
        Instant moment = Instant.parse(instant);
        return moment.getEpochSecond() * Timestamps.SECOND_NS + moment.getNano();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21_04:27:59.12345, 2026-11-21T04:27:59.12345Z",
        "2026-11-21_04:27:59.123456, 2026-11-21T04:27:59.123456Z",
        "2026-11-21T04:27:59.123456, 2026-11-21T04:27:59.123456Z",
        "2026-11-21T04:27:59Z, 2026-11-21T04:27:59Z",
        "2026-11-21T04:27:59.5Z, 2026-11-21T04:27:59.5Z",
        "2026-11-21T04:27:59.123456789Z, 2026-11-21T04:27:59.123456789Z",
        "2026-11-21T04:27:59.123456789123Z, 2026-11-21T04:27:59.123456789Z",
        "2026-11-21T04:27:59+01:30, 2026-11-21T02:57:59Z",
        "2026-11-21T04:27:59-0800, 2026-11-21T12:27:59Z",
        "2026-11-21 04:27:59+00:00, 2026-11-21T04:27:59Z",
        "2026-11-21 04:27:59, 2026-11-21T03:27:59Z",
        "2026-07-21 04:27:59.25, 2026-07-21T02:27:59.25Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
        "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    })
    void forms(String stamp, String instant) {
        for (String rest : new String[] {"", " text", "\ttext", ": text", "x"}) {
            Timestamp found = BERLIN.parse((stamp + rest).getBytes(ISO_8859_1));
            assertNotNull(found, stamp + rest);
            assertEquals(nanos(instant), found.nanos(), stamp + rest);
            assertEquals(stamp.length(), found.length(), stamp + rest);
        }
    }

    @Test
    void aCommaBeforeTheFraction() {
        Timestamp found = BERLIN.parse("2026-11-21 04:27:59,123 INFO".getBytes(ISO_8859_1));
        assertEquals(new Timestamp(nanos("2026-11-21T03:27:59.123Z"), 23), found);
    }

    @Test
    void labels() {
        String label = Tai64n.format(nanos("2026-11-21T04:27:59.123456789Z"));
        Timestamp found = BERLIN.parse((label + " text").getBytes(ISO_8859_1));
        assertEquals(new Timestamp(nanos("2026-11-21T04:27:59.123456789Z"), Tai64n.LENGTH), found);
    }

    @Test
    void theFirstFieldOfAnObject() {
        Timestamp found = BERLIN.parse("{\"time\":\"2026-11-21T04:27:59.5Z\",\"a\":1}".getBytes(ISO_8859_1));
        assertEquals(new Timestamp(nanos("2026-11-21T04:27:59.5Z"), 0), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@400000006b0124872337443 short",
                "@400000006b01248723374x34 text",
                "{\"time\":\"",
                "{\"time\":",
                "{\"when\":\"2026-11-21T04:27:59Z\"}",
                "2026-11-21",
                "2026-11-21T04:27:5",
                "2026-11-21/04:27:59",
                "2026-13-21T04:27:59Z",
                "2026-00-21T04:27:59Z",
                "2026-11-21T24:27:59Z",
                "2026-11-21T04:60:59Z",
                "2263-01-01T00:00:00Z",
                "9999-12-31 00:00:00",
                "1676-01-01T00:00:00Z",
                " 2026-11-21T04:27:59Z",
                "text 2026-11-21T04:27:59Z",
            })
    void noTime(String line) {
        assertNull(BERLIN.parse(line.getBytes(ISO_8859_1)));
    }

    @Test
    void anyDayOfManyYears() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 9_000_000_000L));
            Timestamp found = BERLIN.parse(moment.toString().getBytes(ISO_8859_1));
            assertEquals(
                    moment.getEpochSecond() * Timestamps.SECOND_NS,
                    Objects.requireNonNull(found).nanos());
        }
    }

    /** Whatever a line begins with, it is read without a failure. */
    @Test
    void anyBytes() {
        Random random = new Random(2);
        byte[] like = "2026-11-21T04:27:59.123+01:00".getBytes(ISO_8859_1);
        for (int i = 0; i < 100_000; i++) {
            byte[] line = java.util.Arrays.copyOf(like, random.nextInt(like.length + 1));
            for (int j = 0; j < 2 && line.length > 0; j++) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            BERLIN.parse(line);
        }
    }
}
