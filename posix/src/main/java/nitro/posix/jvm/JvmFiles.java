package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;

/** {@link Files} by libc. */
final class JvmFiles implements Files {
    private final Native os;
    private final FileStatusReader status;

    JvmFiles(Native os) {
        this.os = os;
        status = new FileStatusReader(os);
    }

    @Override
    public int open(String path, int flags, int mode) throws ErrnoException {
        int bits = O_CLOEXEC;
        bits |= (flags & WRITE) == 0 ? 0 : (flags & READ) == 0 ? O_WRONLY : O_RDWR;
        bits |= (flags & APPEND) == 0 ? 0 : O_APPEND;
        bits |= (flags & CREATE) == 0 ? 0 : O_CREAT;
        bits |= (flags & TRUNCATE) == 0 ? 0 : O_TRUNC;
        bits |= (flags & NONBLOCK) == 0 ? 0 : O_NONBLOCK;
        bits |= (flags & NOCTTY) == 0 ? 0 : O_NOCTTY;
        bits |= (flags & NOFOLLOW) == 0 ? 0 : O_NOFOLLOW;
        byte[] name = Bytes.terminated(path);
        int fd;
        do {
            fd = os.libc.open(name, bits, mode);
        } while (os.interrupted(fd));
        return os.check(fd, "open", path);
    }

    @Override
    public void close(int fd) {
        os.libc.close(fd);
    }

    @Override
    public int read(int fd, byte[] buffer) {
        Pointer memory = os.data.atLeast(buffer.length);
        long count;
        do {
            count = os.libc.read(fd, memory.address(), buffer.length);
        } while (os.interrupted(count));
        if (count > 0) {
            memory.get(0, buffer, 0, (int) count);
        }
        return os.resultOrCode(count);
    }

    @Override
    public int pread(int fd, byte[] buffer, long position) {
        Pointer memory = os.data.atLeast(buffer.length);
        long count;
        do {
            count = os.libc.pread(fd, memory.address(), buffer.length, position);
        } while (os.interrupted(count));
        if (count > 0) {
            memory.get(0, buffer, 0, (int) count);
        }
        return os.resultOrCode(count);
    }

    @Override
    public int write(int fd, byte[] buffer, int offset, int length) {
        Pointer memory = os.data.atLeast(length);
        memory.put(0, buffer, offset, length);
        long count;
        do {
            count = os.libc.write(fd, memory.address(), length);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public Pipe pipe(boolean nonblockingRead) throws ErrnoException {
        os.check(os.libc.pipe2(os.result.address(), O_CLOEXEC), "pipe2", "");
        Pipe pipe = new Pipe(os.result.memory().getInt(0), os.result.memory().getInt(4));
        if (nonblockingRead) {
            os.check(os.libc.fcntl(pipe.reader(), F_SETFL, O_NONBLOCK), "fcntl", pipe.reader());
        }
        return pipe;
    }

    @Override
    public void dup2(int fd, int target) throws ErrnoException {
        os.check(os.libc.dup2(fd, target), "dup2", fd);
        if (fd == target) {
            os.check(os.libc.fcntl(fd, F_SETFD, 0), "fcntl", fd); // dup2 left it as it was
        }
    }

    @Override
    public boolean isOpen(int fd) {
        return os.libc.fcntl(fd, F_GETFD, 0) >= 0;
    }

    @Override
    public boolean isatty(int fd) {
        return os.libc.isatty(fd) == 1;
    }

    @Override
    public FileStatus fstat(int fd) throws ErrnoException {
        return status.read(fd);
    }

    @Override
    public void fchmod(int fd, int mode) throws ErrnoException {
        os.check(os.libc.fchmod(fd, mode), "fchmod", fd);
    }
}
