package nitro.posix.fake;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock, and what is to happen at its times: time passes only where the fake says so. */
public final class FakeClock {
    /** Something that is to happen; it may be called off. */
    public static final class Event {
        private final long time;
        private final long order;
        private final Runnable what;
        private boolean off;

        private Event(long time, long order, Runnable what) {
            this.time = time;
            this.order = order;
            this.what = what;
        }

        public void cancel() {
            off = true;
        }
    }

    /** The answer of {@link #next} when nothing is to happen any more. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int TIES = 1024;

    private final Chance chance;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.<Event>comparingLong(e -> e.time).thenComparingLong(e -> e.order));
    private long now = 5_000;
    private long asked;

    FakeClock(Chance chance) {
        this.chance = chance;
    }

    /** Milliseconds since some time. */
    public long now() {
        return now;
    }

    /** Has {@code what} happen {@code millis} from now, not before this call returns; ties are broken by chance. */
    public Event after(long millis, Runnable what) {
        long order = chance.below(TIES) * (long) Integer.MAX_VALUE + asked++;
        Event event = new Event(now + Math.max(0, millis), order, what);
        events.add(event);
        return event;
    }

    /** When the next thing happens, or {@link #NEVER}. */
    public long next() {
        while (!events.isEmpty() && events.peek().off) {
            events.poll();
        }
        return events.isEmpty() ? NEVER : events.peek().time;
    }

    /** Moves to the time of the next event and lets it happen. */
    public void runNext() {
        next();
        Event event = events.remove();
        now = Math.max(now, event.time);
        event.what.run();
    }

    /** Lets pass the time until {@code time} and all that happens on the way. */
    public void runUntil(long time) {
        while (next() <= time) {
            runNext();
        }
        now = Math.max(now, time);
    }
}
