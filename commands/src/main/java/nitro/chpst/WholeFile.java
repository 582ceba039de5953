package nitro.chpst;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;

/** Files read whole. */
final class WholeFile {
    /** More than any of these files has; one that never ends must not fill the memory. */
    private static final int MOST_BYTES = 1 << 24;

    private WholeFile() {}

    /** All bytes of a file; of a FIFO, which is not waited for, those that are there. */
    static String of(Posix posix, String path) throws ErrnoException {
        int fd = posix.open(path, Files.READ | Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            int count;
            while ((count = posix.read(fd, buffer)) > 0) {
                all.write(buffer, 0, count);
                if (all.size() > MOST_BYTES) {
                    throw new ErrnoException("read", path, Errno.EFBIG);
                }
            }
            if (count < 0 && count != Errno.EAGAIN.code()) {
                throw new ErrnoException("read", path, Errno.of(count));
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        } finally {
            posix.close(fd);
        }
    }
}
