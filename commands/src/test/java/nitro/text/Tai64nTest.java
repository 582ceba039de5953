package nitro.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Tai64nTest {
    @Test
    void tenSecondsLieBetweenALabelAndTheClock() {
        assertEquals("@400000000000000a00000000", Tai64n.format(0));
        assertEquals("@400000000000000a00000001", Tai64n.format(1));
        assertEquals("@40000000000000093b9ac9ff", Tai64n.format(-1));
        assertEquals("@4000000037c219bf2ef02e94", Tai64n.format(935_467_445_787_492_500L));
    }

    @Test
    void whatIsWrittenIsRead() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 10_000; i++) {
            long moment = random.nextLong() / 2;
            assertEquals(moment, Tai64n.parse(Tai64n.format(moment) + ".s"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "400000000000000a00000000",
                "@400000000000000a0000000",
                "@400000000000000a0000000g",
                "@400000000000000a3b9aca00",
                "@c00000000000000a00000000",
                "@500000000000000a00000000",
                "@0000000000000000ffffffff"
            })
    void anythingElseIsNone(String text) {
        assertEquals(Tai64n.NONE, Tai64n.parse(text));
    }
}
