package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.spat.State;
import org.junit.jupiter.api.Test;

class AwaitedServiceTest {
    private static String line(AwaitedService... all) {
        return AwaitedService.line(List.of(all), 80, Style.PLAIN);
    }

    @Test
    void whoBlocksAndForHowLong() {
        assertEquals(
                "waiting for db (stopping, killed in 4s)", line(new AwaitedService("db", State.SHUTDOWN, "", 3001)));
        assertEquals("waiting for db (stopping)", line(new AwaitedService("db", State.SHUTDOWN, "", -1)));
        assertEquals(
                "waiting for db (starting, ready in 2s), web (failed, retrying in 1s)",
                line(
                        new AwaitedService("db", State.STARTING, "", 1500),
                        new AwaitedService("web", State.DELAY, "", 20)));
    }

    @Test
    void howItFailed() {
        assertEquals(
                "waiting for web (exit 127; retrying in 1s)",
                line(new AwaitedService("web", State.DELAY, "exit 127", 20)));
    }

    @Test
    void itFitsWhateverThereIsToWaitFor() {
        List<AwaitedService> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(new AwaitedService("service-" + i, State.SHUTDOWN, "", 7000));
            for (int width = 20; width < 300; width += 7) {
                String line = AwaitedService.line(all, width, Style.PLAIN);
                assertTrue(line.length() < width, width + ": " + line);
            }
        }
        assertEquals(
                "waiting for service-0 (stopping, killed in 7s) and 29 more",
                AwaitedService.line(all, 80, Style.PLAIN));
    }
}
