package nitro.posix.fake;

import java.util.Arrays;
import nitro.posix.Errno;
import nitro.posix.FileStatus;
import nitro.posix.Files;

/** An opened file or directory with its position. */
final class OpenFile extends Description {
    final Node node;
    private final long device;
    private final String path;
    private final int flags;
    private int position;

    OpenFile(Node node, long device, String path, int flags) {
        this.node = node;
        this.device = device;
        this.path = path;
        this.flags = flags;
        countWriter(1);
    }

    private void countWriter(int more) {
        if (node instanceof Node.Regular file && (flags & Files.WRITE) != 0) {
            file.writers += more;
        }
    }

    @Override
    void lastClosed() {
        countWriter(-1);
    }

    @Override
    FileStatus status(int uid) {
        return new FileStatus(node.type(), node.mode, device, node.inode, node.size(), uid, uid);
    }

    @Override
    int read(byte[] buffer) {
        int count = pread(buffer, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    int pread(byte[] buffer, long from) {
        if (!(node instanceof Node.Regular file)) {
            return (node.type() == FileStatus.Type.DIRECTORY ? Errno.EISDIR : Errno.EINVAL).code();
        }
        if ((flags & Files.WRITE) != 0 && (flags & Files.READ) == 0) {
            return Errno.EBADF.code();
        }
        int begin = (int) Math.min(from, file.content.length);
        int count = Math.min(buffer.length, file.content.length - begin);
        System.arraycopy(file.content, begin, buffer, 0, count);
        return count;
    }

    @Override
    int write(byte[] buffer, int offset, int length) {
        if (!(node instanceof Node.Regular file) || (flags & Files.WRITE) == 0) {
            return Errno.EBADF.code();
        }
        if ((flags & Files.APPEND) != 0) {
            position = file.content.length;
        }
        file.content = Arrays.copyOf(file.content, Math.max(file.content.length, position + length));
        System.arraycopy(buffer, offset, file.content, position, length);
        position += length;
        return length;
    }

    /** Where the next write begins. */
    int end() {
        return (flags & Files.APPEND) != 0 ? content().length : position;
    }

    /** The bytes of the file; none of a directory. */
    byte[] content() {
        return node instanceof Node.Regular file ? file.content : new byte[0];
    }

    void content(byte[] changed) {
        if (node instanceof Node.Regular file) {
            file.content = changed;
        }
    }

    @Override
    boolean isAlwaysReady() {
        return true;
    }

    @Override
    public String toString() {
        return "file " + path;
    }
}
