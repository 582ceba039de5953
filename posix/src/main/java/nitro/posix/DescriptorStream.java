package nitro.posix;

import java.io.IOException;
import java.io.OutputStream;

/** A descriptor as a stream of Java's, each write all of it; to be buffered by whoever prints to it. */
public final class DescriptorStream extends OutputStream {
    private final Files posix;
    private final int fd;
    private final String name;

    /** @param name what errors call it */
    public DescriptorStream(Files posix, int fd, String name) {
        this.posix = posix;
        this.fd = fd;
        this.name = name;
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
                throw new ErrnoException("write", name, Errno.of(count));
            }
            done += count;
        }
    }
}
