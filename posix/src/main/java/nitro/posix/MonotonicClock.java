package nitro.posix;

/** CLOCK_MONOTONIC, on the JVM and in the image alike. */
public final class MonotonicClock {
    private static final long NANOS_IN_MILLI = 1_000_000;

    private MonotonicClock() {}

    /** Milliseconds that do not count suspend; only differences mean something. */
    public static long millis() {
        return System.nanoTime() / NANOS_IN_MILLI;
    }
}
