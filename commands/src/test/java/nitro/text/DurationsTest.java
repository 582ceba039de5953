package nitro.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5000",
        "0.5, 500",
        ".5, 500",
        "5., 5000",
        "1.2349, 1234",
        "90s, 90000",
        "1m, 60000",
        "1h30m, 5400000",
        "1w, 604800000",
        "99999999999999999999, 1099511627776000",
    })
    void millis(String word, long millis) {
        assertEquals(OptionalLong.of(millis), Durations.millis(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "-1", "+1", "1.x", "1.5m", "m", "1m1h", " 1", "1e3", "0x1"})
    void otherWords(String word) {
        assertEquals(OptionalLong.empty(), Durations.millis(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0.5"})
    void aUnitIsNeeded(String word) {
        assertEquals(OptionalLong.empty(), Durations.seconds(word));
    }

    @Test
    void durationsHaveTheirTwoLargestUnits() {
        assertEquals("0s", Durations.text(0));
        assertEquals("59s", Durations.text(59));
        assertEquals("1m 00s", Durations.text(60));
        assertEquals("59m 59s", Durations.text(3599));
        assertEquals("1h 00m", Durations.text(3600));
        assertEquals("23h 59m", Durations.text(86399));
        assertEquals("1d 00h", Durations.text(86400));
        assertEquals("49710d 06h", Durations.text(0xffffffffL));
    }
}
