package nitro.engine.output;

import nitro.loop.Loop;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;

/**
 * All that is captured in one process, one thread: the pipes share the memory that they are read into, so that a pipe at
 * rest costs next to nothing.
 */
public final class Captures {
    /** As much as a pipe holds if nobody changed it: more was measured to be slower, for the processor's cache. */
    static final int READ_BYTES = 64 * 1024;

    final Posix posix;
    final Loop loop;
    final Buffer buffer;
    final Line line = new Line();

    public Captures(Posix posix, Loop loop) {
        this.posix = posix;
        this.loop = loop;
        buffer = posix.buffer(READ_BYTES);
    }

    /**
     * Begins to read a pipe.
     *
     * @param fd the reading end, which does not wait; it is closed at its end
     * @param ended told once, when nothing of it is left: all is handed on and {@code fd} is closed
     */
    public Capture open(int fd, LineSink sink, Runnable ended) {
        return new Capture(this, fd, sink, ended);
    }
}
