package nitro.posix.image;

import java.io.IOException;
import java.io.OutputStream;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** Standard output or error as a stream; to be buffered by whoever prints to it. */
final class DescriptorStream extends OutputStream {
    private final ImagePosix posix;
    private final int fd;

    DescriptorStream(ImagePosix posix, int fd) {
        this.posix = posix;
        this.fd = fd;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = posix.write(fd, bytes, offset + done, length - done);
            if (count < 0) {
                throw new ErrnoException("write", Integer.toString(fd), Errno.of(count));
            }
            done += count;
        }
    }
}
