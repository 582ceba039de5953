package nitro.log.read;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.Posix;

/**
 * Hears of changes of logs, by inotify(7).
 *
 * <p>What is told is only that something has changed: what it was is seen by looking, so nothing depends on the order of
 * changes, and a queue that overflowed costs nothing. A log that is not there yet is waited for in the nearest directory
 * above it that is.
 */
final class Changes implements AutoCloseable {
    private final Posix posix;
    private final List<Place> places;
    /** Readable when something has changed. */
    final int descriptor;

    /** From now on, of these. */
    Changes(List<Place> places, Posix posix) throws ErrnoException {
        this.posix = posix;
        this.places = places;
        descriptor = posix.inotify();
        watch();
    }

    /** Takes what there is; what comes after is told anew. */
    void take() {
        boolean names = false;
        for (Change change : posix.changes(descriptor)) {
            names |= change.kind() != Kind.WRITTEN;
        }
        if (names) {
            watch();
        }
    }

    @Override
    public void close() {
        posix.close(descriptor);
    }

    private void watch() {
        for (Place place : places) {
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
            posix.addWatch(descriptor, path, writes);
            return true;
        } catch (ErrnoException e) {
            return false; // it is not there, or not for us
        }
    }
}
