package nitro.posix.jvm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nitro.posix.Signal;

/** HUP, INT and TERM while a mailbox is open: the first of them is kept, and wakes who waits for a datagram. */
final class Interruption implements AutoCloseable {
    private final AtomicInteger first = new AtomicInteger();
    private final Map<Signal, Object> before = new EnumMap<>(Signal.class);

    /** @param wake ends the wait; runs in another thread, at most once */
    Interruption(Runnable wake) {
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
            before.put(signal, SunSignals.handle(signal, () -> {
                if (first.compareAndSet(0, LinuxNumbers.number(signal))) {
                    wake.run();
                }
            }));
        }
    }

    /** The number of the first signal that came; 0 if none came. */
    int number() {
        return first.get();
    }

    /** The signals do again what they did before. */
    @Override
    public void close() {
        before.forEach(SunSignals::restore);
        before.clear();
    }
}
