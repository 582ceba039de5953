package nitro.engine.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;
import nitro.text.ByteSearch;
import org.jspecify.annotations.Nullable;

/**
 * Our own standard output or error, which many write lines to and which never makes us wait for its reader.
 *
 * <p>Lines stand in memory until they are written, whole and in order. From {@link #ENOUGH_BYTES} on there is no room for
 * more: who has a line then asks to be called later. A descriptor that we were given is shared with others, so it is never
 * made non-blocking: we open what it leads to once more, and where that is not possible write no more than a pipe takes at
 * once, after poll(2) said that it takes something. Files never block.
 */
public final class Output {
    /** So many bytes waiting to be written are enough. */
    static final int ENOUGH_BYTES = 64 * 1024;

    /** PIPE_BUF: what a pipe takes whole, or not at all. */
    private static final int PIECE_BYTES = 4096;

    /** Most bytes that stay in memory when nothing waits. */
    private static final int KEPT_BYTES = 4 * ENOUGH_BYTES;

    private final Posix posix;
    private final Loop loop;
    private final int fd;
    private final boolean mayBlock;
    private final PollSet writable = new PollSet();
    private List<Runnable> waiters = new ArrayList<>();
    private Buffer buffer;
    private int from;
    private int to;
    /** Whether what was written last was not the end of a line. */
    private boolean midLine;
    /** Whether the rest of that line was lost. */
    private boolean torn;

    private boolean complained;
    private boolean abandoned;
    /** How long it may take nothing until it is abandoned, in milliseconds; 0 for ever. */
    private long patience;

    private Consumer<Errno> failed = reason -> {};
    private @Nullable Runnable whenWritten;
    private @Nullable Watch watch;
    private @Nullable Timer timer;

    /** @param descriptor 1 or 2, open */
    public Output(Posix posix, Loop loop, int descriptor) {
        this.posix = posix;
        this.loop = loop;
        mayBlock = mayBlock(posix, descriptor);
        fd = mayBlock ? reopened(posix, descriptor) : descriptor;
        writable.add(fd, PollSet.WRITE);
        buffer = posix.buffer(ENOUGH_BYTES);
    }

    private static boolean mayBlock(Posix posix, int descriptor) {
        try {
            FileStatus.Type type = posix.fstat(descriptor).type();
            return type != FileStatus.Type.FILE && (type != FileStatus.Type.DEVICE || posix.isatty(descriptor));
        } catch (ErrnoException e) {
            return false; // a write says why
        }
    }

    private static int reopened(Posix posix, int descriptor) {
        try {
            return posix.open("/proc/self/fd/" + descriptor, Files.WRITE | Files.NONBLOCK | Files.NOCTTY, 0);
        } catch (ErrnoException e) {
            return descriptor; // a socket, another user's pipe, no /proc
        }
    }

    /** Tells {@code task} once, when a write has failed and lines are lost. */
    public void whenFailed(Consumer<Errno> task) {
        failed = task;
    }

    /** Whether there is room for a line. */
    public boolean hasRoom() {
        if (waiting() >= ENOUGH_BYTES) {
            flush();
        }
        return waiting() < ENOUGH_BYTES;
    }

    /** How many bytes wait to be written. */
    public int waiting() {
        return to - from;
    }

    /** Runs {@code task} once, later, when there is room or may be. */
    public void whenRoom(Runnable task) {
        waiters.add(task);
        if (watch == null) {
            callWaiters();
        }
    }

    /** Begins a line of at most so many bytes, for which {@link #put} follows; room or not. */
    public void begin(int bytes) {
        if (bytes + 1 > buffer.bytes().length - to) {
            makeRoom(bytes + 1);
        }
        if (torn) { // what is left of a line that was lost does not touch the next one
            torn = false;
            put((byte) '\n');
        }
    }

    private void makeRoom(int bytes) {
        int count = waiting();
        Buffer old = buffer;
        if (count + bytes > old.bytes().length) {
            buffer = posix.buffer(count + bytes + ENOUGH_BYTES);
            System.arraycopy(old.bytes(), from, buffer.bytes(), 0, count);
            old.free();
        } else {
            System.arraycopy(old.bytes(), from, old.bytes(), 0, count);
        }
        from = 0;
        to = count;
    }

    public void put(byte[] bytes, int begin, int end) {
        System.arraycopy(bytes, begin, buffer.bytes(), to, end - begin);
        to += end - begin;
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    public void put(byte one) {
        buffer.bytes()[to++] = one;
    }

    /** Writes what can be written without waiting; the rest follows by itself. */
    public void flush() {
        if (watch == null) {
            write();
        }
    }

    /** From now on an output that takes no byte for so many milliseconds is given up: what it would get is lost. */
    public void giveUpAfter(long millis) {
        patience = millis;
        if (watch != null) {
            arrange(false);
        }
    }

    /** Runs {@code task} once, later, when nothing waits to be written. */
    public void whenWritten(Runnable task) {
        if (waiting() == 0) {
            loop.after(0, task);
        } else {
            whenWritten = task;
            flush();
        }
    }

    private void write() {
        boolean progress = false;
        boolean blocked = false;
        while (from < to && !blocked) {
            int count = abandoned ? waiting() : writePiece();
            if (count > 0) {
                from += count;
                midLine = buffer.bytes()[from - 1] != '\n';
                progress = true;
            } else if (count == Errno.EAGAIN.code()) {
                blocked = true;
            } else {
                lose(count == 0 ? Errno.EIO : Errno.of(count));
            }
        }
        if (from == to) {
            empty();
        }
        arrange(progress);
    }

    private int writePiece() {
        if (!mayBlock) {
            return posix.write(fd, buffer, from, waiting());
        }
        if (posix.poll(writable, 0) <= 0) {
            return Errno.EAGAIN.code();
        }
        int most = Math.min(waiting(), PIECE_BYTES);
        int lines = ByteSearch.lastNewline(buffer.bytes(), from, from + most) + 1 - from;
        return posix.write(fd, buffer, from, lines > 0 ? lines : most);
    }

    private void lose(Errno reason) {
        from = to;
        torn = midLine;
        if (!complained) {
            complained = true;
            failed.accept(reason);
        }
    }

    private void empty() {
        from = 0;
        to = 0;
        if (buffer.bytes().length > KEPT_BYTES) {
            Buffer smaller = posix.buffer(ENOUGH_BYTES);
            buffer.free();
            buffer = smaller;
        }
    }

    /** Waits for the descriptor if there is something to write, and no longer than we have patience. */
    private void arrange(boolean progress) {
        boolean blocked = from < to;
        if (blocked && watch == null) {
            watch = loop.watchWritable(fd, this::goOn);
        } else if (!blocked && watch != null) {
            watch.end();
            watch = null;
        }
        if (!blocked && whenWritten != null) {
            loop.after(0, whenWritten);
            whenWritten = null;
        }
        if (timer != null && (progress || !blocked)) {
            timer.cancel();
            timer = null;
        }
        if (timer == null && blocked && patience > 0) {
            timer = loop.after(patience, this::abandon);
        }
    }

    private void goOn() {
        write();
        if (waiting() < ENOUGH_BYTES / 2) {
            callWaiters();
        }
    }

    private void abandon() {
        timer = null;
        abandoned = true;
        goOn();
    }

    /** Calls them as events of their own: one that asks again stands behind the others. */
    private void callWaiters() {
        List<Runnable> called = waiters;
        waiters = new ArrayList<>();
        for (Runnable waiter : called) {
            loop.after(0, waiter);
        }
    }
}
