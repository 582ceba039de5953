package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Test;

/** Every line of the specification has a test that names it. */
class SpecLinesTest {
    @Test
    void noneIsLeft() throws IOException {
        var result = Commands.run(Map.of(), "./spec-lines");
        assertEquals("", result.out());
        assertEquals("", result.err());
        assertEquals(0, result.exit());
    }
}
