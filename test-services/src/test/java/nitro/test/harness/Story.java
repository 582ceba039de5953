package nitro.test.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/** All that is seen of a nitro: its events, its output, and what its scripts say. */
final class Story implements AutoCloseable {
    final Events events;
    final Lines said;
    final Lines out;
    final Lines err;
    private final long began = System.nanoTime();

    Story(Place place) throws IOException {
        said = new Lines(place.at("say"), this::toString);
        out = new Lines(place.at("out"), this::toString);
        err = new Lines(place.at("err"), this::toString);
        events = new Events(place.notifications(), this::toString);
    }

    /** A failure, told with all that happened before. */
    AssertionError failure(String what) {
        return new AssertionError(what + "\n" + this);
    }

    /** All that happened, in order, in milliseconds. */
    @Override
    public String toString() {
        var lines = new ArrayList<Feed.Item<String>>();
        events.all().forEach(event -> lines.add(new Feed.Item<>(event.nanos(), "event " + event)));
        said.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "said  " + line.what())));
        out.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "out   " + line.what())));
        err.timed().forEach(line -> lines.add(new Feed.Item<>(line.nanos(), "err   " + line.what())));
        lines.sort((one, other) -> Long.compare(one.nanos(), other.nanos()));
        var story = new StringBuilder();
        for (var line : lines) {
            story.append("%8d %s%n".formatted(TimeUnit.NANOSECONDS.toMillis(line.nanos() - began), line.what()));
        }
        return story.toString();
    }

    @Override
    public void close() throws IOException {
        events.close();
        said.close();
        out.close();
        err.close();
    }
}
