package nitro.log.read;

import java.util.List;
import java.util.function.BooleanSupplier;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** Waits for logs to grow, and wakes up for nothing else. */
final class Follower {
    private final Posix posix;
    private final Changes changes;
    private final Loop loop;
    private @Nullable Throwable failure;

    Follower(List<Place> places, Posix posix) throws ErrnoException {
        this.posix = posix;
        changes = new Changes(places, posix);
        loop = new Loop(posix, this::fail);
    }

    /**
     * Returns when {@code print} says so, or nobody reads the pipe that standard output may be.
     *
     * @param print reads and prints what is new; false if nobody wants more
     */
    void run(BooleanSupplier print) throws ErrnoException {
        if (!print.getAsBoolean()) {
            return;
        }
        if (posix.fstat(1).type() == FileStatus.Type.FIFO) {
            loop.watch(1, loop::stop);
        }
        loop.watch(changes.descriptor, () -> {
            changes.take();
            if (!print.getAsBoolean()) {
                loop.stop();
            }
        });
        loop.run();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private void fail(Throwable error) {
        failure = error;
        loop.stop();
    }
}
