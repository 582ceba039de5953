package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Streams;

/** Calls that move many bytes; here they are copied, since the JVM may move its arrays. */
abstract class JvmStreams extends JvmFiles implements Streams {
    private static final long SECOND = 1_000_000_000;
    /** A struct sockaddr_in: family and port, both of two bytes, the address, and eight of nothing. */
    private static final int INTERNET_ADDRESS = 16;

    private static final class HeapBuffer implements Buffer {
        private final byte[] bytes;
        private final Pointer memory;

        HeapBuffer(byte[] bytes, Pointer memory) {
            this.bytes = bytes;
            this.memory = memory;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void free() {
            // the collector does
        }
    }

    @Override
    public Buffer buffer(int size) {
        return new HeapBuffer(new byte[size], new Block(os.runtime, size).memory());
    }

    private static HeapBuffer checked(Buffer buffer, int offset, int length) {
        if ((offset | length) < 0 || length > buffer.bytes().length - offset) {
            throw new IndexOutOfBoundsException(offset + " and " + length + " of " + buffer.bytes().length);
        }
        return (HeapBuffer) buffer;
    }

    @Override
    public int read(int fd, Buffer to, int offset, int length) {
        HeapBuffer buffer = checked(to, offset, length);
        long count;
        do {
            count = os.libc.read(fd, buffer.memory.address() + offset, length);
        } while (os.interrupted(count));
        return taken(buffer, offset, count);
    }

    private int taken(HeapBuffer buffer, int offset, long count) {
        if (count > 0) {
            buffer.memory.get(offset, buffer.bytes, offset, (int) count);
        }
        return os.resultOrCode(count);
    }

    @Override
    public int write(int fd, Buffer from, int offset, int length) {
        HeapBuffer buffer = checked(from, offset, length);
        buffer.memory.put(offset, buffer.bytes, offset, length);
        long count;
        do {
            count = os.libc.write(fd, buffer.memory.address() + offset, length);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int writeAt(int fd, long position, Buffer from, int offset, int length) {
        HeapBuffer buffer = checked(from, offset, length);
        buffer.memory.put(offset, buffer.bytes, offset, length);
        long count;
        do {
            count = os.libc.pwrite(fd, buffer.memory.address() + offset, length, position);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int tee(int from, int to, int length) {
        long count;
        do {
            count = os.libc.tee(from, to, length, SPLICE_F_NONBLOCK);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int discard(int fd, int length) {
        long address = data.atLeast(length).address();
        long count;
        do {
            count = os.libc.read(fd, address, length);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int available(int fd) {
        int outcome = os.libc.ioctl(fd, FIONREAD, result.address());
        return outcome < 0 ? os.errno().code() : result.memory().getInt(0);
    }

    @Override
    public int setPipeSize(int fd, int bytes) {
        return os.resultOrCode(os.libc.fcntl(fd, F_SETPIPE_SZ, bytes));
    }

    @Override
    public void truncate(int fd, long size) throws ErrnoException {
        os.check(os.libc.ftruncate(fd, size), "ftruncate", fd);
    }

    @Override
    public void syncFile(int fd) throws ErrnoException {
        int outcome;
        do {
            outcome = os.libc.fsync(fd);
        } while (os.interrupted(outcome));
        os.check(outcome, "fsync", fd);
    }

    @Override
    public void rename(String from, String to) throws ErrnoException {
        os.check(os.libc.rename(Bytes.terminated(from), Bytes.terminated(to)), "rename", from);
    }

    @Override
    public long wallClock() {
        os.libc.clock_gettime(CLOCK_REALTIME, result.address());
        return result.memory().getLong(0) * SECOND + result.memory().getLong(8);
    }

    @Override
    public int udpSocket(int address, int port) throws ErrnoException {
        int fd = os.check(os.libc.socket(AF_INET, SOCK_DGRAM | O_NONBLOCK | O_CLOEXEC, 0), "socket", "");
        byte[] to = new byte[INTERNET_ADDRESS];
        to[0] = AF_INET;
        to[2] = (byte) (port >> 8);
        to[3] = (byte) port;
        for (int i = 0; i < 4; i++) {
            to[4 + i] = (byte) (address >> 24 - 8 * i);
        }
        if (os.libc.connect(fd, to, to.length) < 0) {
            Errno errno = os.errno();
            close(fd);
            throw new ErrnoException("connect", "", errno);
        }
        return fd;
    }
}
