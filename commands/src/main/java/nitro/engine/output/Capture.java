package nitro.engine.output;

import java.util.ArrayDeque;
import java.util.Queue;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.text.ByteSearch;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of a pipe that programs write lines into.
 *
 * <p>A line is what stands before a newline, or before the end. A sink that takes no more stops the reading, so that the
 * programs wait in their write; what was read by then is kept and offered again. Memory is bounded: a line as long as the
 * sink takes, and one read.
 */
public final class Capture {
    /** A place in the pipe's bytes, counted from its first one, and what is to be done when all before it is handed on. */
    private record Mark(long position, Runnable task) {}

    private final Reading shared;
    private final int fd;
    private final LineSink sink;
    private final Runnable ended;
    private final Backlog kept = new Backlog();
    private final Queue<Mark> marks = new ArrayDeque<>();
    private @Nullable Watch watch;
    private long taken;
    private long goal;
    /** Whether a line was refused, so that nothing more is read. */
    private boolean refused;
    /** Whether we wait for room in the sink. */
    private boolean paused;

    private boolean atEnd;
    private boolean closed;

    Capture(Reading shared, int fd, LineSink sink, Runnable ended) {
        this.shared = shared;
        this.fd = fd;
        this.sink = sink;
        this.ended = ended;
        watch = shared.loop.watch(fd, this::readable);
    }

    /** Whether nothing will come any more. */
    public boolean isClosed() {
        return closed;
    }

    /** The descriptor; of no meaning once it {@link #isClosed}. */
    public int fd() {
        return fd;
    }

    /** How many bytes were read and are not handed on yet: at most a line and one read. */
    public int kept() {
        return kept.size();
    }

    /**
     * Hands on all that is in the pipe by now, at once where the sink takes it, and then runs {@code task}. Half a line
     * whose other half a living program may write is not waited for.
     */
    public void drain(Runnable task) {
        goal = closed ? taken : taken + Math.max(0, shared.posix.available(fd));
        marks.add(new Mark(goal, task));
        advance();
    }

    private void readable() {
        if (!sink.hasRoom() && shared.posix.available(fd) > 0) { // its end needs no room
            pause();
            return;
        }
        read();
        settle();
    }

    /** Reads as far as the marks ask for, and once more if that is half a line: the end may follow, which completes it. */
    private void advance() {
        boolean more = true;
        while (more && taken < goal) {
            more = read();
        }
        if (more && !marks.isEmpty() && kept.size() > 0) {
            read();
        }
        settle();
    }

    private void settle() {
        sink.flush();
        while (!marks.isEmpty()
                && (closed || !refused && taken >= marks.element().position())) {
            marks.remove().task().run();
        }
    }

    /** Reads once; whether something came and more may follow. */
    private boolean read() {
        if (closed || refused) {
            return false;
        }
        int count = shared.posix.read(fd, shared.buffer, 0, Reading.BYTES);
        if (count == Errno.EAGAIN.code()) {
            return false;
        }
        shared.line.readAt(shared.posix.wallClock());
        if (count <= 0) {
            end(count);
            return false;
        }
        taken += count;
        accept(shared.buffer.bytes(), count);
        return !refused;
    }

    private void accept(byte[] bytes, int count) {
        int at = 0;
        if (kept.size() > 0) { // the beginning of a line
            int newline = ByteSearch.newline(bytes, 0, count);
            at = newline < 0 ? count : newline + 1;
            kept.append(bytes, 0, at);
            if (newline >= 0 || kept.size() > sink.longestLine()) {
                offerKept();
            }
        }
        if (!refused) {
            at = offer(bytes, at, count);
        }
        kept.append(bytes, at, count);
    }

    private void offerKept() {
        kept.dropTo(offer(kept.bytes(), kept.from(), kept.to()));
    }

    /** Offers one line after the other; the place behind what the sink took. */
    private int offer(byte[] bytes, int from, int to) {
        int longest = sink.longestLine();
        int at = from;
        while (at < to) {
            boolean tooLong = to - at > longest;
            int newline = ByteSearch.newline(bytes, at, tooLong ? at + longest + 1 : to);
            if (newline < 0 && !tooLong) {
                break;
            }
            int end = newline < 0 ? at + longest : newline;
            shared.line.set(bytes, at, end, newline >= 0);
            if (!sink.take(shared.line)) {
                refused = true;
                pause();
                break;
            }
            at = newline < 0 ? end : newline + 1;
        }
        return at;
    }

    private void pause() {
        if (!paused) {
            paused = true;
            unwatch();
            sink.whenRoom(this::resume);
        }
    }

    private void resume() {
        if (closed || !paused) {
            return;
        }
        paused = false;
        refused = false;
        shared.line.readAt(shared.posix.wallClock());
        offerKept();
        if (!refused && atEnd) {
            finish();
        } else if (!refused) {
            watch = shared.loop.watch(fd, this::readable);
        }
        advance();
    }

    private void end(int result) {
        atEnd = true;
        unwatch();
        if (result < 0) {
            sink.failed(Errno.of(result));
        }
        finish();
    }

    /** Hands on the last line, which has no newline. */
    private void finish() {
        if (kept.size() > 0) {
            shared.line.set(kept.bytes(), kept.from(), kept.to(), true);
            if (!sink.take(shared.line)) {
                refused = true;
                pause();
                return;
            }
            kept.dropTo(kept.to());
        }
        close();
    }

    /** Reads no more; what was not handed on is lost, and whoever writes gets SIGPIPE. */
    public void close() {
        if (!closed) {
            closed = true;
            unwatch();
            shared.posix.close(fd);
            ended.run();
        }
    }

    private void unwatch() {
        if (watch != null) {
            watch.end();
            watch = null;
        }
    }
}
