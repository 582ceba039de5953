package nitro.posix.image;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.image.FileCalls.Entry;
import nitro.posix.image.FileCalls.Stat;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/** Calls on paths, in the image. */
abstract class ImageFiles extends ImageDescriptors {
    /** Bytes of directory entries that are asked for at a time. */
    private static final int ENTRIES = 16 * 1024;

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.stat(scratch.path(path), stat), "stat", path);
        return status(stat);
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.lstat(scratch.path(path), stat), "lstat", path);
        return status(stat);
    }

    @Override
    public FileStatus fstat(int fd) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.fstat(fd, stat), "fstat", fd);
        return status(stat);
    }

    private static FileStatus status(Stat stat) {
        int format = stat.mode() & FileCalls.S_IFMT();
        return new FileStatus(
                type(format),
                stat.mode() & ~FileCalls.S_IFMT(),
                stat.device(),
                stat.inode(),
                stat.size(),
                stat.uid(),
                stat.gid());
    }

    private static FileStatus.Type type(int format) {
        if (format == FileCalls.S_IFREG()) {
            return FileStatus.Type.FILE;
        } else if (format == FileCalls.S_IFDIR()) {
            return FileStatus.Type.DIRECTORY;
        } else if (format == FileCalls.S_IFLNK()) {
            return FileStatus.Type.SYMLINK;
        } else if (format == FileCalls.S_IFSOCK()) {
            return FileStatus.Type.SOCKET;
        } else if (format == FileCalls.S_IFIFO()) {
            return FileStatus.Type.FIFO;
        } else if (format == FileCalls.S_IFCHR() || format == FileCalls.S_IFBLK()) {
            return FileStatus.Type.DEVICE;
        } else {
            return FileStatus.Type.OTHER;
        }
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        scratch.begin(Scratch.size(path) + Scratch.size(size));
        CCharPointer from = scratch.string(path);
        CCharPointer into = scratch.take(size);
        int length = (int) FileCalls.readlink(from, into, size);
        return Bytes.string(into, ErrnoNumber.check(length, "readlink", path));
    }

    @Override
    public String realpath(String path) throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        scratch.begin(Scratch.size(path) + Scratch.size(size));
        CCharPointer from = scratch.string(path);
        CCharPointer into = scratch.take(size);
        ErrnoNumber.check(FileCalls.realpath(from, into).isNull() ? -1 : 0, "realpath", path);
        return Bytes.string(into);
    }

    @Override
    public String getcwd() throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        CCharPointer into = scratch.only(size);
        ErrnoNumber.check(FileCalls.getcwd(into, size).isNull() ? -1 : 0, "getcwd", "");
        return Bytes.string(into);
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        int fd = FileCalls.open(
                scratch.path(path), FileCalls.O_RDONLY() | FileCalls.O_DIRECTORY() | FileCalls.O_CLOEXEC(), 0);
        ErrnoNumber.check(fd, "open", path);
        List<String> names = new ArrayList<>();
        try {
            Pointer entries = scratch.only(ENTRIES);
            int size = FileCalls.getdents(fd, entries, ENTRIES);
            while (size > 0) {
                for (int at = 0; at < size; ) {
                    Entry entry = (Entry) entries.add(at);
                    addName(entry.name(), names);
                    at += entry.length();
                }
                size = FileCalls.getdents(fd, entries, ENTRIES);
            }
            ErrnoNumber.check(size, "getdents", path);
        } finally {
            FileCalls.close(fd);
        }
        return names;
    }

    private static void addName(CCharPointer name, List<String> names) {
        if (!Bytes.equal(name, ".") && !Bytes.equal(name, "..")) {
            names.add(Bytes.string(name));
        }
    }

    @Override
    public void mkdir(String path, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.mkdir(scratch.path(path), mode), "mkdir", path);
    }

    @Override
    public void symlink(String target, String path) throws ErrnoException {
        scratch.begin(Scratch.size(target) + Scratch.size(path));
        ErrnoNumber.check(FileCalls.symlink(scratch.string(target), scratch.string(path)), "symlink", path);
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        ErrnoNumber.check(FileCalls.unlink(scratch.path(path)), "unlink", path);
    }

    @Override
    public void chmod(String path, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.chmod(scratch.path(path), mode), "chmod", path);
    }

    @Override
    public void fchmod(int fd, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.fchmod(fd, mode), "fchmod", fd);
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        ErrnoNumber.check(FileCalls.chdir(scratch.path(path)), "chdir", path);
    }

    @Override
    public int umask(int mask) {
        return FileCalls.umask(mask);
    }
}
