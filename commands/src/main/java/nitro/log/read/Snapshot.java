package nitro.log.read;

import java.util.SortedMap;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log at one moment: no rotation came between the look at the one and at the others.
 *
 * @param rotated paths by labels, oldest first; all are older than {@code current}
 * @param current open; null if there is none
 */
record Snapshot(SortedMap<String, String> rotated, @Nullable LogFile current) {
    /** @throws ErrnoException if the growing file is there and cannot be opened */
    static Snapshot take(LogLocation place, Posix posix) throws ErrnoException {
        for (; ; ) {
            LogFile current = open(place.path(), posix);
            SortedMap<String, String> rotated = place.rotated(posix);
            FileStatus now = place.status(posix);
            if (current == null ? now == null : now != null && now.sameFile(current.status())) {
                return new Snapshot(rotated, current);
            }
            if (current != null) {
                current.close();
            }
        }
    }

    /** The file, or null if there is none. */
    static @Nullable LogFile open(String path, Posix posix) throws ErrnoException {
        try {
            return LogFile.open(posix, path);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                return null;
            }
            throw e;
        }
    }
}
