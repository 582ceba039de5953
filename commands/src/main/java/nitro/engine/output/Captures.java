package nitro.engine.output;

import java.util.ArrayList;
import java.util.List;
import nitro.loop.Loop;
import nitro.posix.Posix;

/**
 * All that is captured in one process, one thread: the pipes share the memory that they are read into, so that a pipe at
 * rest costs next to nothing.
 */
public final class Captures {
    private final Reading shared;
    private final List<Capture> open = new ArrayList<>();

    public Captures(Posix posix, Loop loop) {
        shared = new Reading(posix, loop);
    }

    /**
     * Begins to read a pipe.
     *
     * @param fd the reading end, which does not wait; it is closed at its end
     * @param ended told once, when nothing of it is left: all is handed on and {@code fd} is closed
     */
    public Capture open(int fd, LineSink sink, Runnable ended) {
        open.removeIf(Capture::isClosed);
        Capture capture = new Capture(shared, fd, sink, ended);
        open.add(capture);
        return capture;
    }

    /** Runs {@code task} when all that was written into any of the pipes by now is handed on. */
    public void drainAll(Runnable task) {
        drain(List.copyOf(open), task);
    }

    /** Runs {@code task} when all that was written into some of the pipes by now is handed on. */
    public static void drain(List<Capture> some, Runnable task) {
        if (some.isEmpty()) {
            task.run();
            return;
        }
        int[] left = {some.size()};
        for (Capture capture : some) {
            capture.drain(() -> {
                if (--left[0] == 0) {
                    task.run();
                }
            });
        }
    }
}
