package nitro.posix.fake;

import java.util.Arrays;
import nitro.posix.Errno;
import nitro.posix.FileStatus;
import nitro.posix.Files;

/** An opened file or directory with its position. */
final class OpenFile extends Description {
    private final Node node;
    private final String path;
    private final int flags;
    private int position;

    OpenFile(Node node, String path, int flags) {
        this.node = node;
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
    int read(byte[] buffer) {
        if (!(node instanceof Node.Regular file)) {
            return (node.type() == FileStatus.Type.DIRECTORY ? Errno.EISDIR : Errno.EINVAL).code();
        }
        if ((flags & Files.WRITE) != 0 && (flags & Files.READ) == 0) {
            return Errno.EBADF.code();
        }
        int count = Math.max(0, Math.min(buffer.length, file.content.length - position));
        System.arraycopy(file.content, Math.min(position, file.content.length), buffer, 0, count);
        position += count;
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

    @Override
    public String toString() {
        return "file " + path;
    }
}
