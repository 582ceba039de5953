package nitro.log.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import nitro.command.RegularFile;
import nitro.posix.DescriptorStream;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;

/**
 * The helper process that compresses a rotated file. The file goes only when its compressed self is whole, on disk, and
 * in its place.
 */
final class Compressor {
    /** The hidden first argument of nitro-log by which it becomes this. */
    static final String OPTION = "--compress-file";

    private static final int BLOCK = 64 * 1024;
    private static final int COMPLETE = 0744;
    private static final int NICE = 10;

    private final Posix posix;
    private final String file;

    Compressor(Posix posix, String file) {
        this.posix = posix;
        this.file = file;
    }

    void run() throws ErrnoException {
        posix.addNice(NICE);
        int in = RegularFile.open(posix, file, Files.READ | Files.NOFOLLOW, 0);
        posix.flock(in, false); // the helper of a logger that was killed may still be at it
        String made = file + ".gz.new";
        int out = RegularFile.open(posix, made, Files.WRITE | Files.CREATE | Files.TRUNCATE | Files.NOFOLLOW, COMPLETE);
        try {
            copy(in, out, made);
            posix.fchmod(out, COMPLETE);
            posix.syncFile(out);
            posix.rename(made, file + ".gz");
        } catch (ErrnoException e) {
            posix.unlink(made); // the disk may be full, and the logger wait for this space
            throw e;
        }
        sync(file.substring(0, file.lastIndexOf('/') + 1));
        removeOriginal();
    }

    private void removeOriginal() throws ErrnoException {
        try {
            posix.unlink(file);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            posix.unlink(file + ".gz"); // the logger has given it up meanwhile, as one too many
        }
    }

    private void copy(int in, int out, String made) throws ErrnoException {
        byte[] block = new byte[BLOCK];
        try (OutputStream gzip = new BestGzip(new DescriptorStream(posix, out, made))) {
            int count;
            while ((count = posix.read(in, block)) > 0) {
                gzip.write(block, 0, count);
            }
            if (count < 0) {
                throw new ErrnoException("read", file, Errno.of(count));
            }
        } catch (ErrnoException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException(e); // a DescriptorStream throws no other
        }
    }

    private void sync(String directory) throws ErrnoException {
        int fd = posix.open(directory.isEmpty() ? "." : directory, Files.READ, 0);
        posix.syncFile(fd);
        posix.close(fd);
    }

    /** As gzip does without options. */
    private static final class BestGzip extends GZIPOutputStream {
        private static final int LEVEL = 6;

        BestGzip(OutputStream to) throws IOException {
            super(to, BLOCK);
            def.setLevel(LEVEL);
            def.setStrategy(Deflater.DEFAULT_STRATEGY);
        }
    }
}
