package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import nitro.log.read.Tail.Log;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that are followed, in virtual time. */
class FollowTest {
    private static final WantedLines LAST = new WantedLines(1, WantedLines.ALWAYS, null);

    private final FakePosix posix = new FakePosix();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Follows the logs until a line has been printed; returns all that was printed. */
    private String follow(String last, String... paths) throws IOException {
        PrintStream out = new PrintStream(printed, true, ISO_8859_1) {
            @Override
            public boolean checkError() {
                return printed.toString(ISO_8859_1).endsWith(last + "\n");
            }
        };
        List<Log> logs =
                List.of(paths).stream().map(path -> new Log("web", path)).toList();
        new Tail(LAST, false, false, LocalZone.UTC, posix, out, why -> {}).follow(logs);
        return printed.toString(ISO_8859_1);
    }

    private void appendAfter(long millis, String file, String text) {
        posix.clock().after(millis, () -> {
            try {
                int fd = posix.open(file, Files.WRITE | Files.APPEND | Files.CREATE, 0644);
                posix.write(fd, text.getBytes(ISO_8859_1), 0, text.length());
                posix.close(fd);
            } catch (ErrnoException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 8192", "128, 0"})
    void withoutInotifyItLooksNowAndThen(int instances, int watches) throws IOException {
        posix.limitInotify(instances, watches);
        posix.files().file("/log/current", "one\n");
        appendAfter(1500, "/log/current", "two\n");
        assertEquals("one\ntwo\n", follow("two", "/log"));
    }

    @Test
    void aFileOfADirectoryThatCannotBeWatched() throws IOException {
        posix.limitInotify(128, 0);
        posix.files().directory("/logs");
        appendAfter(1500, "/logs/late", "came\n");
        assertEquals("came\n", follow("came", "/logs/late"));
    }

    @Test
    void itWatchesAgainWhenThatIsPossible() throws IOException {
        posix.limitInotify(0, 0);
        posix.files().file("/log/current", "one\n");
        posix.clock().after(1500, () -> posix.limitInotify(128, 8192));
        appendAfter(10_100, "/log/current", "two\n");
        long begin = posix.now();
        assertEquals("one\ntwo\n", follow("two", "/log"));
        assertEquals(10_100, posix.now() - begin);
    }
}
