package nitro.log.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import nitro.command.RegularFile;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * An open file of a log and how far it is read. Whether it is compressed is seen by its first bytes, since svlogd's
 * processors leave the name as it is; positions are those of the uncompressed content.
 *
 * <p>It stays the same file whatever becomes of its name, and its inode is nobody else's until it is closed.
 */
final class LogFile implements AutoCloseable {
    private final Posix posix;
    private final int fd;
    private final String path;
    private final boolean compressed;
    private @Nullable InputStream content;
    private long position;

    private LogFile(Posix posix, int fd, String path) {
        this.posix = posix;
        this.fd = fd;
        this.path = path;
        byte[] magic = new byte[2];
        compressed = posix.pread(fd, magic, 0) == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }

    static LogFile open(Posix posix, String path) throws ErrnoException {
        return new LogFile(posix, RegularFile.open(posix, path, Files.READ, 0), path);
    }

    boolean compressed() {
        return compressed;
    }

    FileStatus status() throws ErrnoException {
        return posix.fstat(fd);
    }

    /** Where the next {@link #read} begins. */
    long position() {
        return position;
    }

    /** Reads on; 0 at the end, which may be the end for now. */
    int read(byte[] into) throws IOException {
        int count = compressed ? inflate(into) : readAt(position, into);
        position += count;
        return count;
    }

    private int inflate(byte[] into) throws IOException {
        try {
            return Math.max(0, content().read(into));
        } catch (ZipException | EOFException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** Reads from a position of a file that is not compressed. */
    int readAt(long from, byte[] into) throws ErrnoException {
        int count = posix.pread(fd, into, from);
        if (count < 0) {
            throw new ErrnoException("read", path, Errno.of(count));
        }
        return count;
    }

    /** The next {@link #read} begins there; in a compressed file that is not before where it is. */
    void skipTo(long to) throws IOException {
        if (compressed) {
            content().skipNBytes(to - position);
        }
        position = to;
    }

    /** The next {@link #read} begins at the beginning. */
    void restart() {
        content = null;
        position = 0;
    }

    private InputStream content() throws IOException {
        InputStream made = content;
        if (made == null) {
            made = new GZIPInputStream(new Raw());
            content = made;
        }
        return made;
    }

    @Override
    public void close() {
        posix.close(fd);
    }

    /** The file as it is, from its beginning. */
    private final class Raw extends InputStream {
        private long at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            byte[] block = new byte[length];
            int count = readAt(at, block);
            System.arraycopy(block, 0, into, offset, count);
            at += count;
            return count == 0 ? -1 : count;
        }

        /** By this GZIPInputStream sees whether what is compressed goes on behind its end (RFC 1952, 2.2). */
        @Override
        public int available() throws IOException {
            return Math.clamp(status().size() - at, 0, Integer.MAX_VALUE);
        }
    }
}
