package nitro.machine;

import java.util.ArrayList;
import java.util.List;
import nitro.loop.Loop;
import nitro.loop.Watch;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Posix;

/** Sees to it that 0, 1 and 2 are open, and that there is a /dev/null or the like for the scripts (spec 7.2, 1.6). */
public final class StandardStreams {
    private static final String NULL = "/dev/null";

    private final Posix posix;
    private final List<Integer> drains = new ArrayList<>();

    public StandardStreams(Posix posix) {
        this.posix = posix;
    }

    /** Opens those of the three that are closed: nothing else may ever become one of them. */
    public void repair() throws ErrnoException {
        for (int fd = 0; fd <= 2; fd++) {
            if (!posix.isOpen(fd)) {
                replace(fd);
            }
        }
    }

    /** A descriptor of /dev/null; the end of an empty pipe where there is none. */
    public int openNull() throws ErrnoException {
        try {
            return posix.open(NULL, Posix.READ, 0);
        } catch (ErrnoException e) {
            Pipe pipe = posix.pipe(false);
            posix.close(pipe.writer());
            return pipe.reader();
        }
    }

    /** Reads away what is written to pipes that stand in for /dev/null. */
    public void drainBy(Loop loop) {
        drains.forEach(fd -> new Drain(loop, fd));
    }

    /** The terminal of the machine on all three; if there is none they stay what they are. */
    public void useConsole() throws ErrnoException {
        int console = posix.open("/dev/console", Posix.READ | Posix.WRITE | Posix.NOCTTY, 0);
        try {
            for (int fd = 0; fd <= 2; fd++) {
                posix.dup2(console, fd);
            }
        } finally {
            if (console > 2) {
                posix.close(console);
            }
        }
    }

    /** Reads a pipe away until nobody can write to it any more. */
    private final class Drain {
        private final byte[] buffer = new byte[4096];
        private final int fd;
        private final Watch watch;

        Drain(Loop loop, int fd) {
            this.fd = fd;
            this.watch = loop.watch(fd, this::read);
        }

        private void read() {
            if (posix.read(fd, buffer) == 0) {
                watch.end();
                posix.close(fd);
            }
        }
    }

    private void replace(int fd) throws ErrnoException {
        int opened;
        try {
            opened = posix.open(NULL, Posix.READ | Posix.WRITE, 0);
        } catch (ErrnoException e) {
            replaceByPipe(fd);
            return;
        }
        move(opened, fd);
    }

    /** An empty pipe to read from, or one to write to that is read away. */
    private void replaceByPipe(int fd) throws ErrnoException {
        Pipe low = posix.pipe(true); // takes the low numbers, so that the next one gets none of the three
        Pipe pipe = posix.pipe(true);
        if (fd == 0) {
            posix.close(pipe.writer());
            move(pipe.reader(), fd);
        } else {
            move(pipe.writer(), fd);
            drains.add(pipe.reader());
        }
        for (int end : new int[] {low.reader(), low.writer()}) {
            if (end != fd) {
                posix.close(end);
            }
        }
    }

    private void move(int from, int to) throws ErrnoException {
        if (from != to) {
            posix.dup2(from, to);
            posix.close(from);
        }
    }
}
