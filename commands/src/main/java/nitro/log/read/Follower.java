package nitro.log.read;

import java.util.List;
import java.util.function.BooleanSupplier;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** Waits for logs to grow, and wakes up for nothing else as long as they can be watched. */
final class Follower {
    private static final int STANDARD_OUTPUT = 1;

    private final List<LogLocation> places;
    private final Posix posix;
    private final Loop loop;
    private @Nullable Throwable failure;

    Follower(List<LogLocation> places, Posix posix) {
        this.places = places;
        this.posix = posix;
        loop = new Loop(posix, this::fail);
    }

    /**
     * Returns when {@code print} says so, or nobody reads the pipe that standard output may be.
     *
     * @param print reads and prints what is new; false if nobody wants more
     */
    void run(BooleanSupplier print) throws ErrnoException {
        if (posix.fstat(STANDARD_OUTPUT).type() == FileStatus.Type.FIFO) {
            loop.watch(STANDARD_OUTPUT, loop::stop);
        }
        Runnable look = () -> {
            if (!print.getAsBoolean()) {
                loop.stop();
            }
        };
        try (LogWatch _ = new LogWatch(places, posix, loop, 0, look)) {
            if (print.getAsBoolean()) {
                loop.run();
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private void fail(Throwable error) {
        failure = error;
        loop.stop();
    }
}
