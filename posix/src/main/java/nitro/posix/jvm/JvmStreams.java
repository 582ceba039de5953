package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.FIONREAD;
import static nitro.posix.jvm.LinuxNumbers.F_SETPIPE_SZ;
import static nitro.posix.jvm.LinuxNumbers.SPLICE_F_NONBLOCK;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Streams;

/** {@link Streams} by libc; buffers are copied, since the JVM may move its arrays. */
final class JvmStreams implements Streams {
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

    private final Native os;

    JvmStreams(Native os) {
        this.os = os;
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
    public int splice(int from, int to, int count) {
        long moved;
        do {
            moved = os.libc.splice(from, null, to, null, count, 0);
        } while (os.interrupted(moved));
        return os.resultOrCode(moved);
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
        long address = os.data.atLeast(length).address();
        long count;
        do {
            count = os.libc.read(fd, address, length);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int available(int fd) {
        int outcome = os.libc.ioctl(fd, FIONREAD, os.result.address());
        return outcome < 0 ? os.errno().code() : os.result.memory().getInt(0);
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
}
