package nitro.log.write;

import java.util.List;
import nitro.posix.Streams.Buffer;
import nitro.text.ByteSearch;

/** Hands what was read to the logs, by lines or by parts of long ones; all logs are always equally far. */
final class Lines {
    /** A line is handed on in parts of this length, if -l is not longer. */
    private static final int PART = 16 * 1024;

    private final List<Log> logs;
    private final int part;
    private boolean midLine;

    /** @param length how much of a line must be seen at once */
    Lines(List<Log> logs, int length) {
        this.logs = logs;
        part = part(length);
    }

    /** How long parts are, of which a buffer must hold two. */
    static int part(int length) {
        return Math.max(PART, length + 1);
    }

    /** Whether all logs can take a line before its end was seen. */
    boolean arePrompt() {
        for (int i = 0; i < logs.size(); i++) {
            if (!logs.get(i).isPrompt()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hands on as much as the logs take before one must write or rotate.
     *
     * @param partly whether the beginning of a line too, whatever its length
     * @param end whether nothing will come after these bytes
     * @return behind what they took
     */
    int hand(Buffer input, int from, int to, boolean partly, boolean end) {
        if (logs.size() == 1 && logs.getFirst().isPlain()) {
            return handPlain(input, from, to, partly);
        }
        byte[] bytes = input.bytes();
        int at = from;
        while (at < to) {
            int newline = ByteSearch.newline(bytes, at, Math.min(to, at + part));
            boolean last = newline >= 0;
            int stop = newline + 1;
            if (!last && to - at >= part) {
                stop = ByteSearch.boundary(bytes, at, at + part);
            } else if (!last && partly) {
                stop = end ? to : ByteSearch.boundary(bytes, at, to);
                last = end;
            } else if (!last) {
                break;
            }
            if (!offer(bytes, at, stop, last)) {
                break;
            }
            midLine = !last;
            at = stop;
        }
        return at;
    }

    private int handPlain(Buffer input, int from, int to, boolean partly) {
        int stop = ByteSearch.lastNewline(input.bytes(), from, to) + 1;
        if (stop == 0 && (partly || to - from >= part)) {
            stop = ByteSearch.boundary(input.bytes(), from, to);
        }
        return stop <= from ? from : logs.getFirst().takePlain(input, from, stop);
    }

    private boolean offer(byte[] bytes, int from, int to, boolean last) {
        for (int i = 0; i < logs.size(); i++) {
            if (!logs.get(i).offer(bytes, from, to, !midLine, last)) {
                for (; i >= 0; i--) {
                    logs.get(i).drop();
                }
                return false;
            }
        }
        for (int i = 0; i < logs.size(); i++) {
            logs.get(i).commit(bytes, from, to, !midLine, last);
        }
        return true;
    }
}
