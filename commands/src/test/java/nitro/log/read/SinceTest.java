package nitro.log.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import nitro.posix.fake.FakePosix;
import nitro.text.Tai64n;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final LocalZone BERLIN = LocalZone.find("CET-1CEST,M3.5.0,M10.5.0/3", new FakePosix());

    private static long parse(String text) {
        return Since.parse(text, nanos("2026-11-21T04:00:00.5Z"), BERLIN);
    }

    private static long nanos(String instant) {
        Instant moment = Instant.parse(instant);
        return moment.getEpochSecond() * Timestamps.SECOND_NS + moment.getNano();
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 2026-11-21T04:00:00.5Z",
        "90s, 2026-11-21T03:58:30.5Z",
        "10m, 2026-11-21T03:50:00.5Z",
        "1h30m, 2026-11-21T02:30:00.5Z",
        "2d, 2026-11-19T04:00:00.5Z",
        "999999w, 1970-01-01T00:00:00.5Z",
        "1w1d1h1m1s, 2026-11-13T02:58:59.5Z",
        "2026-11-21, 2026-11-20T23:00:00Z",
        "2026-07-01, 2026-06-30T22:00:00Z",
        "today, 2026-11-20T23:00:00Z",
        "yesterday, 2026-11-19T23:00:00Z",
        "yesterday 18:00, 2026-11-20T17:00:00Z",
        "04:30, 2026-11-21T03:30:00Z",
        "05:00:00, 2026-11-21T04:00:00Z",
        "05:01, 2026-11-20T04:01:00Z",
        "18:00, 2026-11-20T17:00:00Z",
        "2026-11-21T04:30, 2026-11-21T03:30:00Z",
        "2026-11-21 04:30, 2026-11-21T03:30:00Z",
        "2026-11-21T04:30:01.25, 2026-11-21T03:30:01.25Z",
        "2026-11-21_04:30:01, 2026-11-21T03:30:01Z",
        "2026-11-21T04:30:01Z, 2026-11-21T04:30:01Z",
        "2026-11-21T04:30:01-05:00, 2026-11-21T09:30:01Z",
    })
    void moments(String text, String instant) {
        assertEquals(nanos(instant), parse(text));
        assertEquals(nanos(instant), parse(Tai64n.format(nanos(instant))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "m",
                "10x",
                "1m1h",
                "-5m",
                "yesterdays",
                "tomorrow",
                "25:00",
                "4:30",
                "2026-11",
                "2026-11-21T",
                "2026-11-21T04:30:01Zx"
            })
    void noMoments(String text) {
        assertThrows(IllegalArgumentException.class, () -> parse(text));
    }
}
