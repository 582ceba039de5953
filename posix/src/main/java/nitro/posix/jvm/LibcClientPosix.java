package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.Polling;
import nitro.posix.Signal;
import nitro.posix.Sockets;
import nitro.posix.WindowSize;
import org.jspecify.annotations.Nullable;

/** {@link ClientPosix} by libc, for commands that use the rest of the system as well. */
final class LibcClientPosix implements ClientPosix {
    private static final int DIRECTORY_BUFFER = 32 * 1024;
    private static final long SECOND = 1_000_000_000;

    private final Native os;
    private final Files files;
    private final Sockets sockets;
    private final Polling polling;
    private final FileStatusReader status;

    LibcClientPosix(Native os, Files files, Sockets sockets, Polling polling) {
        this.os = os;
        this.files = files;
        this.sockets = sockets;
        this.polling = polling;
        status = new FileStatusReader(os);
    }

    @Override
    public long now() {
        return MonotonicClock.millis();
    }

    @Override
    public long wallClock() {
        os.libc.clock_gettime(CLOCK_REALTIME, os.result.address());
        return os.result.memory().getLong(0) * SECOND + os.result.memory().getLong(8);
    }

    @Override
    public int getpid() {
        return os.libc.getpid();
    }

    @Override
    public void setFileUser(int uid) {
        os.libc.setfsuid(uid);
    }

    @Override
    public int number(Signal signal) {
        return LinuxNumbers.number(signal);
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        return status.read("stat", path, 0);
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return status.read("lstat", path, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        byte[] name = Bytes.terminated(path);
        for (int size = PATH_MAX; ; size *= 2) {
            Pointer memory = os.data.atLeast(size);
            int length = os.check(os.libc.readlink(name, memory.address(), size), "readlink", path);
            if (length < size) {
                return Bytes.get(memory, 0, length);
            }
        }
    }

    @Override
    public String getcwd() throws ErrnoException {
        for (int size = PATH_MAX; ; size *= 2) {
            Pointer memory = os.data.atLeast(size);
            if (os.libc.getcwd(memory.address(), size) != 0) {
                return Bytes.getTerminated(memory, 0, size);
            }
            Errno errno = os.errno();
            if (errno != Errno.ERANGE) {
                throw new ErrnoException("getcwd", "", errno);
            }
        }
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        int fd = files.open(path, Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            List<String> names = new ArrayList<>();
            Pointer entries = os.data.atLeast(DIRECTORY_BUFFER);
            while (true) {
                long bytes = os.libc.syscall(SYS_GETDENTS64, fd, entries.address(), DIRECTORY_BUFFER, 0);
                if (os.check(bytes, "getdents64", path) == 0) {
                    return names;
                }
                addNames(entries, (int) bytes, names);
            }
        } finally {
            files.close(fd);
        }
    }

    /** struct linux_dirent64: inode and offset of 8 bytes, length of 2, type of 1, then the name and its NUL. */
    private static void addNames(Pointer entries, int bytes, List<String> names) {
        for (int at = 0; at < bytes; ) {
            int length = entries.getShort(at + 16);
            String name = Bytes.getTerminated(entries, at + 19, length - 19);
            if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
            at += length;
        }
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        int fd = files.open(path, Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            byte[] buffer = new byte[limit];
            int length = 0;
            while (length < limit) {
                byte[] rest = length == 0 ? buffer : new byte[limit - length];
                int count = files.read(fd, rest);
                if (count == 0 || count == Errno.EAGAIN.code()) {
                    break;
                }
                if (count < 0) {
                    throw new ErrnoException("read", path, Errno.of(count));
                }
                System.arraycopy(rest, 0, buffer, length, count);
                length += count;
            }
            return length == limit ? buffer : Arrays.copyOf(buffer, length);
        } finally {
            files.close(fd);
        }
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        int fd = files.open(path, Files.WRITE | Files.APPEND | Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            int count = files.write(fd, record, 0, record.length);
            if (count != record.length) {
                throw new ErrnoException("write", path, count < 0 ? Errno.of(count) : Errno.ENOSPC);
            }
        } finally {
            files.close(fd);
        }
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        os.check(os.libc.unlink(Bytes.terminated(path)), "unlink", path);
    }

    @Override
    public @Nullable WindowSize windowSize(int fd) {
        if (os.libc.ioctl(fd, TIOCGWINSZ, os.result.address()) < 0) {
            return null;
        }
        Pointer size = os.result.memory();
        return new WindowSize(Short.toUnsignedInt(size.getShort(0)), Short.toUnsignedInt(size.getShort(2)));
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        return new JvmMailbox(os, sockets, polling, path);
    }
}
