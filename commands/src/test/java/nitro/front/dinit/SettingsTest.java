package nitro.front.dinit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import nitro.front.dinit.Settings.Invalid;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Spec({"dinit 1.1", "dinit 1.2"})
class SettingsTest {
    private static Settings of(Map<String, String> environment) throws Invalid {
        return Settings.of(name -> environment.getOrDefault(name, ""));
    }

    @Test
    void theDefaults() throws Invalid {
        assertEquals(new Settings("/etc/service", true, Level.WARN, Policy.TERMINATE, 30_000), of(Map.of()));
    }

    @Test
    void allOfThem() throws Invalid {
        assertEquals(
                new Settings("sv", false, Level.DEBUG, Policy.ADOPT, 1000),
                of(Map.of(
                        "DINIT_DIR", "sv",
                        "DINIT_JSON_STDOUT", "0",
                        "DINIT_LOG_LEVEL", "debug",
                        "DINIT_REPARENTING_POLICY", "adopt",
                        "DINIT_KILL_TIMEOUT", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-5, 0",
        "+7, 7",
        "0x1f, 31",
        "0X_1f, 31",
        "0b101, 5",
        "0o17, 15",
        "017, 15",
        "1_000, 1000",
        "00, 0",
        "9223372036854775807, 2147483647",
        "-9223372036854775808, 0"
    })
    void secondsAsGoReadsThem(String word, long seconds) throws Invalid {
        assertEquals(seconds * 1000, of(Map.of("DINIT_KILL_TIMEOUT", word)).killAfterMs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1s", "1__0", "_1", "1_", "0x", "0b2", "08", " 1", "1.5", "--1", "9223372036854775808"})
    void othersAreNoNumbers(String word) {
        var invalid = assertThrows(Invalid.class, () -> of(Map.of("DINIT_KILL_TIMEOUT", word)));
        assertEquals("invalid kill timeout " + word, invalid.getMessage());
    }

    @Test
    void theLevelIsLookedAtFirst() {
        var all = Map.of("DINIT_LOG_LEVEL", "Info", "DINIT_KILL_TIMEOUT", "x", "DINIT_REPARENTING_POLICY", "y");
        assertEquals(
                "invalid log level Info",
                assertThrows(Invalid.class, () -> of(all)).getMessage());
        var two = Map.of("DINIT_LOG_LEVEL", "none", "DINIT_KILL_TIMEOUT", "x", "DINIT_REPARENTING_POLICY", "y");
        var invalid = assertThrows(Invalid.class, () -> of(two));
        assertEquals("invalid kill timeout x", invalid.getMessage());
        assertEquals(Level.NONE, invalid.level());
        var one = Map.of("DINIT_REPARENTING_POLICY", "Adopt");
        assertEquals(
                "invalid reparenting policy Adopt",
                assertThrows(Invalid.class, () -> of(one)).getMessage());
    }
}
