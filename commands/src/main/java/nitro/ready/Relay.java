package nitro.ready;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.text.Search;
import org.jspecify.annotations.Nullable;

/**
 * Passes a daemon's standard output on, byte by byte as it came, and looks for a line in it.
 *
 * <p>While it looks it neither waits to read nor to write; it reads no more than it has written. Afterwards the kernel
 * moves the bytes.
 */
final class Relay {
    /** No more than this is looked at of a line. */
    private static final int LONGEST_LINE = 65_536;

    /** The bytes that a writable pipe takes without waiting: PIPE_BUF. */
    private static final int PIECE_BYTES = 4096;

    /** Bytes moved at a time. */
    private static final int MOST_MOVED_BYTES = 1 << 20;

    /** Milliseconds until a full disk is tried again. */
    private static final int RETRY_AFTER_MS = 1000;

    private final CommandContext context;
    private final Posix posix;
    private final int from;
    private final int to;
    private final Pattern wanted;
    private final Runnable found;
    private final Runnable ended;
    private final byte[] buffer = new byte[65_536];
    private final StringBuilder line = new StringBuilder();
    private int begin;
    private int end;
    private boolean broken;
    private @Nullable Watch watch;

    /**
     * Begins to pass on what comes.
     *
     * @param found run whenever a line matches
     * @param ended run when all has been passed on, or nobody takes it any more
     */
    Relay(CommandContext context, int from, int to, Pattern wanted, Runnable found, Runnable ended) {
        this.context = context;
        this.posix = context.posix();
        this.from = from;
        this.to = to;
        this.wanted = wanted;
        this.found = found;
        this.ended = ended;
        watch = context.loop().watch(from, this::read);
    }

    private void read() {
        int count = fill();
        if (count == Errno.EAGAIN.code()) {
            return;
        }
        if (count <= 0) {
            finish();
            return;
        }
        switchTo(context.loop().watchWritable(to, this::write));
        look(count);
    }

    private void look(int count) {
        String text = new String(buffer, 0, count, ISO_8859_1);
        int at = 0;
        for (int newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', at)) {
            keep(text, at, newline);
            if (Search.isFound(wanted, line, false)) {
                found.run();
            }
            line.setLength(0);
            at = newline + 1;
        }
        keep(text, at, count);
    }

    private void keep(String text, int first, int last) {
        line.append(text, first, Math.min(last, first + LONGEST_LINE - line.length()));
    }

    private void write() {
        put(Math.min(end - begin, PIECE_BYTES));
        if (broken) {
            finish();
        } else if (begin == end) {
            switchTo(context.loop().watch(from, this::read));
        }
    }

    /** Writes some of what is there; waits if the disk is full. */
    private void put(int most) {
        int count = posix.write(to, buffer, begin, most);
        if (count >= 0) {
            begin += count;
        } else if (mayPass(count)) {
            posix.poll(new PollSet(), RETRY_AFTER_MS);
        } else if (count != Errno.EAGAIN.code()) {
            broken = true;
        }
    }

    private static boolean mayPass(int code) {
        return code == Errno.ENOSPC.code() || code == Errno.EDQUOT.code();
    }

    private void switchTo(Watch other) {
        if (watch != null) {
            watch.end();
        }
        watch = other;
    }

    private void finish() {
        if (watch != null) {
            watch.end();
            watch = null;
        }
        ended.run();
    }

    /** Passes on and looks at what is there already, for when no more will be looked at: the daemon may have been quicker. */
    void lastWords() {
        flush();
        for (int looked = 0; looked < MOST_MOVED_BYTES && !broken; flush()) {
            int count = fill();
            if (count <= 0) {
                return;
            }
            look(count);
            looked += count;
        }
    }

    /** Passes on what is still to come, to the end. */
    void rest() {
        flush();
        boolean splices = true;
        while (!broken) {
            int count = splices ? posix.splice(from, to, MOST_MOVED_BYTES) : copy();
            if (count == Errno.EINVAL.code() && splices) {
                splices = false; // a terminal, or a file that is appended to
            } else if (count == Errno.EAGAIN.code()) {
                await(from, PollSet.READ);
                await(to, PollSet.WRITE);
            } else if (count < 0 && mayPass(count)) {
                posix.poll(new PollSet(), RETRY_AFTER_MS);
            } else if (count <= 0) {
                return;
            }
        }
    }

    /** Reads and writes once, all of it; 0 at the end. */
    private int copy() {
        int count = fill();
        flush();
        return count;
    }

    private int fill() {
        int count = posix.read(from, buffer);
        begin = 0;
        end = Math.max(count, 0);
        return count;
    }

    private void flush() {
        while (begin < end && !broken) {
            await(to, PollSet.WRITE);
            put(end - begin);
        }
    }

    private void await(int fd, int events) {
        PollSet set = new PollSet();
        set.add(fd, events);
        posix.poll(set, -1);
    }
}
