package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;

/** The calls that name files by their paths. */
abstract class JvmFiles extends JvmDescriptors {
    private static final int DIRECTORY_BUFFER = 32 * 1024;

    private final FileStatusReader status = new FileStatusReader(os);

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        return status.read("stat", path, 0);
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return status.read("lstat", path, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public FileStatus fstat(int fd) throws ErrnoException {
        return status.read(fd);
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        byte[] name = Bytes.terminated(path);
        for (int size = PATH_MAX; ; size *= 2) {
            Pointer memory = data.atLeast(size);
            int length = os.check(os.libc.readlink(name, memory.address(), size), "readlink", path);
            if (length < size) {
                return Bytes.get(memory, 0, length);
            }
        }
    }

    @Override
    public String realpath(String path) throws ErrnoException {
        Pointer memory = data.atLeast(PATH_MAX);
        if (os.libc.realpath(Bytes.terminated(path), memory.address()) == 0) {
            throw new ErrnoException("realpath", path, os.errno());
        }
        return Bytes.getTerminated(memory, 0, PATH_MAX);
    }

    @Override
    public String getcwd() throws ErrnoException {
        for (int size = PATH_MAX; ; size *= 2) {
            Pointer memory = data.atLeast(size);
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
        int fd = open(path, NONBLOCK | NOCTTY, 0);
        try {
            List<String> names = new ArrayList<>();
            Pointer entries = data.atLeast(DIRECTORY_BUFFER);
            while (true) {
                long bytes = os.libc.syscall(SYS_GETDENTS64, fd, entries.address(), DIRECTORY_BUFFER, 0);
                if (os.check(bytes, "getdents64", path) == 0) {
                    return names;
                }
                addNames(entries, (int) bytes, names);
            }
        } finally {
            close(fd);
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
        int fd = open(path, NONBLOCK | NOCTTY, 0);
        try {
            byte[] buffer = new byte[limit];
            int length = 0;
            while (length < limit) {
                byte[] rest = length == 0 ? buffer : new byte[limit - length];
                int count = read(fd, rest);
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

    @Override
    public void unlink(String path) throws ErrnoException {
        os.check(os.libc.unlink(Bytes.terminated(path)), "unlink", path);
    }

    @Override
    public void mkdir(String path, int mode) throws ErrnoException {
        os.check(os.libc.mkdir(Bytes.terminated(path), mode), "mkdir", path);
    }

    @Override
    public void symlink(String target, String path) throws ErrnoException {
        os.check(os.libc.symlink(Bytes.terminated(target), Bytes.terminated(path)), "symlink", path);
    }

    @Override
    public void chmod(String path, int mode) throws ErrnoException {
        os.check(os.libc.chmod(Bytes.terminated(path), mode), "chmod", path);
    }

    @Override
    public void fchmod(int fd, int mode) throws ErrnoException {
        os.check(os.libc.fchmod(fd, mode), "fchmod", fd);
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        os.check(os.libc.chdir(Bytes.terminated(path)), "chdir", path);
    }

    @Override
    public int umask(int mask) {
        return os.libc.umask(mask);
    }
}
