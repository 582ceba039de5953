package nitro.front.nitro.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nitro.posix.fake.FakeClock;

/** What happened in one run, a line each, for the person who looks for the reason; kept only if somebody asks. */
final class History {
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private final long start;
    private final FakeClock clock;

    History(boolean kept, FakeClock clock) {
        this.kept = kept;
        this.clock = clock;
        this.start = clock.now();
    }

    /**
     * Adds a line.
     *
     * @param who {@code nitro}, {@code world}, or the process that acts
     */
    void add(String who, Supplier<String> what) {
        if (kept) {
            long time = clock.now() - start;
            lines.add(String.format(
                    "%4d.%03d %-8s %s",
                    time / 1000, time % 1000, who, what.get().replace("\n", "\\n")));
        }
    }

    List<String> lines() {
        return lines;
    }
}
