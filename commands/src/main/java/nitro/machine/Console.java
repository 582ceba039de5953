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

    /** Whether the last line has begun, and not ended. */
    private boolean inLine;

    public Console(Posix posix) {
        this.posix = posix;
        writable.add(STDERR, PollSet.WRITE);
    }

    /** Says a line; what would have a terminal do something, such as control characters in a name, becomes ?. */
    public void say(String message) {
        write((inLine ? "\n" : "") + Printable.of("- nitro: " + message) + "\n");
        inLine = false;
    }

    /** Begins a line that shows the progress of a task, which {@link #go} and {@link #end} continue. */
    public void begin(String message) {
        write("- nitro: " + message);
        inLine = true;
    }

    /** Adds a dot to the line that shows the progress, unless a message has ended that line. */
    public void go() {
        if (inLine) {
            write(".");
        }
    }

    /** Ends the line that shows the progress; if a message has ended that line, a line of its own says that all is done. */
    public void end(String all) {
        if (inLine) {
            write(" done.\n");
            inLine = false;
        } else {
            say(all);
        }
    }

    /**
     * Writes as it stands. A terminal that somebody else writes to at the moment is waited for, briefly; what does not
     * take it then gets nothing more until it can, since pid 1 must not wait for whoever reads it.
     */
    private void write(String text) {
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
