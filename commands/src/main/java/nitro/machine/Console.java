package nitro.machine;

import java.nio.charset.StandardCharsets;
import nitro.posix.Errno;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.text.Printable;

/** The messages of nitro on its standard error, one line each (spec 7.5), hardly ever waiting for a reader. */
public final class Console {
    private static final int STDERR = 2;

    /** How long a reader is waited for. */
    private static final int PATIENCE_MS = 200;

    private final Posix posix;
    private final PollSet writable = new PollSet();
    private boolean stuck;

    public Console(Posix posix) {
        this.posix = posix;
        writable.add(STDERR, PollSet.WRITE);
    }

    /** Says a line; what would have a terminal do something, such as control characters in a name, becomes ?. */
    public void say(String message) {
        write(Printable.of("- nitro: " + message) + "\n");
    }

    /**
     * Writes as it stands. A terminal that somebody else writes to at the moment is waited for, briefly; what does not
     * take it then gets nothing more until it can, since pid 1 must not wait for whoever reads it.
     */
    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        // A pipe or terminal that poll calls writable takes this many without waiting (PIPE_BUF in pipe(7)).
        int length = Math.min(bytes.length, 4096);
        int ready;
        do {
            ready = posix.poll(writable, stuck ? 0 : PATIENCE_MS);
        } while (ready == Errno.EINTR.code()); // a signal, which says nothing of the reader
        stuck = ready != 1;
        if (!stuck) {
            posix.write(STDERR, bytes, 0, length);
        }
    }
}
