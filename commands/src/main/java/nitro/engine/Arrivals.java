package nitro.engine;

import java.util.Objects;
import nitro.engine.life.Event;
import org.jspecify.annotations.Nullable;

/**
 * Events that have come to services and are not dealt with yet, in order. There is always room for a few more of each
 * service: what has happened must not be lost because there is no memory to put it down.
 */
final class Arrivals {
    /** How many events of one service there is room for when it is loaded: more than come at a time. */
    private static final int FOR_EACH = 4;

    private @Nullable Service[] services = new Service[16];
    private @Nullable Event[] events = new Event[16];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Makes room for the events of so many services. */
    void expect(int count) {
        ensure(count * FOR_EACH);
    }

    /** Makes room for what comes of one thing that is done. */
    void makeRoom() {
        ensure(size + FOR_EACH);
    }

    private void ensure(int capacity) {
        int length = services.length;
        if (capacity > length) {
            int more = Math.max(capacity, 2 * length);
            @Nullable Service[] moreServices = new Service[more];
            @Nullable Event[] moreEvents = new Event[more]; // nothing fails after this
            for (int i = 0; i < size; i++) {
                int place = (first + i) % length;
                moreServices[i] = services[place];
                moreEvents[i] = events[place];
            }
            services = moreServices;
            events = moreEvents;
            first = 0;
        }
    }

    void add(Service service, Event event) {
        ensure(size + 1);
        int place = (first + size) % services.length;
        services[place] = service;
        events[place] = event;
        size++;
    }

    /** The first of them, which {@link #remove} takes away. */
    Service service() {
        return Objects.requireNonNull(services[first]);
    }

    Event event() {
        return Objects.requireNonNull(events[first]);
    }

    void remove() {
        services[first] = null;
        events[first] = null;
        first = (first + 1) % services.length;
        size--;
    }
}
