package nitro.test.harness;

import java.util.concurrent.TimeUnit;

/** A service entered a state, or was said to be in it again; {@code nanos} is when we heard. */
public record Event(long nanos, String service, State state) {
    /**
     * Milliseconds from a moment in {@link System#nanoTime} to this. What takes its time from an order on is measured from
     * before that, and not from when we hear that it has begun, which may be late. Nitro counts whole milliseconds.
     */
    public long since(long moment) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - moment);
    }

    @Override
    public String toString() {
        return state + " " + service;
    }
}
