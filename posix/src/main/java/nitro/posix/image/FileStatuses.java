package nitro.posix.image;

import nitro.posix.FileStatus;
import nitro.posix.image.FileCalls.Stat;

/** A {@link FileStatus} of what stat(2) found. */
final class FileStatuses {
    private FileStatuses() {}

    static FileStatus of(Stat stat) {
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
}
