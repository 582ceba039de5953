package nitro.posix.jvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.posix.Signal;
import sun.misc.SignalHandler;

/**
 * HUP, INT and TERM while a mailbox is open: the first of them is kept, and wakes who waits for a datagram. The JVM
 * passes on none that was ignored when it was started.
 *
 * <p>The JVM tells of a signal in a thread of its own, which may begin only when the mailbox has been closed. What it tells
 * of then is raised again, for whoever handles it now.
 */
final class Interruption implements AutoCloseable {
    private final Map<sun.misc.Signal, SignalHandler> before = new HashMap<>();
    private final Runnable wake;
    private int first;
    private boolean closed;

    /** @param wake ends the wait; runs in another thread, at most once */
    Interruption(Runnable wake) {
        this.wake = wake;
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
            sun.misc.Signal name = new sun.misc.Signal(signal.name());
            before.put(name, sun.misc.Signal.handle(name, this::came));
        }
    }

    private synchronized void came(sun.misc.Signal signal) {
        if (closed) {
            sun.misc.Signal.raise(signal);
        } else if (first == 0) {
            first = signal.getNumber();
            wake.run();
        }
    }

    /** The number of the first signal that came before it was closed; 0 if none came. */
    synchronized int number() {
        return first;
    }

    /** The signals do again what they did before. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            before.forEach(sun.misc.Signal::handle);
        }
    }
}
