package nitro.posix.jvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nitro.posix.Signal;
import sun.misc.SignalHandler;

/**
 * HUP, INT and TERM while a mailbox is open: the first of them is kept, and wakes who waits for a datagram. The JVM
 * passes on none that was ignored when it was started.
 */
final class Interruption implements AutoCloseable {
    private final AtomicInteger first = new AtomicInteger();
    private final Map<sun.misc.Signal, SignalHandler> before = new HashMap<>();

    /** @param wake ends the wait; runs in another thread, at most once */
    Interruption(Runnable wake) {
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
            sun.misc.Signal name = new sun.misc.Signal(signal.name());
            before.put(name, sun.misc.Signal.handle(name, _ -> {
                if (first.compareAndSet(0, name.getNumber())) {
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
        before.forEach(sun.misc.Signal::handle);
        before.clear();
    }
}
