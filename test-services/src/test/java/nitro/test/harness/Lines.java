package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Lines that processes write into a FIFO, recorded and awaited. We hold both ends, so no writer waits or fails. */
public final class Lines implements AutoCloseable {
    private final RandomAccessFile fifo;
    private final Feed<String> feed;
    private final Set<Integer> taken = new HashSet<>();
    private volatile boolean closed;

    Lines(Path path, Supplier<String> story) throws IOException {
        fifo = new RandomAccessFile(path.toFile(), "rw");
        feed = new Feed<>(story);
        Thread.ofPlatform().daemon().name("lines of " + path).start(this::read);
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(new FileInputStream(fifo.getFD()), ISO_8859_1))) {
            for (var line = in.readLine(); line != null && !closed; line = in.readLine()) {
                feed.add(line);
            }
        } catch (IOException e) {
            if (!closed) {
                feed.add("(" + e + ")");
            }
        }
    }

    /** Waits for this line, wherever it stands among those not awaited yet. */
    public void await(String line) {
        await("the line '" + line + "'", line::equals);
    }

    /** Waits for a line in which {@code regex} is found, and answers it. */
    public String awaitMatch(String regex) {
        return await("a line with /" + regex + "/", Pattern.compile(regex).asPredicate());
    }

    private String await(String expected, Predicate<String> wanted) {
        return feed.await(() -> expected, items -> {
            for (int i = 0; i < items.size(); i++) {
                if (!taken.contains(i) && wanted.test(items.get(i).what())) {
                    taken.add(i);
                    return items.get(i).what();
                }
            }
            return null;
        });
    }

    /** Waits until {@code count} lines hold to {@code wanted}, and answers all that do. */
    public List<String> await(int count, Predicate<String> wanted) {
        return feed.await(() -> count + " such lines", items -> {
            var found = items.stream().map(Feed.Item::what).filter(wanted).toList();
            return found.size() < count ? null : found;
        });
    }

    /** All lines until now. */
    public List<String> all() {
        return feed.all().stream().map(Feed.Item::what).toList();
    }

    List<Feed.Item<String>> timed() {
        return feed.all();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        fifo.write('\n'); // lets the reader go, which a close alone does not
        fifo.close();
    }
}
