package nitro.command;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Posix;

/** Opens files in directories where somebody may have put something else: a FIFO or a device could wait for ever. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Opens a file without waiting for anybody.
     *
     * @param flags of {@link Files#open}
     * @throws ErrnoException EINVAL if it is not a regular file; it is closed then
     */
    public static int open(Posix posix, String path, int flags, int mode) throws ErrnoException {
        int fd = posix.open(path, flags | Files.NONBLOCK | Files.NOCTTY, mode);
        try {
            FileStatus.Type type = posix.fstat(fd).type();
            if (type == FileStatus.Type.FILE) {
                return fd;
            }
            posix.close(fd);
        } catch (ErrnoException e) {
            posix.close(fd);
            throw e.of(path);
        }
        throw new ErrnoException("open", path + ": not a regular file", Errno.EINVAL);
    }
}
