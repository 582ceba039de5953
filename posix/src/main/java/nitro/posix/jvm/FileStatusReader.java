package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.AT_EMPTY_PATH;
import static nitro.posix.jvm.LinuxNumbers.AT_FDCWD;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;

/** Reads a {@link FileStatus} by statx(2), whose structure is the same on every architecture, as stat's is not. */
final class FileStatusReader {
    private static final int BASIC_STATS = 0x7ff;

    // offsets in struct statx of linux/stat.h
    private static final int UID = 20;
    private static final int GID = 24;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;
    private static final int STRUCTURE = 256;

    private final Native os;
    private final Block memory;

    FileStatusReader(Native os) {
        this.os = os;
        memory = new Block(os.runtime, STRUCTURE);
    }

    FileStatus read(String call, String path, int flags) throws ErrnoException {
        int outcome = os.libc.statx(AT_FDCWD, Bytes.terminated(path), flags, BASIC_STATS, memory.address());
        os.check(outcome, call, path);
        return status();
    }

    /** Of what a descriptor is open on: fstat(2). */
    FileStatus read(int fd) throws ErrnoException {
        os.check(os.libc.statx(fd, Bytes.terminated(""), AT_EMPTY_PATH, BASIC_STATS, memory.address()), "fstat", fd);
        return status();
    }

    private FileStatus status() {
        Pointer stat = memory.memory();
        int mode = stat.getShort(MODE) & 0xffff;
        return new FileStatus(
                type(mode),
                mode & 07777,
                device(
                        Integer.toUnsignedLong(stat.getInt(DEVICE_MAJOR)),
                        Integer.toUnsignedLong(stat.getInt(DEVICE_MINOR))),
                stat.getLong(INODE),
                stat.getLong(SIZE),
                stat.getInt(UID),
                stat.getInt(GID));
    }

    /** The types of sys/stat.h. */
    static FileStatus.Type type(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> FileStatus.Type.FILE;
            case 0040000 -> FileStatus.Type.DIRECTORY;
            case 0120000 -> FileStatus.Type.SYMLINK;
            case 0140000 -> FileStatus.Type.SOCKET;
            case 0010000 -> FileStatus.Type.FIFO;
            case 0020000, 0060000 -> FileStatus.Type.DEVICE;
            default -> FileStatus.Type.OTHER;
        };
    }

    /** One number of both, as in stat's st_dev (makedev(3)). */
    private static long device(long major, long minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfff) << 8 | (minor & 0xffffff00L) << 12 | minor & 0xff;
    }
}
