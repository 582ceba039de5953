package nitro.log.read;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import nitro.text.Tai64n;
import org.jspecify.annotations.Nullable;

/**
 * Where a log is kept: the directory of a logger, which rotates files in it, or a single file.
 *
 * <p>A rotated file's name is the TAI64N label of the moment of its rotation, so these names sort by time. Behind it come
 * {@code .s} for a complete file, {@code .u} for one that a processor has not done yet or a crash has left, and
 * {@code .gz} for a compressed one.
 *
 * @param current the name in the directory of the file that grows
 * @param rotates whether rotated files are in the same directory
 */
record LogLocation(String directory, String current, boolean rotates) {
    private static final Pattern ROTATED = Pattern.compile("@[0-9a-f]{24}(\\.[su])?(\\.gz)?");

    /** The place that a path names: a directory, or else a file. */
    static LogLocation of(String path, Posix posix) {
        try {
            if (posix.stat(path).isDirectory()) {
                return ofDirectory(path);
            }
        } catch (ErrnoException e) {
            // It may come; with a slash at its end it will be a directory.
        }
        int slash = path.lastIndexOf('/');
        if (slash == path.length() - 1) {
            return ofDirectory(path);
        }
        return new LogLocation(slash < 0 ? "." : path.substring(0, slash + 1), path.substring(slash + 1), false);
    }

    static LogLocation ofDirectory(String path) {
        return new LogLocation(path, "current", true);
    }

    /** Whether a logger keeps a log in a directory, be it that nothing was written yet. */
    static boolean isDirectoryOfLog(String path, Posix posix) {
        LogLocation place = ofDirectory(path);
        return place.status(posix) != null
                || new LogLocation(path, "lock", false).status(posix) != null
                || !place.rotated(posix).isEmpty();
    }

    /** The path of the file that grows. */
    String path() {
        return path(current);
    }

    private String path(String name) {
        return directory.equals(".") ? name : directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /**
     * The paths of the rotated files by their labels, oldest first; none if the directory cannot be read.
     *
     * <p>readdir(3) promises nothing about names that come and go meanwhile: it may meet the second of two new files and
     * not the first, and one that is just compressed, which happens to it once, under neither name. So it is read until
     * there was twice nothing new.
     */
    SortedMap<String, String> rotated(Posix posix) {
        SortedMap<String, String> found = new TreeMap<>();
        for (int idle = 0; rotates && idle < 2; ) {
            int before = found.size();
            for (String name : names(posix)) {
                if (ROTATED.matcher(name).matches()) {
                    found.merge(name.substring(0, Tai64n.LENGTH), path(name), LogLocation::better);
                }
            }
            idle = found.size() == before ? idle + 1 : 0;
        }
        return found;
    }

    private List<String> names(Posix posix) {
        try {
            return posix.list(directory);
        } catch (ErrnoException e) {
            return List.of();
        }
    }

    /** Of two names of one file, which is just being processed or compressed, the one that is complete for certain. */
    private static String better(String one, String other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(String name) {
        return (name.endsWith(".gz") ? 2 : 0) + (name.contains(".u") ? 1 : 0);
    }

    /** The file that the name of the growing file leads to now; null if there is none. */
    @Nullable
    FileStatus status(Posix posix) {
        try {
            return posix.stat(path());
        } catch (ErrnoException e) {
            return null;
        }
    }
}
