package nitro.posix.fake;

import java.util.Arrays;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Sockets;
import nitro.posix.Streams;

/** Our process's calls of {@link Streams}. */
abstract class StreamCalls extends FileCalls implements Streams, Sockets {
    private static final long MILLIS = 1_000_000;
    /** The system's clock when the other one is at 0. */
    private static final long EPOCH = 1_800_000_000_000_000_000L;

    private static final class HeapBuffer implements Buffer {
        private final byte[] bytes;

        HeapBuffer(int size) {
            bytes = new byte[size];
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void free() {}
    }

    StreamCalls(Chance chance, int pid, long limit) {
        super(chance, pid, limit);
    }

    @Override
    public Buffer buffer(int size) {
        return new HeapBuffer(size);
    }

    @Override
    public int read(int fd, Buffer to, int offset, int length) {
        byte[] part = new byte[length];
        int count = read(fd, part);
        System.arraycopy(part, 0, to.bytes(), offset, Math.max(0, count));
        return count;
    }

    @Override
    public int write(int fd, Buffer from, int offset, int length) {
        return write(fd, from.bytes(), offset, length);
    }

    @Override
    public int writeAt(int fd, long position, Buffer from, int offset, int length) {
        if (!(table().get(fd) instanceof OpenFile file)) {
            return Errno.ESPIPE.code();
        }
        byte[] content = Arrays.copyOf(file.content(), Math.max(file.content().length, (int) position + length));
        System.arraycopy(from.bytes(), offset, content, (int) position, length);
        file.content(content);
        return length;
    }

    @Override
    public int tee(int from, int to, int length) {
        return FakePipe.tee(table().get(from), table().get(to), length);
    }

    @Override
    public int discard(int fd, int length) {
        return read(fd, new byte[length]);
    }

    @Override
    public int available(int fd) {
        return FakePipe.available(table().get(fd));
    }

    @Override
    public int setPipeSize(int fd, int bytes) {
        return Errno.EPERM.code();
    }

    @Override
    public void truncate(int fd, long size) throws ErrnoException {
        if (!(table().require("ftruncate", fd) instanceof OpenFile file)) {
            throw new ErrnoException("ftruncate", Integer.toString(fd), Errno.EINVAL);
        }
        file.content(Arrays.copyOf(file.content(), (int) size));
    }

    @Override
    public void syncFile(int fd) throws ErrnoException {
        table().require("fsync", fd);
    }

    @Override
    public void rename(String from, String to) throws ErrnoException {
        Node node = existing("rename", from, false);
        FakeFiles.Walk target = walk("rename", to, false);
        permit("rename", to, target.parent(), 0200);
        unlink(from);
        target.parent().entries.remove(target.name());
        FakeFiles.enter(target.parent(), target.name(), node);
    }

    @Override
    public long wallClock() {
        return EPOCH + clock.now() * MILLIS;
    }

    @Override
    public int udpSocket(int address, int port) throws ErrnoException {
        return table().add("socket", new Description() {
            @Override
            int write(byte[] buffer, int offset, int length) {
                return length;
            }

            @Override
            public String toString() {
                return "udp socket";
            }
        });
    }
}
