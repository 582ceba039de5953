package nitro.engine;

import nitro.loop.Loop;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.Posix;

/** The pipe on which a service says that it is ready, by its first newline (spec 4.4). */
final class ReadinessPipe {
    private final Posix posix;
    final int fd;
    private final Runnable ready;
    private final Watch watch;
    private final byte[] buffer = new byte[256];

    /** Takes over the descriptor {@code fd}, from which reads do not wait. */
    ReadinessPipe(Posix posix, Loop loop, int fd, Runnable ready) {
        this.posix = posix;
        this.fd = fd;
        this.ready = ready;
        this.watch = loop.watch(fd, this::read);
    }

    /** Reads on when it is ready, or a service that goes on writing there would die of SIGPIPE. */
    private void read() {
        int n = posix.read(fd, buffer);
        if (n == 0 || n < 0 && Errno.of(n) != Errno.EAGAIN) {
            watch.end(); // only a command can make it UP now; the descriptor goes when the service does
        }
        for (int i = 0; i < n; i++) {
            if (buffer[i] == '\n') {
                ready.run();
                return;
            }
        }
    }

    void close() {
        watch.end();
        posix.close(fd);
    }
}
