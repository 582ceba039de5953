package nitro.log.read;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the lines of several logs in the order of their times; those of one log stay in its order. */
final class Merge {
    /** Takes a line. */
    interface Sink {
        /**
         * @param log the number of its log
         * @return whether more are wanted
         */
        boolean take(int log, Line line);
    }

    /** So many lines later all logs are looked at again, lest one that never ends keeps the others from being read. */
    private static final int LINES_A_TURN = 1 << 12;

    private final List<LogReader> readers;
    private final @Nullable Line[] heads;
    /** Those in which nothing was left. */
    private final boolean[] dry;

    Merge(List<LogReader> readers) {
        this.readers = readers;
        heads = new Line[readers.size()];
        dry = new boolean[readers.size()];
    }

    /** Gives away all lines that there are now; false if no more are wanted. */
    boolean run(Sink sink) {
        Arrays.fill(dry, false);
        for (int count = 1; ; count++) {
            int first = first();
            if (first < 0) {
                return true;
            }
            Line line = heads[first];
            heads[first] = null;
            if (line != null && !sink.take(first, line)) {
                return false;
            }
            if (count % LINES_A_TURN == 0) {
                Arrays.fill(dry, false);
            }
        }
    }

    /** The log whose next line is the oldest; -1 if there is none. */
    private int first() {
        int first = -1;
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < heads.length; i++) {
            Line head = heads[i];
            if (head == null && !dry[i]) {
                head = readers.get(i).next();
                heads[i] = head;
                dry[i] = head == null;
            }
            if (head != null && (first < 0 || head.time < earliest)) {
                first = i;
                earliest = head.time;
            }
        }
        return first;
    }
}
