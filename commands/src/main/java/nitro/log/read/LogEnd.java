package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import nitro.log.read.Tail.Log;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of logs, for a screen: as they are now, and told when they have changed.
 *
 * <p>What has come is not read through: a log may grow faster than anybody reads. They are read anew from the end, and not
 * too often.
 */
public final class LogEnd implements AutoCloseable {
    /** Milliseconds between two looks at a log that grows all the time. */
    private static final long PAUSE = 100;

    private final List<Log> logs;
    private final Wanted wanted;
    private final Zone zone;
    private final Posix posix;
    private final Loop loop;
    private final Runnable changed;
    private final Changes changes;
    private @Nullable Watch watch;
    private @Nullable Timer pause;
    private List<String> lines;

    /**
     * @param count how many lines
     * @param changed run whenever there are others
     * @throws ErrnoException if logs cannot be watched
     */
    public LogEnd(List<Log> logs, int count, Zone zone, Posix posix, Loop loop, Runnable changed)
            throws ErrnoException {
        this.logs = logs;
        wanted = new Wanted(count, Wanted.ALWAYS, null);
        this.zone = zone;
        this.posix = posix;
        this.loop = loop;
        this.changed = changed;
        changes = new Changes(
                logs.stream().map(log -> Place.of(log.path(), posix)).toList(), posix);
        lines = read();
        listen();
    }

    /** Byte strings as nitro-tail prints them, but with short times. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.end();
        }
        if (pause != null) {
            pause.cancel();
        }
        changes.close();
    }

    private void listen() {
        watch = loop.watch(changes.descriptor, this::look);
    }

    private void look() {
        if (watch != null) {
            watch.end();
        }
        pause = loop.after(PAUSE, this::listen);
        changes.take();
        List<String> now = read();
        if (!now.equals(lines)) {
            lines = now;
            changed.run();
        }
    }

    private List<String> read() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, ISO_8859_1);
        Tail.brief(wanted, zone, posix, out, why -> out.print(why + "\n")).print(logs);
        out.flush();
        return bytes.toString(ISO_8859_1).lines().toList();
    }
}
