package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nitro.log.read.Tail.Log;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.Test;

/** The last lines of a log that grows, in virtual time. */
class LogEndTest {
    private final FakePosix posix = new FakePosix();
    private final Loop loop = new Loop(posix, error -> {
        throw new AssertionError(error);
    });
    private int looks;

    private LogEnd end(String path) {
        return new LogEnd(List.of(new Log("web", path)), 3, LocalZone.UTC, posix, loop, () -> looks++);
    }

    private void append(String text) {
        try {
            int fd = posix.open("/log", Files.WRITE | Files.APPEND | Files.CREATE, 0644);
            posix.write(fd, text.getBytes(ISO_8859_1), 0, text.length());
            posix.close(fd);
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    private void runFor(long millis) {
        loop.after(millis, loop::stop);
        loop.run();
    }

    @Test
    void aLogThatGrowsAllTheTimeIsLookedAtNowAndThen() {
        posix.files().file("/log", "one\ntwo\nthree\nfour\n");
        runFor(1); // the loop has its own descriptor now
        var before = posix.descriptors();
        LogEnd end = end("/log");
        assertEquals(List.of("two", "three", "four"), end.lines());
        for (int i = 1; i <= 500; i++) {
            String line = "line " + i + "\n";
            posix.clock().after(i, () -> append(line));
        }
        runFor(2000);
        assertEquals(List.of("line 498", "line 499", "line 500"), end.lines());
        assertEquals(6, looks, "at once, and every 100 ms");
        end.close();
        assertEquals(before, posix.descriptors());
        append("more\n");
        runFor(1000);
        assertEquals(6, looks, "nothing more is told");
    }

    @Test
    void aLogThatCannotBeWatchedIsLookedAtNowAndThen() {
        posix.limitInotify(0, 0);
        runFor(1); // the loop has its own descriptor now
        var before = posix.descriptors();
        LogEnd end = end("/log");
        posix.clock().after(10, () -> append("the first\n"));
        posix.clock().after(3010, () -> append("the second\n"));
        runFor(1500);
        assertEquals(List.of("the first"), end.lines());
        runFor(3000);
        assertEquals(List.of("the first", "the second"), end.lines());
        end.close();
        assertEquals(before, posix.descriptors());
    }

    @Test
    void aLogThatIsNotThereYet() {
        LogEnd end = end("/log");
        assertEquals(1, end.lines().size(), end.lines().toString());
        posix.clock().after(10, () -> append("the first\n"));
        runFor(1000);
        assertEquals(List.of("the first"), end.lines());
        assertEquals(1, looks);
    }
}
