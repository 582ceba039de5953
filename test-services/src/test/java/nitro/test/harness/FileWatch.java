package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for files. */
public final class FileWatch {
    /** How often is looked without a reason, because what is awaited may be about more than new files. */
    private static final long SECOND_LOOK = 100;

    private FileWatch() {}

    /**
     * Waits until {@code seen}, which is looked at whenever there is a new file in the directory.
     *
     * @param story what happened, for the message of a failure
     */
    public static void await(Path directory, BooleanSupplier seen, Supplier<String> story) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        try (var watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!seen.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("no such file came in " + directory + "\n" + story.get());
                }
                var key = watch.poll(SECOND_LOOK, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.reset();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many files are in a directory. */
    public static int count(Path directory) {
        var files = directory.toFile().list();
        return files == null ? 0 : files.length;
    }
}
