package nitro.log.write;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.text.Tai64n;

/**
 * The rotated files of a directory, by their names: the time of rotation, then {@code .s} for those that are done,
 * {@code .u} for those that are to be processed or that a crash left, {@code .s.gz} for compressed ones.
 */
final class OldFiles {
    static final String DONE = ".s";
    static final String UNPROCESSED = ".u";
    static final String IN_PROCESS = ".t";
    static final String COMPRESSED = ".s.gz";
    static final String STATE = "state";
    static final String NEW_STATE = "newstate";
    static final String BEING_COMPRESSED = ".s.gz.new";

    private final Posix posix;
    private final String directory;

    OldFiles(Posix posix, String directory) {
        this.posix = posix;
        this.directory = directory;
    }

    /** The names with this ending, without it, the oldest first. */
    List<String> stems(String ending) throws ErrnoException {
        List<String> stems = new ArrayList<>();
        for (String name : posix.list(directory)) {
            if (name.length() == Tai64n.LENGTH + ending.length()
                    && name.endsWith(ending)
                    && Tai64n.parse(name) != Tai64n.NONE) {
                stems.add(name.substring(0, Tai64n.LENGTH));
            }
        }
        stems.sort(null);
        return stems;
    }

    /** A name for a file that is rotated now: later than all that are there, whatever the clock says. */
    String nextStem(long now) throws ErrnoException {
        long latest = now;
        for (String name : posix.list(directory)) {
            long moment = Tai64n.parse(name);
            if (moment != Tai64n.NONE && moment >= latest) {
                latest = moment + 1;
            }
        }
        return Tai64n.format(latest);
    }

    /** How many bytes each has, the oldest first; a file that is there twice, compressed too, counts as one. */
    private NavigableMap<String, Long> sizes() throws ErrnoException {
        NavigableMap<String, Long> sizes = new TreeMap<>();
        for (String ending : List.of(DONE, UNPROCESSED, COMPRESSED)) {
            for (String stem : stems(ending)) {
                sizes.merge(stem, size(stem + ending), Long::sum);
            }
        }
        return sizes;
    }

    private long size(String name) throws ErrnoException {
        try {
            return posix.stat(path(name)).size();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) { // compressed meanwhile
                return 0;
            }
            throw e;
        }
    }

    /** Removes the oldest until there are at most {@code keep} (0: any number), of at most {@code total} bytes. */
    void limit(long keep, long total) throws ErrnoException {
        NavigableMap<String, Long> sizes = sizes();
        long sum = sizes.values().stream().mapToLong(Long::longValue).sum();
        while (!sizes.isEmpty() && (keep > 0 && sizes.size() > keep || sum > total)) {
            sum -= sizes.firstEntry().getValue();
            remove(sizes.pollFirstEntry().getKey());
        }
    }

    /** Removes the oldest if there are more than {@code least}; whether it did. */
    boolean giveUpOldest(long least) throws ErrnoException {
        NavigableMap<String, Long> sizes = sizes();
        if (least <= 0 || sizes.size() <= least) {
            return false;
        }
        remove(sizes.firstKey());
        return true;
    }

    private void remove(String stem) throws ErrnoException {
        for (String ending : List.of(DONE, UNPROCESSED, COMPRESSED)) {
            removeIfThere(stem + ending);
        }
    }

    void removeIfThere(String name) throws ErrnoException {
        try {
            posix.unlink(path(name));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    /** Clears away what a crash left half done: output of a processor, compressed files that lack their end. */
    void clean() throws ErrnoException {
        for (String stem : stems(IN_PROCESS)) {
            removeIfThere(stem + IN_PROCESS);
        }
        List<String> done = stems(DONE);
        List<String> compressed = stems(COMPRESSED);
        for (String stem : stems(UNPROCESSED)) {
            if (done.contains(stem)) { // processed, but for this
                keepState();
                removeIfThere(stem + UNPROCESSED);
            }
        }
        for (String stem : stems(BEING_COMPRESSED)) {
            if (!done.contains(stem)) { // else a compressor may be at it still, or the next one will begin anew
                removeIfThere(stem + BEING_COMPRESSED);
            }
        }
        for (String stem : compressed) { // which is whole if it has this name
            if (done.contains(stem)) {
                removeIfThere(stem + DONE);
            }
        }
    }

    /** Turns the state that a processor wrote into the state that the next one reads. */
    void keepState() throws ErrnoException {
        try {
            posix.rename(path(NEW_STATE), path(STATE));
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    String path(String name) {
        return directory + "/" + name;
    }

    /** Makes the names in the directory outlive a crash. */
    void sync() throws ErrnoException {
        int fd = posix.open(directory, Files.READ, 0);
        try {
            posix.syncFile(fd);
        } catch (ErrnoException e) {
            throw e.of(directory);
        } finally {
            posix.close(fd);
        }
    }
}
