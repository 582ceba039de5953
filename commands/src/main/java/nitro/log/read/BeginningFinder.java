package nitro.log.read;

import java.io.IOException;
import java.util.ArrayDeque;
import nitro.log.read.Timestamps.Timestamp;

/**
 * Finds where the wanted lines of a log begin. It is shown the log's files from the newest to the oldest, and reads no
 * more of them than it must: of a file that is not compressed only the end.
 *
 * <p>Lines without a time belong to the one before that has one, so the search goes on from such a line until the time is
 * known; in a log without any times not further than {@link #LONGEST_LOOK}.
 */
final class BeginningFinder {
    /** A line and where it begins. */
    private record Found(String label, long offset, long time) {}

    private static final int LONGEST_LOOK = 1 << 16;

    private final WantedLines wanted;
    private final Timestamps timestamps;
    /** How many more lines are wanted. */
    private long missing;
    /** Of what was visited, the oldest line that is wanted. */
    private Found first;
    /** The oldest of them with a time of its own. */
    private Found firstTimed;
    /** No older line is wanted. */
    private boolean complete;
    /** Bytes that were visited in search of a time only. */
    private long looked;

    /** @param end where all lines of the log end, if none is wanted */
    BeginningFinder(WantedLines wanted, Timestamps timestamps, String label, long end) {
        this.wanted = wanted;
        this.timestamps = timestamps;
        missing = wanted.last();
        first = new Found(label, end, Timestamps.NONE);
        firstTimed = first;
        complete = missing == 0;
    }

    /** The label of the file that it is in, empty for the one that grows. */
    String label() {
        return first.label;
    }

    long offset() {
        return first.offset;
    }

    /** The time that a first line without one has. */
    long time() {
        return first.time;
    }

    boolean complete() {
        return complete;
    }

    /** Looks at the next older file, up to {@code end} if it is not compressed. */
    void look(String label, LogFile file, long end) throws IOException {
        if (file.compressed()) {
            lookForwards(label, file);
        } else {
            BackwardReader.read(file, end, new BackwardReader.Visitor() {
                @Override
                public boolean visit(byte[] line, long offset) {
                    BeginningFinder.this.visit(label, line, offset);
                    return !complete;
                }

                @Override
                public boolean isPatient(int length) {
                    complete = missing == 0 && length > LONGEST_LOOK;
                    return !complete;
                }
            });
        }
    }

    private void visit(String label, byte[] line, long offset) {
        Timestamp stamp = timestamps.parse(line);
        long time = stamp == null ? Timestamps.NONE : stamp.nanos();
        if (wanted.isTooOld(time)) {
            first = firstTimed;
            complete = true;
        } else if (missing == 0) {
            looked += line.length + 1;
            first = new Found(first.label, first.offset, time);
            complete = stamp != null || looked > LONGEST_LOOK;
        } else if (wanted.counts(time) && wanted.matches(line)) {
            first = new Found(label, offset, time);
            firstTimed = stamp == null ? firstTimed : first;
            missing -= missing == WantedLines.ALL ? 0 : 1;
            complete = missing == 0 && stamp != null;
        }
    }

    /** A compressed file can only be read from its beginning. */
    private void lookForwards(String label, LogFile file) throws IOException {
        ArrayDeque<Found> last = new ArrayDeque<>();
        LineBuffer lines = new LineBuffer();
        byte[] block = new byte[1 << 14];
        long time = Timestamps.NONE;
        long offset = 0;
        for (int count = file.read(block); count > 0; count = file.read(block)) {
            lines.add(block, count);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Timestamp stamp = timestamps.parse(line);
                time = stamp == null ? time : stamp.nanos();
                if (wanted.isTooOld(time)) {
                    last.clear();
                    complete = true;
                } else if (wanted.counts(stamp == null ? Timestamps.NONE : time)
                        && wanted.matches(line)
                        && (missing < WantedLines.ALL || last.isEmpty())) {
                    last.add(new Found(label, offset, time));
                    if (last.size() > missing) {
                        last.remove();
                    }
                }
                offset += line.length + 1;
            }
        }
        file.restart();
        if (missing == 0) { // only a time was looked for
            first = new Found(first.label, first.offset, time);
            complete = true;
        } else if (!last.isEmpty()) {
            first = last.getFirst();
            firstTimed = first;
            missing -= missing == WantedLines.ALL ? 0 : last.size();
            complete = complete || missing == 0;
        } else if (complete) {
            first = firstTimed;
        }
    }
}
