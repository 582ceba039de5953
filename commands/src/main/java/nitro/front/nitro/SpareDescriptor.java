package nitro.front.nitro;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;

/**
 * A descriptor that is kept for one purpose only: to be given up for the moment that something must be read. Services may
 * have taken all others; then a rescan, which is to see that some of them are gone, could not even read the directory.
 */
final class SpareDescriptor {
    /** A read that takes one descriptor, and closes it. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws ErrnoException;
    }

    private static final int NONE = -1;

    private final Posix posix;
    private int descriptor = NONE;

    SpareDescriptor(Posix posix) {
        this.posix = posix;
        take();
    }

    /** Reads; where no descriptor is left, with this one. */
    <T> T read(Reading<T> reading) throws ErrnoException {
        try {
            return reading.read();
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EMFILE || descriptor == NONE) {
                throw e;
            }
            return readWithThis(reading);
        } finally {
            take();
        }
    }

    private <T> T readWithThis(Reading<T> reading) throws ErrnoException {
        posix.close(descriptor);
        descriptor = NONE;
        return reading.read();
    }

    private void take() {
        if (descriptor == NONE) {
            try {
                descriptor = posix.open("/", Files.READ, 0);
            } catch (ErrnoException e) {
                // The next read tries again.
            }
        }
    }
}
