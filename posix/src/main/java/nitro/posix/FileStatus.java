package nitro.posix;

/**
 * The result of stat(2).
 *
 * @param mode the permission bits, as in chmod(2): 0 to 07777
 * @param size bytes
 */
public record FileStatus(Type type, int mode, long device, long inode, long size, int uid, int gid) {
    /** The kinds of files that matter to us. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        SOCKET,
        FIFO,
        DEVICE,
        OTHER
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    /** Whether both statuses are of one and the same file. */
    public boolean sameFile(FileStatus other) {
        return device == other.device && inode == other.inode;
    }
}
