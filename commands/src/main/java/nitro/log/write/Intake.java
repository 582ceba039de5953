package nitro.log.write;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files.Pipe;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;

/**
 * Standard input. Of a pipe, bytes are looked at (tee(2)) and stay in it until they are written: so that who is killed
 * between reading and writing leaves them to its successor. Of anything else they are read.
 */
final class Intake {
    /** As much as a pipe holds if nobody changed it: more was measured to be slower, for the processor's cache. */
    static final int MOST = 64 * 1024;

    private static final int LEAST = 4 * 1024;
    private static final int STDIN = 0;

    private final Posix posix;
    private final int most;
    private final Pipe copy;
    private final PollSet input = new PollSet();
    private Buffer buffer;
    private int size;
    private int start;
    private int end;
    /** How many bytes from {@code start} are in memory only. */
    private int held;

    private boolean peeking;
    private boolean ended;

    /** @param most the longest look, in bytes */
    Intake(Posix posix, int most, boolean peek) throws ErrnoException {
        this.posix = posix;
        this.most = Math.max(most, MOST);
        copy = posix.pipe(false); // also where it serves nobody: low descriptors are so in use, see Helpers
        input.add(STDIN, PollSet.READ);
        size = LEAST;
        buffer = posix.buffer(size);
        peeking = peek && source().type() == FileStatus.Type.FIFO;
    }

    /** The status of the input. */
    FileStatus source() throws ErrnoException {
        return posix.fstat(STDIN);
    }

    /** Whether what is looked at stays where it is until it is taken. */
    boolean isPeeking() {
        return peeking;
    }

    Buffer buffer() {
        return buffer;
    }

    /** Where the bytes begin that were looked at and not taken. */
    int start() {
        return start;
    }

    /** Where they end. */
    int end() {
        return end;
    }

    /** Whether nothing will come after them. */
    boolean isEnded() {
        return ended;
    }

    /** How many bytes there are that were not taken, seen or not. */
    int waiting() {
        return held + Math.max(0, posix.available(STDIN));
    }

    /** Looks again, without waiting; whether there is more than before, or the end. All positions change. */
    boolean look() throws ErrnoException {
        int before = end - start;
        if (peeking) {
            peek();
        } else {
            read();
        }
        if (end == size && size < most) {
            grow();
        }
        return end - start > before || ended;
    }

    /** Makes room, for a first look that must reach so far. */
    void expect(int bytes) {
        while (size < Math.min(bytes, most)) {
            grow();
        }
    }

    private void peek() throws ErrnoException {
        keep(held);
        int count = posix.tee(STDIN, copy.writer(), size - end);
        if (count == Errno.EINVAL.code() || count == Errno.ENOSYS.code()) {
            peeking = false;
            read();
            return;
        }
        if (count == Errno.EAGAIN.code()) {
            return;
        }
        check(count, "tee");
        ended = count == 0;
        for (int got = 0; got < count; ) {
            int more = check(posix.read(copy.reader(), buffer, end, count - got), "read");
            got += more;
            end += more;
        }
    }

    private void read() throws ErrnoException {
        keep(end - start);
        if (end == size || posix.poll(input, 0) <= 0) {
            return;
        }
        int count = posix.read(STDIN, buffer, end, size - end);
        if (count == Errno.EAGAIN.code()) {
            return;
        }
        ended = check(count, "read") == 0;
        end += count;
        held = end;
    }

    /** Moves the first bytes to the beginning and forgets the others. */
    private void keep(int count) {
        System.arraycopy(buffer.bytes(), start, buffer.bytes(), 0, count);
        start = 0;
        end = count;
    }

    private void grow() {
        size = Math.min(most, size * 4);
        Buffer larger = posix.buffer(size);
        System.arraycopy(buffer.bytes(), 0, larger.bytes(), 0, end);
        buffer.free();
        buffer = larger;
    }

    /** The first bytes are safe: they leave the pipe. */
    void take(int count) throws ErrnoException {
        int ofHeld = Math.min(count, held);
        discard(count - ofHeld);
        held -= ofHeld;
        start += count;
    }

    /** Whether there are bytes that were looked at and are still in the pipe. */
    boolean isMoreInPipe() {
        return peeking && end - start > held;
    }

    /** Takes all that was looked at out of the pipe and keeps it here, for what cannot be written before more comes. */
    void hold() throws ErrnoException {
        discard(end - start - held);
        held = end - start;
    }

    private void discard(int count) throws ErrnoException {
        for (int rest = count; rest > 0; ) {
            int gone = check(posix.discard(STDIN, rest), "splice");
            if (gone == 0) {
                throw new ErrnoException("splice", "standard input", Errno.EIO); // another reader took it
            }
            rest -= gone;
        }
    }

    private static int check(int count, String call) throws ErrnoException {
        if (count < 0) {
            throw new ErrnoException(call, "standard input", Errno.of(count));
        }
        return count;
    }
}
