package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import nitro.command.RegularFile;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;

/**
 * A note for the successor in case we are killed: from which pipe the file {@code current} is written, and, while bytes
 * are
 * written that are still in that pipe, where in the file they begin and how they look. It is in the file {@code lock}.
 */
final class Mark {
    private static final byte[] MAGIC = "nitro-log mark 1".getBytes(ISO_8859_1);
    private static final int PRIVATE = 0600;
    private static final int BOOT = 40;
    private static final int SAMPLE = 32;
    private static final int SIZE = MAGIC.length + BOOT + 4 * Long.BYTES + 2 * SAMPLE;
    private static final int AT_DEVICE = MAGIC.length + BOOT;
    private static final int AT_INODE = AT_DEVICE + Long.BYTES;
    private static final int AT_COUNT = AT_INODE + Long.BYTES;
    private static final int AT_OFFSET = AT_COUNT + Long.BYTES;
    private static final int AT_FIRST = AT_OFFSET + Long.BYTES;
    private static final int AT_LAST = AT_FIRST + SAMPLE;

    private final Posix posix;
    private final int fd;
    private final String path;
    private final Buffer buffer;
    private final ByteBuffer fields;

    /** The mark of the predecessor; all zero if there was none. */
    private final byte[] before;

    private Mark(Posix posix, int lock, String path, FileStatus source) {
        this.posix = posix;
        fd = lock;
        this.path = path;
        buffer = posix.buffer(SIZE);
        fields = ByteBuffer.wrap(buffer.bytes());
        before = new byte[SIZE];
        posix.pread(lock, before, 0);
        fields.put(0, MAGIC);
        fields.put(MAGIC.length, boot(posix));
        fields.putLong(AT_DEVICE, source.device());
        fields.putLong(AT_INODE, source.type() == FileStatus.Type.FIFO ? source.inode() : 0);
    }

    /**
     * Takes a directory's lock, which is on the same file.
     *
     * @param path of the file, which is made if it is missing
     * @param source what is read from
     */
    static Mark take(Posix posix, String path, FileStatus source) throws ErrnoException {
        int lock = RegularFile.open(posix, path, Files.READ | Files.WRITE | Files.CREATE | Files.NOFOLLOW, PRIVATE);
        try {
            posix.flock(lock, false);
        } catch (ErrnoException e) {
            posix.close(lock);
            throw e;
        }
        return new Mark(posix, lock, path, source);
    }

    /** Whether the file of that name is another by now, or none: somebody has removed it, or its directory. */
    boolean isGone() throws ErrnoException {
        try {
            return !posix.lstat(path).sameFile(posix.fstat(fd));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                return true;
            }
            throw e;
        }
    }

    /** Lets go of the lock. */
    void close() {
        posix.close(fd);
    }

    /** The numbers of pipes begin anew with each start of the machine. */
    private static byte[] boot(Posix posix) {
        try {
            return Arrays.copyOf(posix.head("/proc/sys/kernel/random/boot_id", BOOT), BOOT);
        } catch (ErrnoException e) {
            return new byte[BOOT];
        }
    }

    /** Whether the predecessor read from the same pipe. */
    boolean isSuccessor() {
        return fields.getLong(AT_INODE) != 0 && Arrays.equals(before, 0, AT_COUNT, buffer.bytes(), 0, AT_COUNT);
    }

    /** How many bytes the predecessor was writing; 0 if none. */
    int unfinished() {
        return isSuccessor() ? (int) ByteBuffer.wrap(before).getLong(AT_COUNT) : 0;
    }

    /** How long the file was before it wrote them. */
    long unfinishedFrom() {
        return ByteBuffer.wrap(before).getLong(AT_OFFSET);
    }

    /** Whether those bytes begin here, in what is in the pipe: then they were not taken out of it. */
    boolean isUnfinished(byte[] bytes, int from, int to) {
        int count = unfinished();
        int sample = Math.min(count, SAMPLE);
        return count > 0
                && to - from >= count
                && Arrays.equals(before, AT_FIRST, AT_FIRST + sample, bytes, from, from + sample)
                && Arrays.equals(before, AT_LAST, AT_LAST + sample, bytes, from + count - sample, from + count);
    }

    /** These bytes, of the pipe, are going to be written where the file ends now. */
    void begin(byte[] bytes, int from, int to, long offset) throws ErrnoException {
        int sample = Math.min(to - from, SAMPLE);
        fields.putLong(AT_COUNT, to - from);
        fields.putLong(AT_OFFSET, offset);
        System.arraycopy(bytes, from, buffer.bytes(), AT_FIRST, sample);
        System.arraycopy(bytes, to - sample, buffer.bytes(), AT_LAST, sample);
        write(0, SIZE);
    }

    /** They are written, and have left the pipe. */
    void end() throws ErrnoException {
        fields.putLong(AT_COUNT, 0);
        write(AT_COUNT, Long.BYTES);
    }

    /** Writes who we are; nothing is unfinished. */
    void renew() throws ErrnoException {
        fields.putLong(AT_COUNT, 0);
        write(0, SIZE);
    }

    private void write(int from, int count) throws ErrnoException {
        int written = posix.writeAt(fd, from, buffer, from, count);
        if (written != count) {
            throw new ErrnoException("write", path, written < 0 ? Errno.of(written) : Errno.ENOSPC);
        }
    }
}
