package nitro.test.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nitro.posix.fake.Spec;
import nitro.test.Namespaces;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nitro-tail on real files, which grow, are rotated, truncated and replaced while it looks. */
class TailIT {
    private static final String TAIL = Nitro.BIN.resolve("nitro-tail").toString();

    @TempDir
    Path directory;

    private void append(String file, String content) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(
                directory.resolve(file), content, ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Follow follow(String... arguments) throws IOException {
        return new Follow(directory, Map.of(), arguments);
    }

    @Test
    @Spec({"tools 5.3", "tools 5.4"})
    void noLineIsMissedOrRepeatedInAThousandRotationsOfThreeLogs() throws Exception {
        try (var a = new RotatingWriter(directory.resolve("a"), "a", 1);
                var b = new RotatingWriter(directory.resolve("b"), "b", 2);
                var c = new RotatingWriter(directory.resolve("c"), "c", 3)) {
            List<RotatingWriter> writers = List.of(a, b, c);
            for (var writer : writers) {
                writer.write(1);
            }
            try (var follow = follow("-f", "-n", "1", "a", "b", "c")) {
                for (int i = 0; i < 3; i++) {
                    assertTrue(follow.next().endsWith(" 1"));
                }
                List<Thread> threads = new ArrayList<>();
                for (var writer : writers) {
                    threads.add(Thread.ofPlatform().start(() -> {
                        try {
                            writer.run(1000);
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
                }
                for (var thread : threads) {
                    thread.join();
                }
                expectAll(
                        follow, Map.of("a", 1, "b", 1, "c", 1), Map.of("a", a.lines(), "b", b.lines(), "c", c.lines()));
            }
        }
    }

    /** Those of each log in their order, from the line after {@code from} to {@code to}, and nothing else. */
    private static void expectAll(Follow follow, Map<String, Integer> from, Map<String, Integer> to) throws Exception {
        Map<String, Integer> last = new HashMap<>(from);
        while (!last.equals(to)) {
            var line = follow.next();
            var name = line.substring(0, 1);
            int number = last.merge(name, 1, Integer::sum);
            assertEquals(name + ": " + name + " " + number, line);
        }
        assertEquals(List.of(), follow.rest());
    }

    @Test
    void manyRotationsBetweenTwoLooks() throws Exception {
        try (var a = new RotatingWriter(directory.resolve("a"), "a", 4);
                var b = new RotatingWriter(directory.resolve("b"), "b", 5)) {
            a.write(1);
            b.write(1);
            try (var follow = follow("-f", "-n", "1", "a", "b")) {
                follow.next();
                follow.next();
                Map<String, Integer> seen = Map.of("a", 1, "b", 1);
                for (int i = 0; i < 10; i++) {
                    Commands.system("kill", "-STOP", Long.toString(follow.pid()));
                    a.write(3);
                    a.run(7);
                    b.run(1 + i);
                    Commands.system("kill", "-CONT", Long.toString(follow.pid()));
                    Map<String, Integer> written = Map.of("a", a.lines(), "b", b.lines());
                    expectAll(follow, seen, written);
                    seen = written;
                }
            }
        }
    }

    @Test
    @Spec("tools 5.4")
    void filesThatAreTruncatedReplacedOrNotThereYet() throws Exception {
        append("file", "one\n");
        try (var follow = follow("-f", "file", "late/dir/")) {
            assertEquals("file: one", follow.next());
            append("file", "tw");
            append("file", "o\n");
            assertEquals("file: two", follow.next());
            try (var file = new RandomAccessFile(directory.resolve("file").toFile(), "rw")) {
                file.setLength(0);
            }
            append("file", "3\n");
            assertEquals("file: 3", follow.next());
            Files.move(directory.resolve("file"), directory.resolve("file.1"));
            append("file.1", "late to the old one\n"); // whoever writes has it open still
            assertEquals("file: late to the old one", follow.next());
            append("file", "new\n");
            assertEquals("file: new", follow.next());
            Files.delete(directory.resolve("file"));
            append("file", "newer\n");
            assertEquals("file: newer", follow.next());
            Files.createDirectories(directory.resolve("late/dir"));
            append("late/dir/current", "came\n");
            assertEquals("dir: came", follow.next());
            append("file", "still\n");
            assertEquals("file: still", follow.next());
            assertEquals(List.of(), follow.rest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_inotify_watches", "max_inotify_instances"})
    @ExtendWith(Namespaces.class)
    @Spec("tools 5.4")
    void withoutInotify(String limit) throws Exception {
        append("web/current", "one\n");
        String none = "echo 0 >/proc/sys/user/" + limit + " && exec \"$@\"";
        List<String> by = List.of("unshare", "-Ur", "sh", "-c", none, "sh");
        try (var follow = new Follow(directory, Map.of(), by, "-f", "web/", "late/")) {
            assertEquals("web: one", follow.next());
            append("web/current", "two\n");
            assertEquals("web: two", follow.next());
            append("late/current", "came\n");
            assertEquals("late: came", follow.next());
            Files.move(directory.resolve("web/current"), directory.resolve("web/@400000006b01248723374434.s"));
            append("web/current", "three\n");
            assertEquals("web: three", follow.next());
            assertEquals(List.of(), follow.rest());
        }
    }

    @Test
    void whatIsNoFileIsReportedAndNotWaitedFor() throws Exception {
        append("file", "one\n");
        Commands.system("mkfifo", directory.resolve("fifo").toString());
        Path zero = Files.createSymbolicLink(directory.resolve("zero"), Path.of("/dev/zero"));
        try (var follow = follow("-f", "file", "fifo", "zero")) {
            assertEquals("nitro-tail: fifo: not a regular file: Invalid argument", follow.next());
            assertEquals("nitro-tail: zero: not a regular file: Invalid argument", follow.next());
            assertEquals("file: one", follow.next());
            append("file", "two\n");
            assertEquals("file: two", follow.next());
            assertEquals(List.of(), follow.rest());
        } finally {
            Files.delete(zero); // or JUnit warns
        }
    }

    /** Read of a gigabyte is what is read of a line, but for a few blocks. */
    @Test
    @Spec("tools 5.2")
    void onlyTheEndOfAGreatLogIsRead() throws Exception {
        append("small", "first\n");
        try (var file = new RandomAccessFile(directory.resolve("great").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        append("great", "\n" + "x".repeat(99) + "\nlast\n");
        assertTrue(read("great", "last") - read("small", "first") < 1_000_000);
    }

    /** How many bytes a nitro-tail has read when it has printed that. */
    private long read(String file, String expected) throws Exception {
        try (var follow = follow("-f", "-n", "1", file)) {
            assertEquals(expected, follow.next());
            var io = Files.readString(Path.of("/proc/" + follow.pid() + "/io"));
            return Long.parseLong(io.lines().findFirst().orElseThrow().replace("rchar: ", ""));
        }
    }

    @Test
    @Spec("tools 5.7")
    void endsWhenNobodyReads() throws Exception {
        append("file", "one\ntwo\n");
        var result = Commands.run(
                Map.of(),
                "bash",
                "-c",
                "\"$0\" -f \"$1\" | head -n 1; echo ${PIPESTATUS[0]}",
                TAIL,
                directory.resolve("file").toString());
        assertEquals("one\n141\n", result.out());
        assertEquals("", result.err());
    }

    @Test
    void endsByASignal() throws Exception {
        append("file", "one\n");
        try (var follow = follow("-f", "file")) {
            assertEquals("one", follow.next());
            Commands.system("kill", "-INT", Long.toString(follow.pid()));
            assertTrue(follow.process().waitFor(60, TimeUnit.SECONDS));
            assertEquals(128 + 2, follow.process().exitValue());
        }
    }

    @Test
    @Spec("tools 5.7")
    void wrongUsage() throws IOException {
        for (String[] wrong : new String[][] {
            {"-n", "x", "."},
            {"-n"},
            {"-x"},
            {"--since", "tomorrow", "."},
            {"-f", "--until", "1h", "."},
            {"--grep", "(", "."},
        }) {
            List<String> command = new ArrayList<>(List.of(TAIL));
            command.addAll(List.of(wrong));
            var result = Commands.run(Map.of(), command.toArray(new String[0]));
            assertEquals(2, result.exit(), result.toString());
            assertEquals("", result.out());
            assertTrue(result.err().startsWith("nitro-tail: "), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
    }

    @Test
    void helpTeaches() throws IOException {
        var result = Commands.run(Map.of(), TAIL, "--help");
        assertEquals(0, result.exit());
        assertTrue(result.out().contains("nitro-tail -f web db"), result.out());
        assertTrue(result.lines().stream().allMatch(line -> line.length() <= 80), result.out());
    }

    @Test
    void localTimeIsThatOfTheSystem() throws IOException {
        append("file", "@400000006b01248723374434 text\n");
        for (var zone : List.of("Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata", "XYZ-3:30")) {
            var expected = Commands.run(Map.of("TZ", zone), "date", "-d", "@1795236989", "+%Y-%m-%d %H:%M:%S");
            var printed = Commands.run(
                    Map.of("TZ", zone), TAIL, directory.resolve("file").toString());
            assertEquals(expected.out().strip() + ".590824500 text\n", printed.out(), zone);
        }
    }
}
