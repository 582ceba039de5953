package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** How soon {@code nitroctl ready .} in a run script makes it UP: a figure that is promised, so nothing runs beside it. */
@Isolated
class ReadinessSpeedIT {
    private static final int MOST = 30;

    @Test
    @Spec({"4.4", "6.2", "6.3"})
    void readyInRunIsHeardWithinHalfASecond() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("nitroctl ready .; say ready $?; " + SLEEP)
                        .readyByCommand())
                .start()) {
            long best = Long.MAX_VALUE; // of some, until it is good: the machine is not ours alone
            long client = Long.MAX_VALUE;
            for (int i = 0; i < MOST && best >= 500; i++) {
                var start = nitro.events().await("a", STARTING);
                best = Math.min(best, nitro.events().await("a", UP).since(start.nanos()));
                long before = System.nanoTime();
                assertEquals(0, nitro.ctl("check", "a").exit());
                client = Math.min(client, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
                nitro.said().await("ready 0");
                nitro.wire().restart("a");
                nitro.events().await("a", RESTART);
            }
            // where no client begins and ends in a quarter of a second, it takes no more than two
            assertTrue(best < Math.max(500, 2 * client), "ready after " + best + " ms, a client takes " + client);
        }
    }
}
