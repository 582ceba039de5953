package nitro.engine.output;

import nitro.posix.Errno;

/** Where the lines of one {@link Capture} go. */
public interface LineSink {
    /** The longest line that it takes, in bytes; of a longer one every so many count as a line. */
    int longestLine();

    /** Whether it is worth reading more lines for it: whether it would take one now, as far as it can know. */
    boolean hasRoom();

    /**
     * Takes a line, if there is room for it; where there is none, {@link #whenRoom} follows.
     *
     * @return false if it has to be offered again later
     */
    boolean take(Line line);

    /** Runs {@code task} once, later, when there may be room again for what was refused. */
    void whenRoom(Runnable task);

    /** No more lines come for the moment: what was taken goes on its way. */
    void flush();

    /** The pipe could not be read, and was closed. */
    void failed(Errno reason);
}
