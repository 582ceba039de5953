package nitro.engine.output;

import nitro.loop.Loop;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;

/** The things that all captures of a process read by: they read one after the other. */
final class Reading {
    /** As much as a pipe holds if nobody changed it: more was measured to be slower, for the processor's cache. */
    static final int BYTES = 64 * 1024;

    final Posix posix;
    final Loop loop;
    final Buffer buffer;
    final Line line = new Line();

    Reading(Posix posix, Loop loop) {
        this.posix = posix;
        this.loop = loop;
        buffer = posix.buffer(BYTES);
    }
}
