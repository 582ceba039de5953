package nitro.log.read;

import java.util.List;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * Reports that logs may have changed: by inotify(7), and by the clock as long as something cannot be watched, because there
 * are too many watches for example.
 *
 * <p>A report says only that it is time to look, so nothing depends on the order of changes, and a queue of inotify's that
 * overflowed costs nothing. A log that is missing is waited for in the nearest directory above it that exists.
 */
final class LogWatch implements AutoCloseable {
    /** How often a log is looked at that cannot be watched. */
    private static final long LOOK_EVERY_MS = 1000;

    private enum Outcome {
        WATCHED,
        MISSING,
        UNWATCHABLE
    }

    private final List<LogLocation> places;
    private final Posix posix;
    private final Loop loop;
    private final long restMs;
    private final Runnable changed;
    private int inotify = -1;
    private boolean complete;
    private @Nullable Watch watch;
    private @Nullable Timer rest;
    private @Nullable Timer look;

    /**
     * Begins to watch.
     *
     * @param restMs milliseconds after a report until the next; what changes meanwhile is in the next
     * @param changed looks at the logs
     */
    LogWatch(List<LogLocation> places, Posix posix, Loop loop, long restMs, Runnable changed) {
        this.places = places;
        this.posix = posix;
        this.loop = loop;
        this.restMs = restMs;
        this.changed = changed;
        watchAll();
        listen();
    }

    @Override
    public void close() {
        endWatch();
        cancel(rest);
        cancel(look);
        if (inotify >= 0) {
            posix.close(inotify);
        }
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void endWatch() {
        if (watch != null) {
            watch.end();
            watch = null;
        }
    }

    private void listen() {
        if (inotify >= 0 && watch == null && rest == null) {
            watch = loop.watch(inotify, this::hear);
        }
    }

    private void hear() {
        boolean names = false;
        for (Change change : posix.changes(inotify)) {
            names |= change.kind() != Kind.WRITTEN;
        }
        if (names) {
            watchAll();
        }
        if (restMs > 0) {
            endWatch();
            rest = loop.after(restMs, this::endRest);
        }
        changed.run();
    }

    private void endRest() {
        rest = null;
        listen();
    }

    /** Watches all that can be watched; looks by the clock if that is not all. */
    private void watchAll() {
        complete = openInotify();
        for (LogLocation place : places) {
            watchDirectory(place.directory(), place.rotates());
            if (!place.rotates()) {
                add(place.path(), true);
            }
        }
        cancel(look);
        look = complete ? null : loop.after(LOOK_EVERY_MS, this::lookAnyway);
    }

    private void lookAnyway() {
        watchAll();
        listen();
        changed.run();
    }

    private boolean openInotify() {
        if (inotify < 0) {
            try {
                inotify = posix.inotify();
            } catch (ErrnoException e) {
                return false;
            }
        }
        return true;
    }

    /** Watches a directory or, as long as it is missing, the nearest above it. */
    private void watchDirectory(String directory, boolean writes) {
        Outcome outcome = add(directory, writes);
        while (outcome == Outcome.MISSING) {
            String above = directory;
            do {
                above = above(above);
            } while (add(above, false) == Outcome.MISSING && !above.equals("/") && !above.equals("."));
            if (!exists(directory)) {
                return;
            }
            outcome = add(directory, writes); // it came while we looked
        }
    }

    private static String above(String path) {
        int slash = path.lastIndexOf('/', path.length() - 2);
        return slash < 0 ? "." : path.substring(0, Math.max(1, slash));
    }

    private boolean exists(String path) {
        try {
            posix.stat(path);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private Outcome add(String path, boolean writes) {
        if (inotify < 0) {
            return Outcome.UNWATCHABLE;
        }
        try {
            posix.addWatch(inotify, path, writes);
            return Outcome.WATCHED;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                return Outcome.MISSING;
            }
            complete = false;
            return Outcome.UNWATCHABLE;
        }
    }
}
