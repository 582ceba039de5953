package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import nitro.log.read.Tail.Log;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import nitro.text.Tai64n;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of logs that do not grow, on the fake system. */
class LogsTest {
    private static final WantedLines TEN = new WantedLines(10, WantedLines.ALWAYS, null);
    private static final long START = 1_790_000_000L * Timestamps.SECOND_NS;

    private final FakePosix posix = new FakePosix();
    private final List<String> complaints = new ArrayList<>();

    private String print(WantedLines wanted, boolean json, Log... logs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, ISO_8859_1);
        boolean fine = new Tail(wanted, json, false, LocalZone.UTC, posix, out, complaints::add).print(List.of(logs));
        assertEquals(complaints.isEmpty(), fine, complaints.toString());
        out.flush();
        return bytes.toString(ISO_8859_1);
    }

    private String print(WantedLines wanted, String... paths) {
        Log[] logs = new Log[paths.length];
        for (int i = 0; i < paths.length; i++) {
            logs[i] = new Log(paths[i].substring(1), paths[i]);
        }
        return print(wanted, false, logs);
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append("line ").append(i).append('\n');
        }
        return lines.toString();
    }

    private static String compressed(String content) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content.getBytes(ISO_8859_1));
            }
            return bytes.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Characters as a byte string. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The label of so many seconds after the start. */
    private static String label(int second) {
        return Tai64n.format(START + second * Timestamps.SECOND_NS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 10, 11, 3000, 100_000})
    @Spec("tools 5.2")
    void theLastLinesOfAFile(int last) {
        posix.files().file("/file", lines(1, 3000));
        String expected = lines(Math.max(1, 3001 - last), 3000);
        assertEquals(expected, print(new WantedLines(last, WantedLines.ALWAYS, null), "/file"));
        posix.files().file("/file.gz", compressed(lines(1, 3000)));
        assertEquals(expected, print(new WantedLines(last, WantedLines.ALWAYS, null), "/file.gz"));
    }

    @Test
    void aHalfLineAtTheEnd() {
        posix.files().file("/file", "one\ntwo\nthr");
        assertEquals("two\nthr\n", print(new WantedLines(2, WantedLines.ALWAYS, null), "/file"));
    }

    @Test
    void emptyLinesAndNoLines() {
        posix.files().file("/file", "\n\n\n");
        assertEquals("\n\n\n", print(TEN, "/file"));
        posix.files().file("/file", "");
        assertEquals("", print(TEN, "/file"));
    }

    /** Lines of all lengths about the size of a block, so that they lie across blocks in every way. */
    @Test
    void linesOfAnyLength() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int length = random.nextInt(3) == 0 ? random.nextInt(400_000) : random.nextInt(70_000);
                all.add(i + "x".repeat(length) + "\n");
            }
            posix.files().file("/file", String.join("", all));
            int last = random.nextInt(13);
            String expected = String.join("", all.subList(12 - last, 12));
            assertEquals(expected, print(new WantedLines(last, WantedLines.ALWAYS, null), "/file"));
        }
    }

    @Test
    @Spec("tools 5.1")
    void acrossRotatedFiles() {
        posix.files().file("/log/" + label(1) + ".s", lines(1, 5));
        posix.files().file("/log/" + label(2) + ".s.gz", compressed(lines(6, 10)));
        posix.files().file("/log/" + label(3) + ".u", lines(11, 15));
        posix.files().file("/log/" + label(4) + ".s", compressed(lines(16, 20))); // a processor's
        posix.files().file("/log/current", lines(21, 22));
        posix.files().file("/log/config", "n10\n");
        posix.files().file("/log/lock", "");
        for (int last = 1; last <= 23; last++) {
            String expected = lines(Math.max(1, 23 - last), 22);
            assertEquals(expected, print(new WantedLines(last, WantedLines.ALWAYS, null), "/log"));
        }
        assertEquals(lines(1, 22), print(new WantedLines(WantedLines.ALL, WantedLines.ALWAYS, null), "/log"));
    }

    @Test
    void aFileThatIsJustBeingCompressedCountsOnce() {
        posix.files().file("/log/" + label(1) + ".s", lines(1, 5));
        posix.files().file("/log/" + label(1) + ".s.gz", compressed(lines(1, 5)).substring(0, 20));
        posix.files().file("/log/" + label(2) + ".u", lines(6, 8));
        posix.files().file("/log/" + label(2) + ".s", lines(6, 10));
        posix.files().file("/log/" + label(3) + ".t", "not complete");
        posix.files().file("/log/current", lines(11, 12));
        assertEquals(lines(1, 12), print(new WantedLines(100, WantedLines.ALWAYS, null), "/log"));
    }

    @Test
    void withoutACurrentFile() {
        posix.files().file("/log/" + label(1) + ".s", lines(1, 5));
        posix.files().file("/log/" + label(2) + ".s", lines(6, 10));
        assertEquals(lines(4, 10), print(new WantedLines(7, WantedLines.ALWAYS, null), "/log"));
    }

    @Test
    void aBrokenCompressedFileIsToldOfAndTheOthersAreRead() {
        posix.files().file("/log/" + label(1) + ".s", lines(1, 5));
        posix.files().file("/log/" + label(2) + ".s.gz", "\u001f\u008bno gzip");
        posix.files().file("/log/current", lines(11, 12));
        assertEquals(lines(1, 5) + lines(11, 12), print(TEN, "/log"));
        assertEquals(1, complaints.size());
        assertTrue(complaints.getFirst().startsWith("/log/" + label(2) + ".s.gz: "), complaints.getFirst());
    }

    @Test
    @Spec("tools 5.3")
    void mergedByTime() {
        posix.files()
                .file(
                        "/a",
                        "2026-11-21T04:00:01Z a1\n  more of a1\n2026-11-21T04:00:04Z a4\n2026-11-21T04:00:05Z a5\n");
        posix.files().file("/b", "2026-11-21_04:00:00.5 b0\n2026-11-21_04:00:04.00000 b4\n");
        long c = Instant.parse("2026-11-21T04:00:03Z").getEpochSecond() * Timestamps.SECOND_NS;
        posix.files().file("/c", "begins without\n" + Tai64n.format(c) + " c3\nstill c3\n");
        assertEquals("""
                c: begins without
                b: 2026-11-21_04:00:00.5 b0
                a: 2026-11-21T04:00:01Z a1
                a:   more of a1
                c: 2026-11-21 04:00:03.000000000 c3
                c: still c3
                a: 2026-11-21T04:00:04Z a4
                b: 2026-11-21_04:00:04.00000 b4
                a: 2026-11-21T04:00:05Z a5
                """, print(TEN, "/a", "/b", "/c"));
    }

    /** The time of a line that is not printed any more counts for those that belong to it. */
    @Test
    void linesWithoutTimeAtTheBeginning() {
        posix.files().file("/a", "2026-11-21T04:00:03Z exception\n  at one\n  at two\n");
        posix.files().file("/b", "2026-11-21T04:00:01Z b1\n2026-11-21T04:00:02Z b2\n");
        assertEquals(
                "b: 2026-11-21T04:00:01Z b1\nb: 2026-11-21T04:00:02Z b2\na:   at one\na:   at two\n",
                print(new WantedLines(2, WantedLines.ALWAYS, null), "/a", "/b"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Spec("tools 5.2")
    void since(boolean gzip) {
        StringBuilder one = new StringBuilder();
        StringBuilder two = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            (i < 50 ? one : two).append(label(i)).append(" line ").append(i).append("\n and more\n");
        }
        posix.files()
                .file(
                        "/log/" + label(49) + ".s" + (gzip ? ".gz" : ""),
                        gzip ? compressed(one.toString()) : one.toString());
        posix.files().file("/log/current", two.toString());
        for (int from : new int[] {0, 1, 30, 49, 50, 51, 99, 100}) {
            WantedLines wanted = new WantedLines(WantedLines.ALL, START + from * Timestamps.SECOND_NS, null);
            String printed = print(wanted, "/log");
            assertEquals(2L * (100 - from), printed.lines().count(), "since " + from);
            assertTrue(printed.isEmpty() || printed.contains(" line " + from + "\n and more\n"), printed);
        }
        WantedLines both = new WantedLines(3, START + 99 * Timestamps.SECOND_NS, null);
        assertEquals(2, print(both, "/log").lines().count());
        WantedLines few = new WantedLines(3, START, null);
        assertEquals(3, print(few, "/log").lines().count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void until(boolean gzip) {
        StringBuilder one = new StringBuilder();
        StringBuilder two = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            (i < 50 ? one : two).append(label(i)).append(" line ").append(i).append("\n and more\n");
        }
        posix.files()
                .file(
                        "/log/" + label(49) + ".s" + (gzip ? ".gz" : ""),
                        gzip ? compressed(one.toString()) : one.toString());
        posix.files().file("/log/current", two.toString());
        for (int to : new int[] {0, 1, 30, 49, 50, 51, 99, 100}) {
            long until = START + to * Timestamps.SECOND_NS;
            String all = print(new WantedLines(WantedLines.ALL, WantedLines.ALWAYS, until, null), "/log");
            assertEquals(2L * to, all.lines().count(), "until " + to);
            String last = print(new WantedLines(3, WantedLines.ALWAYS, until, null), "/log");
            assertEquals(2L * Math.min(to, 3), last.lines().count(), "3 until " + to);
            assertTrue(to == 0 || last.endsWith(" line " + (to - 1) + "\n and more\n"), last);
        }
    }

    @Test
    void grep() {
        posix.files().file("/log/" + label(1) + ".s", lines(1, 500));
        posix.files().file("/log/current", lines(501, 1000));
        WantedLines wanted = new WantedLines(3, WantedLines.ALWAYS, Pattern.compile("[37]00$"));
        assertEquals("line 300\nline 700\n", print(wanted, "/log"));
        posix.files().file("/file", bytes("gr\u00fcn\nblau\n"));
        assertEquals(
                bytes("gr\u00fcn\n"),
                print(new WantedLines(3, WantedLines.ALWAYS, Pattern.compile("^gr.n$")), "/file"));
    }

    @Test
    void briefly() {
        long now = posix.wallClock();
        long before = now - 86_400 * Timestamps.SECOND_NS - 1;
        posix.files()
                .file(
                        "/a",
                        Tai64n.format(before) + " old\n" + Tai64n.format(now) + " new\n2026-11-21 04:00:00.5 own\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, ISO_8859_1);
        Tail.brief(TEN, LocalZone.UTC, posix, out, complaints::add).print(List.of(new Log("web", "/a")));
        out.flush();
        String date = "0000-00-00 ";
        String old = LocalZone.UTC.time(before, ' ').substring(0, date.length() + "00:00:00.000".length());
        String today = LocalZone.UTC.time(now, ' ').substring(date.length(), old.length());
        assertEquals(old + " old\n" + today + " new\n2026-11-21 04:00:00.5 own\n", bytes.toString(ISO_8859_1));
    }

    @Test
    @Spec("tools 5.6")
    void json() {
        posix.files()
                .file(
                        "/a",
                        label(0) + " say \"hi\"\\\t\u0001\n"
                                + bytes("\u00fcber")
                                + "\nbroken \u00ff\n{\"time\":\"2026-11-21T04:00:00Z\",\"message\":\"m\"}\n{}\n");
        String time = LocalZone.UTC.time(START, 'T') + "Z";
        assertEquals(
                ("{\"time\":\"T\",\"service\":\"web\",\"message\":\"say \\\"hi\\\"\\\\\\t\\u0001\"}\n"
                                + "{\"time\":\"T\",\"service\":\"web\",\"message\":\"" + bytes("\u00fcber")
                                + "\"}\n"
                                + "{\"time\":\"T\",\"service\":\"web\",\"message\":\"" + bytes("broken \ufffd")
                                + "\",\"message_hex\":\"62726f6b656e20ff\"}\n"
                                + "{\"service\":\"web\",\"time\":\"2026-11-21T04:00:00Z\",\"message\":\"m\"}\n"
                                + "{\"time\":\"2026-11-21T04:00:00.000000000Z\",\"service\":\"web\"}\n")
                        .replace("\"T\"", "\"" + time + "\""),
                print(TEN, true, new Log("web", "/a")));
    }

    @Test
    void whatOnlyLooksLikeAnObjectIsAMessage() {
        posix.files().file("/a", "{no \"time\":}\n{\"a\":{\"time\":\"b\"}}\n{\"b\":\"\u00ff\"}\n");
        assertEquals(
                "{\"service\":\"web\",\"message\":\"{no \\\"time\\\":}\"}\n"
                        + "{\"service\":\"web\",\"a\":{\"time\":\"b\"}}\n"
                        + "{\"service\":\"web\",\"message\":\"{\\\"b\\\":\\\"" + bytes("\ufffd")
                        + "\\\"}\",\"message_hex\":\"7b2262223a22ff227d\"}\n",
                print(TEN, true, new Log("web", "/a")));
    }

    @Test
    @Spec("tools 5.5")
    void noLineControlsATerminal() {
        posix.files().file("/a", "\033]0;title\u0007\ta\u007f\r\n" + bytes("\u00e9\u009b2J") + "\n");
        assertEquals("?]0;title?\ta??\n" + bytes("\u00e9") + "??2J\n", print(TEN, "/a"));
        posix.close(1);
        assertEquals("\033]0;title\u0007\ta\u007f\r\n" + bytes("\u00e9\u009b2J") + "\n", print(TEN, "/a"));
    }

    @Test
    void aCompressedFileMayHaveSeveralParts() {
        for (int length = 0; length < 700; length++) { // so that the first ends anywhere in a block that is read
            Random random = new Random(length);
            String noise = random.ints(length, 'a', 'z' + 1)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            posix.files()
                    .file(
                            "/log" + length + "/@4000000037c219bf2ef02e94.s.gz",
                            compressed(noise + "\n") + compressed("b\n"));
            assertEquals(noise + "\nb\n", print(TEN, "/log" + length));
        }
    }

    @Test
    @Spec("tools 5.5")
    void eachNameHasAColourOfItsOwn() {
        List<String> names = List.of("web", "db", "mail", "cron", "dns", "api", "cache", "queue", "ntp", "ssh");
        assertEquals(
                names.size(),
                Printer.colours(names).values().stream().distinct().count());
        for (String name : names) {
            assertEquals(Printer.colours(List.of(name)), Printer.colours(List.of(name, name)));
        }
    }

    @Test
    void whatIsNoFileIsReportedAndNotWaitedFor() {
        posix.files().fifo("/fifo");
        posix.files().fifo("/log/current");
        posix.files().fifo("/log/" + label(1) + ".s");
        posix.files().file("/file", "one\n");
        assertEquals("file: one\n", print(TEN, "/fifo", "/log", "/file"));
        String why = ": not a regular file: Invalid argument";
        assertEquals(List.of("/fifo" + why, "/log/current" + why), complaints);
    }

    @Test
    void whatIsNotThere() {
        posix.files().directory("/empty");
        posix.files().file("/file", "one\n");
        assertEquals("file: one\n", print(TEN, "/missing", "/empty", "/file"));
        assertEquals(List.of("/missing: No such file or directory", "/empty: no log is there"), complaints);
        assertFalse(complaints.isEmpty());
    }

    /** Reads of a great log: the end, twice. */
    @Test
    void onlyTheEndIsRead() throws IOException {
        posix.files().file("/file", "x".repeat(49).concat("\n").repeat(1_000_000));
        LogFile file = LogFile.open(posix, "/file");
        List<Long> offsets = new ArrayList<>();
        BackwardReader.read(file, file.status().size(), (line, offset) -> {
            offsets.add(offset);
            return offsets.size() < 10;
        });
        assertEquals(10, offsets.size());
        assertEquals(50_000_000L - 500, offsets.getLast());
    }
}
