package nitro.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** Delays as scripts saw them, which tell the time themselves: who listens may hear of one late and of the next at once. */
final class Delays {
    private Delays() {}

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
