package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All events of a nitro, recorded by a listener in its {@code notify} directory (spec 5.6). */
public final class Events implements AutoCloseable {
    private final Mailbox mailbox;
    private final Feed<Event> feed;
    private final Map<String, Integer> seen = new HashMap<>();
    private final Thread reader = new Thread(this::read, "events");
    private volatile boolean closed;

    Events(Path notify, Supplier<String> story) throws IOException {
        mailbox = Mailbox.at(notify.resolve("ALL,0"));
        feed = new Feed<>(story);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (!closed) {
                mailbox.receive(0).ifPresent(datagram -> feed.add(parse(datagram)));
            }
        } catch (IOException | AssertionError e) {
            if (!closed) {
                feed.add(new Event(System.nanoTime(), "listener: " + e, State.FATAL));
            }
        }
    }

    private static Event parse(byte[] datagram) {
        var packet = Packet.only(datagram);
        return new Event(System.nanoTime(), packet.payload(), State.of(packet.tag()));
    }

    /**
     * The states in this order, others may stand between, after those that were awaited before.
     *
     * @return the event of the last of them
     */
    public Event await(String service, State... states) {
        int from = seen.getOrDefault(service, 0);
        return feed.await(() -> service + " " + Arrays.toString(states), items -> {
            int next = 0;
            int index = 0;
            for (var event : of(items, service)) {
                if (index >= from && event.state() == states[next] && ++next == states.length) {
                    seen.put(service, index + 1);
                    return event;
                }
                index++;
            }
            return null;
        });
    }

    /** Exactly these states and no other follow those that were awaited before; more may come after them. */
    public Event strictly(String service, State... states) {
        int from = seen.getOrDefault(service, 0);
        var events = feed.<List<Event>>await(() -> service + " strictly " + Arrays.toString(states), items -> {
            var all = of(items, service);
            return all.size() < from + states.length ? null : all.subList(from, from + states.length);
        });
        var came = events.stream().map(Event::state).toList();
        if (!came.equals(List.of(states))) {
            throw new AssertionError(service + ": " + came + " instead of " + Arrays.toString(states));
        }
        seen.put(service, from + states.length);
        return events.getLast();
    }

    /** The state that follows those that were awaited before. */
    public State next(String service) {
        int from = seen.getOrDefault(service, 0);
        var event = feed.<Event>await(() -> service + " in whatever state", items -> {
            var all = of(items, service);
            return all.size() > from ? all.get(from) : null;
        });
        seen.put(service, from + 1);
        return event.state();
    }

    /** Passes over what came for this service until now. */
    public void skip(String service) {
        seen.put(service, of(feed.all(), service).size());
    }

    /** All events of one service until now. */
    public List<Event> of(String service) {
        return of(feed.all(), service);
    }

    /** All events of all services until now. */
    public List<Event> all() {
        return feed.all().stream().map(Feed.Item::what).toList();
    }

    /** Waits until more than {@code count} events have come, at most {@code millis}: for asking again what cannot be awaited. */
    void more(int count, long millis) {
        feed.<Boolean>await(millis, items -> items.size() > count ? true : null);
    }

    private static List<Event> of(List<Feed.Item<Event>> items, String service) {
        return items.stream()
                .map(Feed.Item::what)
                .filter(event -> event.service().equals(service))
                .toList();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        mailbox.close();
    }
}
