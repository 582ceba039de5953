package nitro.posix.image;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Streams;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** {@link Streams}, in the image: buffers are arrays of Java's that stay where they are. */
final class ImageStreams implements Streams {
    private static final int UNOPENED = -1;

    private final Scratch scratch;
    private final Files files;

    /** A descriptor for discarded bytes, which are not copied; opened when first needed. */
    private int nowhere = UNOPENED;

    ImageStreams(Scratch scratch, Files files) {
        this.scratch = scratch;
        this.files = files;
    }

    private static final class PinnedBuffer implements Buffer {
        private final byte[] bytes;
        private final PinnedObject pin;

        PinnedBuffer(int size) {
            bytes = new byte[size];
            pin = PinnedObject.create(bytes);
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void free() {
            pin.close();
        }

        CCharPointer at(int offset, int length) {
            if ((offset | length) < 0 || length > bytes.length - offset) {
                throw new IndexOutOfBoundsException(offset + " and " + length + " of " + bytes.length);
            }
            return pin.addressOfArrayElement(offset);
        }
    }

    @Override
    public Buffer buffer(int size) {
        return new PinnedBuffer(size);
    }

    private static PointerBase memory(Buffer buffer, int offset, int length) {
        return ((PinnedBuffer) buffer).at(offset, length);
    }

    @Override
    public int read(int fd, Buffer to, int offset, int length) {
        PointerBase memory = memory(to, offset, length);
        long count;
        do {
            count = FileCalls.read(fd, memory, length);
        } while (count < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int write(int fd, Buffer from, int offset, int length) {
        PointerBase memory = memory(from, offset, length);
        long count;
        do {
            count = FileCalls.write(fd, memory, length);
        } while (count < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int writeAt(int fd, long position, Buffer from, int offset, int length) {
        PointerBase memory = memory(from, offset, length);
        long count;
        do {
            count = StreamCalls.pwrite(fd, memory, length, position);
        } while (count < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int splice(int from, int to, int count) {
        long moved;
        do {
            moved = FileCalls.splice(from, WordFactory.nullPointer(), to, WordFactory.nullPointer(), count, 0);
        } while (moved < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(moved);
    }

    @Override
    public int tee(int from, int to, int length) {
        long count;
        do {
            count = StreamCalls.tee(from, to, length, StreamCalls.SPLICE_F_NONBLOCK());
        } while (count < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int discard(int fd, int length) {
        if (nowhere == UNOPENED) {
            try {
                nowhere = files.open("/dev/null", Files.WRITE, 0);
            } catch (ErrnoException e) {
                return discardByReading(fd, length); // a container may have no devices
            }
        }
        long count;
        do {
            count = StreamCalls.splice(
                    fd,
                    WordFactory.nullPointer(),
                    nowhere,
                    WordFactory.nullPointer(),
                    length,
                    StreamCalls.SPLICE_F_NONBLOCK());
        } while (count < 0 && ErrnoNumber.interrupted());
        if (count < 0 && ErrnoNumber.last() == Errno.EINVAL) {
            return discardByReading(fd, length);
        }
        return ErrnoNumber.resultOrCode(count);
    }

    private int discardByReading(int fd, int length) {
        PointerBase memory = scratch.only(length);
        long count;
        do {
            count = FileCalls.read(fd, memory, length);
        } while (count < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int available(int fd) {
        CIntPointer count = StackValue.get(CIntPointer.class);
        return StreamCalls.ioctl(fd, StreamCalls.FIONREAD(), count) < 0 ? ErrnoNumber.lastCode() : count.read();
    }

    @Override
    public int setPipeSize(int fd, int bytes) {
        return ErrnoNumber.resultOrCode(FileCalls.fcntl(fd, StreamCalls.F_SETPIPE_SZ(), bytes));
    }

    @Override
    public void truncate(int fd, long size) throws ErrnoException {
        ErrnoNumber.check(StreamCalls.ftruncate(fd, size), "ftruncate", fd);
    }

    @Override
    public void syncFile(int fd) throws ErrnoException {
        int result;
        do {
            result = StreamCalls.fsync(fd);
        } while (result < 0 && ErrnoNumber.interrupted());
        ErrnoNumber.check(result, "fsync", fd);
    }
}
