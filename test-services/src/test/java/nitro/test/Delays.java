package nitro.test;

import static nitro.test.harness.State.DELAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;

/** Delays as scripts saw them, which tell the time themselves: who listens may hear of one late and of the next at once. */
final class Delays {
    /** A machine that has much else to do may need a second for a life that ends at once, but not time and again. */
    private static final int SLOW_LIVES = 5;

    private Delays() {}

    /**
     * Waits until a service whose run ends at once is in DELAY; each of its lives has exactly these states.
     *
     * @return how many lives it had until then: one that took a second all the same is followed by the next without a delay
     */
    static int awaitDelay(Nitro nitro, String service, State... life) {
        int lives = 0;
        var state = nitro.events().next(service);
        do {
            assertTrue(++lives <= SLOW_LIVES, "no delay after " + SLOW_LIVES + " lives");
            for (var expected : life) {
                assertEquals(expected, state);
                state = nitro.events().next(service);
            }
        } while (state != DELAY);
        return lives;
    }

    /** The first two of lines that end with the machine's uptime, which has hundredths, are at least so far apart. */
    static void assertApart(double seconds, List<String> lines) {
        double first = uptime(lines.get(0));
        double second = uptime(lines.get(1));
        assertTrue(second - first >= seconds - 0.015, () -> "from " + first + " to " + second);
    }

    private static double uptime(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
