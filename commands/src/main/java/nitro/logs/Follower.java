package nitro.logs;

import java.util.List;
import java.util.function.BooleanSupplier;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * Waits for logs to grow, by inotify(7), and wakes up for nothing else.
 *
 * <p>What is told is only that something has changed: what it was is seen by looking, so nothing depends on the order of
 * changes, and a queue that overflowed costs nothing. A log that is not there yet is waited for in the nearest directory
 * above it that is.
 */
final class Follower {
    private final Posix posix;
    private final int inotify;
    private final Loop loop;
    private @Nullable Throwable failure;

    Follower(Posix posix) throws ErrnoException {
        this.posix = posix;
        inotify = posix.inotify();
        loop = new Loop(posix, this::fail);
    }

    /**
     * Returns when {@code print} says so, or nobody reads the pipe that standard output may be.
     *
     * @param print reads and prints what is new; false if nobody wants more
     */
    void run(List<LogReader> readers, BooleanSupplier print) throws ErrnoException {
        watch(readers);
        if (!print.getAsBoolean()) {
            return;
        }
        if (posix.fstat(1).type() == FileStatus.Type.FIFO) {
            loop.watch(1, loop::stop);
        }
        loop.watch(inotify, () -> {
            boolean names = false;
            for (Change change : posix.changes(inotify)) {
                names |= change.kind() != Kind.WRITTEN;
            }
            if (names) {
                watch(readers);
            }
            if (!print.getAsBoolean()) {
                loop.stop();
            }
        });
        loop.run();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private void fail(Throwable error) {
        failure = error;
        loop.stop();
    }

    private void watch(List<LogReader> readers) {
        for (LogReader reader : readers) {
            Place place = reader.place();
            watch(place.directory(), place.rotates());
            if (!place.rotates()) {
                add(place.path(), true);
            }
        }
    }

    /** Watches a directory or, as long as it is not there, the nearest above it. */
    private void watch(String directory, boolean writes) {
        String path = directory;
        while (!add(path, writes && path.equals(directory)) && !path.equals("/") && !path.equals(".")) {
            int slash = path.lastIndexOf('/', path.length() - 2);
            path = slash < 0 ? "." : path.substring(0, Math.max(1, slash));
        }
        if (!path.equals(directory) && exists(directory)) {
            watch(directory, writes); // it came while we looked
        }
    }

    private boolean exists(String path) {
        try {
            posix.stat(path);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private boolean add(String path, boolean writes) {
        try {
            posix.addWatch(inotify, path, writes);
            return true;
        } catch (ErrnoException e) {
            return false; // it is not there, or not for us
        }
    }
}
