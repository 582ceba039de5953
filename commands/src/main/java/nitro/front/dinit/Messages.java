package nitro.front.dinit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import nitro.engine.output.Output;
import nitro.posix.ClientPosix;
import nitro.text.Printable;
import nitro.text.Stamp;

/**
 * Messages of dinit itself on standard error, a line each whatever the bytes of names (spec dinit 8.1). Nobody waits for them: a message that cannot
 * be written yet is kept, up to a limit.
 */
final class Messages {
    /** How many bytes may wait to be written before messages are dropped. */
    private static final int MOST_BYTES = 1 << 20;

    private final ClientPosix posix;
    private final Output output;
    private final Stamp stamp = new Stamp(Stamp.Style.ISO_MILLIS);
    private Level level = Level.WARN;
    private int dropped;

    Messages(ClientPosix posix, Output output) {
        this.posix = posix;
        this.output = output;
    }

    /** How much is said from now on. */
    void level(Level most) {
        level = most;
    }

    boolean says(Level one) {
        return level.includes(one);
    }

    void error(String text) {
        say(Level.ERROR, text);
    }

    void warn(String text) {
        say(Level.WARN, text);
    }

    void info(String text) {
        say(Level.INFO, text);
    }

    void debug(String text) {
        say(Level.DEBUG, text);
    }

    private void say(Level one, String text) {
        if (!says(one)) {
            return;
        }
        if (output.waiting() > MOST_BYTES) {
            dropped++;
            return;
        }
        if (dropped > 0) {
            int count = dropped;
            dropped = 0;
            write(Level.WARN, count + " messages are lost: standard error did not take them");
        }
        write(one, text);
        output.flush();
    }

    private static String text(Level one, String text) {
        return "dinit: " + one.word + ": " + Printable.of(text);
    }

    /** The line of an error, for what happens before there is an output. */
    static String error(long wallClockNanos, String text) {
        Stamp stamp = new Stamp(Stamp.Style.ISO_MILLIS);
        stamp.set(wallClockNanos);
        return new String(stamp.bytes(), ISO_8859_1) + text(Level.ERROR, text);
    }

    private void write(Level one, String text) {
        byte[] line = (text(one, text) + "\n").getBytes(ISO_8859_1);
        stamp.set(posix.wallClock());
        output.begin(stamp.bytes().length + line.length);
        output.put(stamp.bytes());
        output.put(line);
    }
}
