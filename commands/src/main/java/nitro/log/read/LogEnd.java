package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import nitro.log.read.Tail.Log;
import nitro.loop.Loop;
import nitro.posix.Posix;

/**
 * The last lines of logs, for a screen: as they are now, and told when they have changed.
 *
 * <p>What has come is not read through: a log may grow faster than anybody reads. They are read anew from the end, and not
 * too often.
 */
public final class LogEnd implements AutoCloseable {
    /** How often a log is looked at that grows all the time. */
    private static final long LOOK_EVERY_MS = 100;

    private final List<Log> logs;
    private final WantedLines wanted;
    private final LocalZone zone;
    private final Posix posix;
    private final Runnable changed;
    private final LogWatch watch;
    private List<String> lines;

    /**
     * @param count how many lines
     * @param changed run whenever there are others
     */
    public LogEnd(List<Log> logs, int count, LocalZone zone, Posix posix, Loop loop, Runnable changed) {
        this.logs = logs;
        wanted = new WantedLines(count, WantedLines.ALWAYS, null);
        this.zone = zone;
        this.posix = posix;
        this.changed = changed;
        List<LogLocation> places =
                logs.stream().map(log -> LogLocation.of(log.path(), posix)).toList();
        watch = new LogWatch(places, posix, loop, LOOK_EVERY_MS, this::look);
        lines = read();
    }

    /** Byte strings as nitro-tail prints them, but with short times. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        watch.close();
    }

    private void look() {
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
