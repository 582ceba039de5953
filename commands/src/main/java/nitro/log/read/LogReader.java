package nitro.log.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import nitro.log.read.Timestamps.Timestamp;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import nitro.text.Tai64n;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log, line by line, across its files, each line once.
 *
 * <p>What it reads it holds open, so a file may be renamed, compressed or removed meanwhile. When the file that grew has
 * been rotated, the files that came after it are those that were not there before; of these it knows its own by the inode
 * or, if that was compressed, by the content.
 */
final class LogReader implements AutoCloseable {
    private final LogLocation place;
    private final WantedLines wanted;
    private final boolean followed;
    private final Timestamps timestamps;
    private final Posix posix;
    private final Consumer<String> complaints;
    private final LineBuffer lines = new LineBuffer();
    private final byte[] block = new byte[1 << 14];

    /** The file that is read; null while there is none. */
    private @Nullable LogFile file;
    /** Whether it was the one that grows when it was opened. */
    private boolean growing;
    /** Whether it has been found to be no longer that, and only what is left in it is to be read. */
    private boolean left;
    /** The rotated files to read next, paths by labels. */
    private final TreeMap<String, String> waiting = new TreeMap<>();
    /** The file that was the growing one behind them, open. */
    private @Nullable LogFile next;
    /** The labels of all rotated files at that moment. */
    private Set<String> known = Set.of();
    /** The end of what is read of the last file, if it is not followed. */
    private long limit = Long.MAX_VALUE;

    private long time = Timestamps.NONE;

    /**
     * @param followed whether it is read on as it grows
     * @param complaints told what could not be read, and why
     */
    LogReader(
            LogLocation place,
            WantedLines wanted,
            boolean followed,
            Timestamps timestamps,
            Posix posix,
            Consumer<String> complaints) {
        this.place = place;
        this.wanted = wanted;
        this.followed = followed;
        this.timestamps = timestamps;
        this.posix = posix;
        this.complaints = complaints;
    }

    LogLocation place() {
        return place;
    }

    /** Goes to where the wanted lines begin; false if there is no file yet. */
    boolean begin() throws IOException {
        Snapshot snapshot = Snapshot.take(place, posix);
        LogFile current = snapshot.current();
        long end =
                current == null || current.compressed() ? 0 : current.status().size();
        limit = followed || current == null || current.compressed() ? Long.MAX_VALUE : end;
        if (current != null && wanted.last() == 0) {
            end = BackwardReader.lastLineEnd(current, end);
        }
        SortedMap<String, String> rotated = snapshot.rotated();
        BeginningFinder beginning = new BeginningFinder(wanted, timestamps, "", end);
        if (current != null && !beginning.complete()) {
            beginning.look("", current, end);
        }
        for (String label : new TreeMap<>(rotated).descendingKeySet()) {
            if (beginning.complete() || wanted.isTooOld(Tai64n.parse(label))) {
                break;
            }
            look(beginning, label, rotated);
        }
        known = rotated.keySet();
        next = current;
        time = beginning.time();
        if (!beginning.label().isEmpty()) {
            waiting.putAll(rotated.tailMap(beginning.label()));
        }
        String first = waiting.isEmpty() ? "" : waiting.firstKey();
        openNext();
        if (file != null && first.equals(beginning.label())) {
            file.skipTo(beginning.offset());
        }
        return file != null;
    }

    private void look(BeginningFinder beginning, String label, SortedMap<String, String> rotated) {
        try (LogFile older = open(label, rotated.get(label))) {
            if (older != null) {
                beginning.look(label, older, older.status().size());
            }
        } catch (IOException e) {
            complaints.accept(why(e));
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
        if (next != null) {
            next.close();
            next = null;
        }
    }

    /** The next wanted line; null if there is none now. */
    @Nullable
    Line next() {
        for (; ; ) {
            byte[] text = lines.next();
            if (text != null) {
                Line line = line(text);
                if (line != null) {
                    return line;
                }
            } else if (!fill()) {
                return null;
            }
        }
    }

    private @Nullable Line line(byte[] text) {
        Timestamp stamp = timestamps.parse(text);
        time = stamp == null ? time : stamp.nanos();
        return !wanted.isTooNew(time) && wanted.matches(text)
                ? new Line(text, time, stamp == null ? 0 : stamp.length())
                : null;
    }

    /** Gets more of the log; false if there is no more now. */
    private boolean fill() {
        try {
            if (file != null) {
                byte[] into = block;
                if (growing && limit - file.position() < block.length) {
                    into = new byte[(int) Math.max(0, limit - file.position())];
                }
                int count = into.length == 0 ? 0 : file.read(into);
                lines.add(into, count);
                if (count > 0) {
                    return true;
                }
            }
            return advance();
        } catch (IOException e) {
            complaints.accept(why(e));
            return file != null && !growing && openNext();
        }
    }

    /** At the end of the file: goes on to the one that follows, if one does. */
    private boolean advance() throws IOException {
        if (file != null && (!growing || left)) {
            boolean half = endLine();
            return openNext() || half;
        }
        if (!followed) {
            return endLine();
        }
        FileStatus now = place.status(posix);
        if (file == null) {
            return now != null && leave() && openNext();
        }
        if (now == null || !now.sameFile(file.status())) {
            // Where nobody says when a writer turns to the new file, it has done so when there is something in it.
            return (place.rotates() || now != null && now.size() > 0) && leave();
        }
        if (now.size() < file.position() && !file.compressed()) {
            lines.clear();
            // A file is begun anew; a logger only cuts off what one before it that was killed had half written.
            file.skipTo(place.rotates() ? now.size() : 0);
            return true;
        }
        return false;
    }

    /** A file that ends with half a line: that is one, the next file begins another. */
    private boolean endLine() {
        byte[] rest = lines.rest();
        if (rest != null) {
            lines.add(rest, rest.length);
            lines.add(new byte[] {'\n'}, 1);
        }
        return rest != null;
    }

    /** The file is no longer the growing one: finds those that follow. It may have got something to its end meanwhile. */
    private boolean leave() throws IOException {
        Snapshot snapshot = Snapshot.take(place, posix);
        List<String> rotated = new ArrayList<>(snapshot.rotated().keySet());
        rotated.removeAll(known);
        if (file != null && place.rotates()) {
            String own = own(file, rotated, snapshot.rotated());
            rotated.remove(own);
            if (own.isEmpty() && !rotated.isEmpty()) {
                complaints.accept(place.directory() + ": files were removed before all in them was read");
            }
        }
        for (String label : rotated) {
            waiting.put(label, snapshot.rotated().getOrDefault(label, ""));
        }
        known = new TreeSet<>(snapshot.rotated().keySet());
        next = snapshot.current();
        left = true;
        return true;
    }

    /** The label that a file has got by rotation; empty if it is no longer there. */
    private String own(LogFile known, List<String> labels, Map<String, String> paths) throws IOException {
        for (String label : labels) {
            try (LogFile other = open(label, paths.get(label))) {
                if (other != null && SameFile.content(known, other)) {
                    return label;
                }
            }
        }
        return "";
    }

    /** Opens the next file; false if there is none. */
    private boolean openNext() {
        if (file != null) {
            file.close();
            file = null;
        }
        left = false;
        while (!waiting.isEmpty()) {
            Map.Entry<String, String> first = waiting.pollFirstEntry();
            try {
                file = open(first.getKey(), first.getValue());
            } catch (ErrnoException e) {
                complaints.accept(why(e));
            }
            if (file != null) {
                growing = false;
                return true;
            }
        }
        file = next;
        next = null;
        growing = true;
        return file != null;
    }

    /** Opens a rotated file, which may have got another name by being compressed; null if it is no longer there. */
    private @Nullable LogFile open(String label, @Nullable String path) throws ErrnoException {
        LogFile found = path == null ? null : Snapshot.open(path, posix);
        if (found != null) {
            return found;
        }
        String now = place.rotated(posix).get(label);
        return now == null ? null : Snapshot.open(now, posix);
    }

    /** The reason and the file of a failure, for people. */
    static String why(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof ErrnoException failed ? failed.complaint() : message;
    }
}
