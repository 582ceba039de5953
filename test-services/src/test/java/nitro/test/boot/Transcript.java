package nitro.test.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** All that a stream brings, awaited in order: each search begins where the one before has found something. */
final class Transcript {
    /** How long anything may take; a machine is emulated, and others work beside it. */
    static final long DEADLINE_SECONDS = 120;

    private final StringBuilder text = new StringBuilder();
    private int position;
    private boolean ended;

    Transcript(InputStream from) {
        Thread.ofPlatform().daemon().name("transcript").start(() -> read(from));
    }

    private void read(InputStream from) {
        var buffer = new byte[4096];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                add(new String(buffer, 0, count, ISO_8859_1).replace("\r", ""), false);
            }
            add("", true);
        } catch (IOException e) {
            add("(" + e + ")", true);
        }
    }

    private synchronized void add(String more, boolean last) {
        text.append(more);
        ended = last;
        notifyAll();
    }

    /** Waits for a text that {@code regex} describes, in which {@code ^} and {@code $} are ends of lines. */
    synchronized void await(String regex) {
        position = find(regex);
    }

    /** Waits for all of these, in whatever order they come; the next search begins behind the last. */
    synchronized void awaitInAnyOrder(String... regexes) {
        int last = position;
        for (var regex : regexes) {
            last = Math.max(last, find(regex));
        }
        position = last;
    }

    private synchronized int find(String regex) {
        var matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!matcher.reset().find(position)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                var why = ended ? "the end came before /" : "did not come: /";
                throw new AssertionError(why + regex + "/ in the last part of\n" + marked());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return matcher.end();
    }

    /** Waits for all of these, one after the other. */
    void await(String first, String... then) {
        await(first);
        for (var regex : then) {
            await(regex);
        }
    }

    private String marked() {
        return text.substring(0, position) + "<<< searched from here >>>" + text.substring(position);
    }

    /** Everything until now. */
    @Override
    public synchronized String toString() {
        return text.toString();
    }
}
