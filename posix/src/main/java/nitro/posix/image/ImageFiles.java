package nitro.posix.image;

import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.image.FileCalls.Stat;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;

/** {@link Files}, in the image. */
final class ImageFiles implements Files {
    private final Scratch scratch;

    ImageFiles(Scratch scratch) {
        this.scratch = scratch;
    }

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

    /** Reads to what follows {@code offset}. */
    int read(int fd, byte[] buffer, int offset) {
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
    public FileStatus fstat(int fd) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.fstat(fd, stat), "fstat", fd);
        return FileStatuses.of(stat);
    }

    @Override
    public void fchmod(int fd, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.fchmod(fd, mode), "fchmod", fd);
    }
}
