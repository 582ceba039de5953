package nitro.posix.image;

import java.util.Arrays;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.image.FileCalls.PollFd;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.WordFactory;

/** Calls on descriptors, in the image. */
abstract class ImageDescriptors implements Posix {
    private static final int SCRATCH = 32 * 1024;

    final Scratch scratch = new Scratch(SCRATCH);

    @Override
    public int open(String path, int flags, int mode) throws ErrnoException {
        int result;
        do {
            result = FileCalls.open(scratch.path(path), openFlags(flags), mode);
        } while (result < 0 && ErrnoNumber.interrupted());
        return ErrnoNumber.check(result, "open", path);
    }

    private static int openFlags(int flags) {
        int access = (flags & WRITE) == 0
                ? FileCalls.O_RDONLY()
                : (flags & READ) == 0 ? FileCalls.O_WRONLY() : FileCalls.O_RDWR();
        return access
                | FileCalls.O_CLOEXEC()
                | ((flags & APPEND) == 0 ? 0 : FileCalls.O_APPEND())
                | ((flags & CREATE) == 0 ? 0 : FileCalls.O_CREAT())
                | ((flags & TRUNCATE) == 0 ? 0 : FileCalls.O_TRUNC())
                | ((flags & NONBLOCK) == 0 ? 0 : FileCalls.O_NONBLOCK())
                | ((flags & NOCTTY) == 0 ? 0 : FileCalls.O_NOCTTY())
                | ((flags & NOFOLLOW) == 0 ? 0 : FileCalls.O_NOFOLLOW());
    }

    @Override
    public void close(int fd) {
        FileCalls.close(fd);
    }

    @Override
    public int read(int fd, byte[] buffer) {
        return read(fd, buffer, 0);
    }

    private int read(int fd, byte[] buffer, int offset) {
        int length = buffer.length - offset;
        CCharPointer bytes = scratch.only(length);
        long count;
        do {
            count = FileCalls.read(fd, bytes, length);
        } while (count < 0 && ErrnoNumber.interrupted());
        return taken(count, bytes, buffer, offset);
    }

    /** The result of the call just before, and the bytes that it got. */
    private static int taken(long count, CCharPointer bytes, byte[] into, int offset) {
        if (count > 0) {
            Bytes.copy(bytes, into, offset, (int) count);
        }
        return ErrnoNumber.resultOrCode(count);
    }

    @Override
    public int pread(int fd, byte[] buffer, long position) {
        int length = buffer.length;
        CCharPointer bytes = scratch.only(length);
        long count;
        do {
            count = FileCalls.pread(fd, bytes, length, position);
        } while (count < 0 && ErrnoNumber.interrupted());
        return taken(count, bytes, buffer, 0);
    }

    @Override
    public int write(int fd, byte[] buffer, int offset, int length) {
        CCharPointer bytes = scratch.only(length);
        Bytes.copy(buffer, offset, bytes, length);
        long count;
        do {
            count = FileCalls.write(fd, bytes, length);
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
    public Pipe pipe(boolean nonblockingRead) throws ErrnoException {
        CIntPointer ends = StackValue.get(2, CIntPointer.class);
        ErrnoNumber.check(FileCalls.pipe2(ends, FileCalls.O_CLOEXEC()), "pipe2", "");
        Pipe pipe = new Pipe(ends.read(0), ends.read(1));
        if (nonblockingRead) {
            FileCalls.fcntl(pipe.reader(), FileCalls.F_SETFL(), FileCalls.O_NONBLOCK());
        }
        return pipe;
    }

    @Override
    public int poll(PollSet set, int millis) {
        int size = set.size();
        long bytes = (long) size * SizeOf.get(PollFd.class);
        PollFd fds = scratch.only(bytes);
        for (int i = 0; i < size; i++) {
            PollFd entry = fds.addressOf(i);
            int wanted = set.wanted(i);
            entry.fd(set.fd(i));
            entry.events((short) (((wanted & PollSet.READ) == 0 ? 0 : FileCalls.POLLIN())
                    | ((wanted & PollSet.WRITE) == 0 ? 0 : FileCalls.POLLOUT())));
        }
        if (millis < 0) {
            ProcessCalls.trim();
        }
        int count = FileCalls.poll(fds, size, millis);
        if (count < 0) {
            return ErrnoNumber.lastCode();
        }
        for (int i = 0; i < size; i++) {
            set.setReady(i, ready(fds.addressOf(i).revents(), set.wanted(i)));
        }
        return count;
    }

    private static int ready(int found, int wanted) {
        if ((found & (FileCalls.POLLERR() | FileCalls.POLLHUP() | FileCalls.POLLNVAL())) != 0) {
            return wanted;
        }
        return ((found & FileCalls.POLLIN()) == 0 ? 0 : PollSet.READ)
                | ((found & FileCalls.POLLOUT()) == 0 ? 0 : PollSet.WRITE);
    }

    @Override
    public void dup2(int fd, int target) throws ErrnoException {
        int result = fd == target ? FileCalls.fcntl(fd, FileCalls.F_SETFD(), 0) : FileCalls.dup2(fd, target);
        ErrnoNumber.check(result, "dup2", fd);
    }

    @Override
    public boolean isOpen(int fd) {
        return FileCalls.fcntl(fd, FileCalls.F_GETFD(), 0) >= 0;
    }

    @Override
    public boolean isatty(int fd) {
        return FileCalls.isatty(fd) == 1;
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        int fd = open(path, READ | NONBLOCK | NOCTTY, 0);
        try {
            byte[] bytes = new byte[limit];
            int length = 0;
            while (length < limit) {
                int count = read(fd, bytes, length);
                if (count == 0 || count == Errno.EAGAIN.code()) {
                    break;
                }
                if (count < 0) {
                    throw new ErrnoException("read", path, Errno.of(count));
                }
                length += count;
            }
            return Arrays.copyOf(bytes, length);
        } finally {
            close(fd);
        }
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        int fd = open(path, WRITE | APPEND | NONBLOCK | NOCTTY, 0);
        try {
            int count = write(fd, record, 0, record.length);
            if (count != record.length) {
                throw new ErrnoException("write", path, count < 0 ? Errno.of(count) : Errno.ENOSPC);
            }
        } finally {
            close(fd);
        }
    }
}
