package nitro.test.harness;

import java.util.concurrent.TimeUnit;

/** A service entered a state, or was said to be in it again; {@code nanos} is when we heard. */
public record Event(long nanos, String service, State state) {
    /** Milliseconds from {@code earlier} to this. */
    public long after(Event earlier) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - earlier.nanos);
    }

    @Override
    public String toString() {
        return state + " " + service;
    }
}
