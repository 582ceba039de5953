package nitro.test.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.test.log.LogPlace.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nitro-log does where others meddle with its directory, or lines with its patterns. */
class NitroLogTroubleIT {
    @Test
    @Spec("tools 4.14")
    void aDirectoryThatCouldNotBeOpenedCanBeLater() throws IOException {
        try (var place = new LogPlace("")) {
            Path config = Files.createDirectories(place.root.resolve("other/config"));
            var logger = place.start("other");
            place.await(() -> place.err().equals("nitro-log: other/config: Is a directory\n"));
            Files.delete(config);
            logger.signal("HUP");
            place.await(() -> Files.exists(place.root.resolve("other/current")));
            logger.say("line\n");
            assertEquals(0, logger.end());
            assertEquals("line\n", place.read("../other/current"));
            assertEquals("nitro-log: other/config: Is a directory\n", place.err());
        }
    }

    @Test
    void aCurrentThatWasRemovedIsMadeAnewAtTheNextRotation() throws IOException {
        try (var place = new LogPlace("s100\n")) {
            var logger = place.start();
            logger.say(numbers(10, 20));
            place.await(() -> place.current().equals(numbers(10, 20)));
            Files.delete(place.log.resolve("current"));
            logger.say(numbers(21, 50));
            place.await(() -> place.current().endsWith("50\n"));
            assertEquals(0, logger.end());
            assertEquals("", place.err());
        }
    }

    @Test
    @Spec({"tools 4.12", "tools 4.16"})
    void aDirectoryThatWasRemovedIsMadeAgain() throws IOException {
        try (var place = new LogPlace("s300\n")) {
            var logger = place.start("--size", "300");
            logger.say(numbers(10, 20));
            place.await(() -> place.current().equals(numbers(10, 20)));
            Commands.system("rm", "-r", place.log.toString());
            logger.say(numbers(1000, 1100));
            place.await(() -> place.current().endsWith("1100\n"));
            assertEquals(0, logger.end());
            assertEquals("", place.err());
        }
    }

    private static boolean isRunning(String pattern) {
        try {
            return Commands.run(Map.of(), "pgrep", "-f", pattern).exit() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By SIGXFSZ, it would have ended the logger. */
    @ParameterizedTest
    @ValueSource(strings = {"-v", "-t"})
    @Spec({"tools 4.5", "tools 4.17"})
    void aLimitOfFileSizeMeansRotate(String form) throws IOException {
        try (var place = new LogPlace("")) {
            String limited = "ulimit -f 200; exec \"$0\" \"$1\" --size 0 --keep 0 log";
            List<String> command = List.of("sh", "-c", limited, LogPlace.COMMAND, form);
            var logger = place.startCommand(command, ProcessBuilder.Redirect.PIPE);
            logger.say(numbers(1, 50_000));
            assertEquals(0, logger.end());
            assertEquals(numbers(1, 50_000), place.all().replaceAll("@[0-9a-f]{24} ", ""));
            assertTrue(place.old(".s").size() > 1, "rotated");
            place.old(".s").forEach(name -> assertTrue(place.read(name).endsWith("\n"), name));
        }
    }

    @Test
    @Spec({"tools 4.13", "tools 4.19"})
    void whatAnotherUserWroteIsNotObeyed() throws IOException {
        assumeTrue(
                new Proc(ProcessHandle.current().pid()).status("Uid").startsWith("0"), "only root can give files away");
        try (var place = new LogPlace("")) {
            place.config("!id >" + place.root.resolve("who") + "\ns50\n");
            Commands.system("chown", "nobody", place.log.resolve("config").toString());
            place.write(numbers(1, 100));
            assertEquals(numbers(1, 100), place.current());
            Commands.system("chown", "root", place.log.resolve("config").toString());
            Commands.system("chown", "nobody", place.log.toString());
            place.write(numbers(101, 200));
            assertEquals(numbers(1, 200), place.current());
            assertFalse(Files.exists(place.root.resolve("who")));
            assertEquals(
                    "nitro-log: log/config: not obeyed: it belongs to user 65534\n"
                            + "nitro-log: log/config: not obeyed: " + place.log.toRealPath()
                            + " belongs to user 65534\n",
                    place.err());
            Commands.system("chown", "root", place.log.toString());
            place.write(numbers(201, 300));
            assertTrue(Files.exists(place.root.resolve("who")));
        }
    }

    @ParameterizedTest
    @CsvSource({"current, p", "lock, p", "current, c 1 5", "lock, c 1 5"})
    @Spec("tools 4.13")
    void whatIsNoFileIsRefused(String name, String kind) throws IOException {
        try (var place = new LogPlace("")) {
            List<String> make =
                    new ArrayList<>(List.of("mknod", place.log.resolve(name).toString()));
            make.addAll(List.of(kind.split(" ")));
            assumeTrue(Commands.run(Map.of(), make.toArray(String[]::new)).exit() == 0, "no device files here");
            assertEquals(111, place.start().await());
            assertEquals("nitro-log: log/" + name + ": not a regular file: Invalid argument\n", place.err());
        }
    }

    /** Whatever the processor does: all that is said is written, and TERM ends the logger in time. */
    @ParameterizedTest
    @ValueSource(strings = {"exec sleep 98764", "sleep 98764 | cat", "trap '' TERM; sleep 98764"})
    @Spec("tools 4.7")
    void aProcessorThatHangs(String processor) throws Exception {
        try (var place = new LogPlace("s300\nn0\n!" + processor + "\n")) {
            var logger = place.start();
            logger.say(numbers(1, 50_000));
            place.await(() -> place.current().endsWith("50000\n"));
            long begin = System.nanoTime();
            logger.signal("TERM");
            assertEquals(0, logger.await());
            assertTrue(System.nanoTime() - begin < 10_000_000_000L, "too late");
            assertEquals(1, place.old(".u").size());
            assertEquals(numbers(1, 50_000), place.read(place.old(".u").getFirst()) + place.current());
            place.await(() -> !isRunning("^sleep 98764"));
            assertTrue(place.err().endsWith(".u: processor took too long; left to the next logger\n"), place.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "lock"})
    @Spec("tools 4.13")
    void linksThatSomebodyPlantedAreNotFollowed(String name) throws IOException {
        try (var place = new LogPlace("")) {
            Path victim = place.root.resolve("victim");
            Files.createSymbolicLink(place.log.resolve(name), victim);
            assertEquals(111, place.start().await());
            assertFalse(Files.exists(victim), "made through the link");
            Files.writeString(victim, "");
            Commands.system("chmod", "0600", victim.toString());
            assertEquals(111, place.start().await());
            assertEquals("", Files.readString(victim));
            assertEquals("rw-------", place.mode("../victim"));
            assertEquals(("nitro-log: log/" + name + ": Too many levels of symbolic links\n").repeat(2), place.err());
        }
    }

    @Test
    void whatALinkLeadsToIsNotCompressedIntoAFileForAll() throws IOException {
        try (var place = new LogPlace("s10\nn0\n")) {
            Path victim = Files.writeString(place.root.resolve("victim"), "secret");
            Files.createSymbolicLink(place.log.resolve("@4000000037c219bf2ef02e94.s"), victim);
            var logger = place.start("--gzip");
            logger.say(numbers(10, 20));
            place.await(() -> place.err().contains("@4000000037c219bf2ef02e94.s: not compressed"));
            Files.delete(place.log.resolve("@4000000037c219bf2ef02e94.s"));
            assertEquals(0, logger.end());
            assertFalse(place.old("").contains("@4000000037c219bf2ef02e94.s.gz"));
        }
    }

    @Test
    void aLineThatIsTooMuchForTheRegularExpressionIsKept() throws IOException {
        try (var place = new LogPlace("")) {
            String line = "ab".repeat(100_000) + "\n";
            place.write(line + "none\nc\n", "-l", "300000", "--grep", "(a|b)*c");
            assertEquals(line + "c\n", place.all());
        }
    }

    /** What Mark writes down, as if the logger had been killed while it wrote these bytes behind {@code offset}. */
    private static void markUnfinished(Path lock, String bytes, long offset) throws IOException {
        byte[] mark = Files.readAllBytes(lock);
        ByteBuffer.wrap(mark).putLong(72, bytes.length()).putLong(80, offset);
        System.arraycopy(bytes.getBytes(ISO_8859_1), 0, mark, 88, bytes.length());
        System.arraycopy(bytes.getBytes(ISO_8859_1), 0, mark, 120, bytes.length());
        Files.write(lock, mark);
    }

    /** Whether what is in the file has left the pipe. */
    private static boolean isMarkEnded(Path directory) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(directory.resolve("lock")))
                            .getLong(72)
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"-v, ''", "-t, '@[0-9a-f]{24} '"})
    void whatWasHalfWrittenIsUndoneInEachDirectory(String option, String stamp) throws Exception {
        try (var place = new LogPlace("")) {
            Path fifo = place.root.resolve("fifo");
            Commands.system("mkfifo", fifo.toString());
            List<String> command = List.of(LogPlace.COMMAND, option, "other", "log");
            try (var writer = new RandomAccessFile(fifo.toFile(), "rw")) {
                var killed = place.startCommand(command, ProcessBuilder.Redirect.from(fifo.toFile()));
                writer.writeBytes("first\n");
                place.await(() -> place.current().endsWith("first\n"));
                place.await(() -> place.read("../other/current").endsWith("first\n"));
                place.await(() -> isMarkEnded(place.log) && isMarkEnded(place.root.resolve("other")));
                killed.process.destroyForcibly().waitFor();
                writer.writeBytes("one\ntwo\n");
                for (String name : List.of("log", "other")) {
                    Path current = place.root.resolve(name).resolve("current");
                    markUnfinished(current.resolveSibling("lock"), "one\ntwo\n", Files.size(current));
                    Files.writeString(current, "one\nt", StandardOpenOption.APPEND);
                }
                var next = place.startCommand(command, ProcessBuilder.Redirect.from(fifo.toFile()));
                place.await(() -> place.current().endsWith("two\n"));
                place.await(() -> place.read("../other/current").endsWith("two\n"));
                next.signal("TERM");
                assertEquals(0, next.await(), place.err());
                String expected = Stream.of("first\n", "one\n", "two\n")
                        .map(line -> stamp + line)
                        .collect(Collectors.joining());
                assertTrue(place.current().matches(expected), place.current());
                assertTrue(place.read("../other/current").matches(expected), place.read("../other/current"));
            }
        }
    }

    @Test
    void anInputThatCannotBeReadIsNoEnd() throws IOException {
        try (var place = new LogPlace("")) {
            List<String> command = List.of("sh", "-c", "exec \"$0\" log <.", LogPlace.COMMAND);
            var logger = place.startCommand(command, ProcessBuilder.Redirect.PIPE);
            assertEquals(111, logger.await());
            assertEquals("nitro-log: standard input: Is a directory\n", place.err());
        }
    }

    /** Too few descriptors: whatever cannot be opened, one line says what. The jar needs more to begin at all. */
    @ParameterizedTest
    @ValueSource(ints = {60, 7, 6, 5})
    void withoutDescriptorsOneLineSaysSo(int limit) throws IOException {
        assumeTrue(limit > 8 || Files.size(Path.of(LogPlace.COMMAND).toRealPath()) > 1_000_000, "the jar's launcher");
        try (var place = new LogPlace("")) {
            List<String> command = List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$0\" log", LogPlace.COMMAND);
            int status =
                    place.startCommand(command, ProcessBuilder.Redirect.PIPE).end();
            assertEquals(limit > 8 ? 0 : 111, status);
            assertTrue(place.err().matches(limit > 8 ? "" : "nitro-log: [^: ]+: Too many open files\n"), place.err());
        }
    }

    @Test
    void aHalfLineHasATimestampAlsoIfTheConfigurationWasReadMeanwhile() throws IOException {
        try (var place = new LogPlace("-drop\n")) {
            var logger = place.start("-t", "-v");
            logger.say("first\nhalf");
            place.await(() -> place.current().endsWith("first\n"));
            logger.signal("HUP");
            place.await(() -> place.err().contains("configured"));
            assertEquals(0, logger.end());
            assertTrue(place.current().matches("@[0-9a-f]{24} first\n@[0-9a-f]{24} half"), place.current());
        }
    }
}
