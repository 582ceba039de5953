package nitro.test.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one source, in order and with the time of each item, to be awaited.
 *
 * @param <T> an item
 */
final class Feed<T> {
    /** How long anything may take before a case fails, on a machine that has much else to do. */
    static final long DEADLINE_SECONDS = 60;

    /** An item and when it came, in {@link System#nanoTime}. */
    record Item<T>(long nanos, T what) {}

    private final List<Item<T>> items = new ArrayList<>();
    private final Supplier<String> story;

    /** {@code story} tells all that happened, for the message of a failure. */
    Feed(Supplier<String> story) {
        this.story = story;
    }

    synchronized void add(T what) {
        items.add(new Item<>(System.nanoTime(), what));
        notifyAll();
    }

    synchronized List<Item<T>> all() {
        return List.copyOf(items);
    }

    /** The first answer of {@code look} over all items that is not null; asked again whenever one comes. */
    <R> R await(Supplier<String> expected, Function<List<Item<T>>, @Nullable R> look) {
        var found = await(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS), look);
        if (found == null) {
            throw new AssertionError("did not come: " + expected.get() + "\n" + story.get());
        }
        return found;
    }

    /** As above, null when {@code millis} have passed. */
    synchronized <R> @Nullable R await(long millis, Function<List<Item<T>>, @Nullable R> look) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            var found = look.apply(items);
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (found != null || left <= 0) {
                return found;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
