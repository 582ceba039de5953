package nitro.test.log;

import static nitro.test.log.LogPlace.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nitro-log does with lines, files, signals and its configuration. */
class NitroLogIT {
    @Test
    @Spec({"tools 4.1", "tools 4.9", "tools 4.15"})
    void linesAreKeptAndHalfALineToo() throws IOException {
        try (var place = new LogPlace("")) {
            place.write("one\ntwo\nhalf");
            assertEquals("one\ntwo\nhalf", place.current());
            assertEquals("rwxr--r--", place.mode("current"));
            place.write("three\n");
            assertEquals("one\ntwo\nhalf\nthree\n", place.current());
            assertEquals(List.of(), place.old(""));
        }
    }

    @Test
    @Spec("tools 4.1")
    void currentIsNotExecutableWhileItIsWritten() throws IOException {
        try (var place = new LogPlace("")) {
            var logger = place.start();
            logger.say("one\n");
            place.await(() -> place.current().equals("one\n"));
            assertEquals("rw-r--r--", place.mode("current"));
            logger.end();
            assertEquals("rwxr--r--", place.mode("current"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-t,    @[0-9a-f]{24} line",
        "-tt,   20\\d\\d-\\d\\d-\\d\\d_\\d\\d:\\d\\d:\\d\\d\\.\\d{6} line",
        "-ttt,  20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6} line",
        "--iso, 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z line"
    })
    void timestamps(String option, String pattern) throws IOException {
        try (var place = new LogPlace("")) {
            place.write("line\n", option);
            assertTrue(place.current().matches(pattern + "\n"), place.current());
        }
    }

    @Test
    @Spec("tools 4.3")
    void rotationBySize() throws IOException {
        try (var place = new LogPlace("s100\nn3\n")) {
            place.write(numbers(1, 200));
            assertEquals(3, place.old(".s").size());
            for (var name : place.old(".s")) {
                assertTrue(place.read(name).length() > 95 && place.read(name).length() <= 100, name);
                assertEquals("rwxr--r--", place.mode(name));
            }
            assertTrue(numbers(1, 200).endsWith(place.all()), place.all());
        }
    }

    @Test
    @Spec({"tools 4.3", "tools 4.14"})
    void rotationByAgeAndSignal() throws IOException {
        try (var place = new LogPlace("t1\n")) {
            var logger = place.start("-v");
            logger.say("old\n");
            place.await(() -> place.old(".s").size() == 1);
            place.config("");
            logger.signal("HUP");
            place.await(() -> place.err().contains("configured"));
            logger.say("alarmed\nhal");
            place.await(() -> place.current().equals("alarmed\nhal"));
            logger.signal("ALRM"); // waits for the line's end
            logger.say("f\n");
            place.await(() -> place.old(".s").size() == 2);
            logger.signal("ALRM"); // has nothing to do, whenever it is heard
            assertEquals(0, logger.end());
            assertEquals(2, place.old(".s").size());
            assertEquals("old\nalarmed\nhalf\n", place.all());
            assertEquals("", place.current());
        }
    }

    /** The new configuration is for the lines that begin after it. */
    @Test
    void aLineIsWholeThoughTheConfigurationIsReadInItsMiddle() throws IOException {
        try (var place = new LogPlace("")) {
            var logger = place.start("-t", "-v");
            logger.say("half");
            place.await(() -> place.current().endsWith("half"));
            place.config("pand \n-* line\n");
            logger.signal("HUP");
            place.await(() -> place.err().contains("configured"));
            logger.say(" a line\nanother\nno line\n");
            assertEquals(0, logger.end());
            assertEquals("T half a line\nT and another\n", place.current().replaceAll("@[0-9a-f]{24}", "T"));
        }
    }

    @Test
    @Spec("tools 4.3")
    void allFilesTogetherAreNotLargerThanTotal() throws IOException {
        try (var place = new LogPlace("s100\nn0\n")) {
            place.write(numbers(1000, 1200), "--total", "450");
            assertEquals(3, place.old(".s").size());
            place.write(numbers(1000, 1200), "--total", "100");
            assertEquals(0, place.old(".s").size());
            place.write(numbers(1000, 1200), "--total", "52");
            assertTrue(place.all().length() <= 52, place.all()); // though current might have 100
            assertTrue(numbers(1000, 1200).endsWith(place.all()), place.all());
        }
    }

    @Test
    @Spec("tools 4.3")
    void rotatedFilesAreCompressed() throws IOException {
        try (var place = new LogPlace("s1000\nn0\n")) {
            place.write(numbers(1, 2000), "--gzip");
            assertEquals(List.of(), place.old(".s"));
            assertEquals(List.of(), place.old(".new"));
            var all = new StringBuilder();
            for (var name : place.old(".s.gz")) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(place.log.resolve(name)))) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
            assertEquals(numbers(1, 2000), all.append(place.current()).toString());
        }
    }

    @Test
    @Spec("tools 4.8")
    void longLinesAreWhole() throws IOException {
        try (var place = new LogPlace("s5000\n")) {
            var lines = "short\n" + "\u00e2\u0082\u00ac".repeat(40_000) + "\nshort\n" + "y".repeat(6000) + "\n";
            place.write(lines, "-l", "100");
            assertEquals(lines, place.all());
            assertEquals(3, place.old("").size());
            place.write("z".repeat(3_000_000) + "\nend\n", "-l", "100");
            assertEquals(lines + "z".repeat(3_000_000) + "\nend\n", place.all()); // continued in another file
        }
    }

    @Test
    @Spec("tools 4.12")
    void aProcessorsOutputTakesTheFilesPlace() throws IOException {
        try (var place = new LogPlace("s100\nn0\n!cat <&4; sed s/^/x/; echo state >&5\n")) {
            place.write(numbers(100, 200));
            var lines = place.all().lines().toList();
            assertEquals(List.of(), place.old(".u"));
            assertEquals(List.of(), place.old(".t"));
            assertEquals("x100", lines.getFirst());
            assertEquals("200", lines.getLast());
            assertEquals(
                    place.old(".s").size() - 1,
                    lines.stream().filter("state"::equals).count());
            assertEquals("state\n", place.read("state"));
        }
    }

    @Test
    @Spec("tools 4.12")
    void aProcessorThatFailsIsTriedAgain() throws IOException {
        try (var place = new LogPlace("s100\nn0\n!test -e ok && cat\n")) {
            var logger = place.start();
            logger.say(numbers(100, 130));
            place.await(() -> place.err().contains("processor failed"));
            Files.writeString(place.log.resolve("ok"), "");
            logger.say(numbers(131, 200));
            place.await(() -> place.old(".s").size() > 1);
            assertEquals(0, logger.end());
            assertEquals(numbers(100, 200), place.all());
        }
    }

    @Test
    @Spec({"tools 4.9", "tools 4.10"})
    void whatACrashLeftIsKept() throws IOException {
        try (var place = new LogPlace("")) {
            Files.writeString(place.log.resolve("current"), "crash\n");
            Files.writeString(place.log.resolve("@4000000037c219bf2ef02e94.u"), "unprocessed\n");
            Files.writeString(place.log.resolve("@4000000037c219bf2ef02e95.t"), "half done\n");
            Files.writeString(place.log.resolve("@4000000037c219bf2ef02e96.s"), "done\n");
            Files.writeString(place.log.resolve("@4000000037c219bf2ef02e96.u"), "to be done\n");
            place.write("new\n");
            assertEquals(List.of(), place.old(".t"));
            assertEquals(List.of("@4000000037c219bf2ef02e96.s"), place.old(".s"));
            assertEquals("unprocessed\ndone\ncrash\nnew\n", place.all());
            place.config("!cat");
            place.write("newer\n");
            assertEquals(List.of(), place.old(".u"));
            assertEquals("unprocessed\ndone\ncrash\nnew\nnewer\n", place.all());
        }
    }

    @Test
    @Spec({"tools 4.4", "tools 4.14"})
    void configurationIsReadAgain() throws IOException {
        try (var place = new LogPlace("-*drop*\npp: \n")) {
            var logger = place.start("-v");
            logger.say("drop\nkeep\n");
            place.await(() -> place.current().equals("p: keep\n"));
            place.config("e*drop*\n");
            logger.signal("HUP");
            place.await(() -> place.err().contains("configured"));
            logger.say("drop\n");
            logger.end();
            assertEquals("p: keep\ndrop\n", place.current());
            assertTrue(place.err().lines().toList().contains("drop"), place.err());
        }
    }

    @Test
    @Spec("tools 4.5")
    void linesAreSelectedByRegularExpression() throws IOException {
        try (var place = new LogPlace("")) {
            place.write("one\ntwo\nthree\nhalf two", "--grep", "^t|lf");
            assertEquals("two\nthree\nhalf two", place.current());
        }
    }

    @Test
    @Spec("tools 4.7")
    void loggersChain() throws IOException {
        try (var place = new LogPlace("")) {
            place.write("one\ntwo\n", "--echo", "-t", "--grep", "two");
            assertEquals("one\ntwo\n", place.read("../out"));
            assertTrue(place.current().matches("@\\w+ two\n"), place.current());
        }
    }

    @Test
    @Spec("tools 4.6")
    void objects() throws IOException {
        try (var place = new LogPlace("")) {
            place.write("a \"b\"\n{\"n\":1}\nhalf", "--json", "--stream", "stderr");
            var lines =
                    place.current().replaceAll("\"time\":\"[-0-9T:.]*Z\"", "T").lines();
            assertEquals(
                    List.of(
                            "{T,\"service\":\"log\",\"stream\":\"stderr\",\"message\":\"a \\\"b\\\"\"}",
                            "{T,\"service\":\"log\",\"stream\":\"stderr\",\"n\":1}",
                            "{T,\"service\":\"log\",\"stream\":\"stderr\",\"message\":\"half\"}"),
                    lines.toList());
        }
    }

    @Test
    @Spec({"tools 4.1", "tools 4.2"})
    void severalDirectoriesEachInItsWay() throws IOException {
        try (var place = new LogPlace("-*b*\ns20\n")) {
            Path other = Files.createDirectory(place.root.resolve("other"));
            Files.writeString(other.resolve("config"), "s0\npx\n");
            place.write("a1\nb1\na2\nb2\na3\na4\na5\na6\na7\na8\n", "other");
            assertEquals("a1\na2\na3\na4\na5\na6\na7\na8\n", place.all());
            assertEquals(1, place.old(".s").size());
            assertEquals("xa1\nxb1\nxa2\nxb2\nxa3\nxa4\nxa5\nxa6\nxa7\nxa8\n", place.read("../other/current"));
        }
    }

    @Test
    @Spec({"tools 4.1", "tools 4.15"})
    void aSecondLoggerIsRefused() throws IOException {
        try (var place = new LogPlace("")) {
            var first = place.start();
            first.say("one\n");
            place.await(() -> place.current().equals("one\n"));
            var second = place.start();
            assertEquals(111, second.await());
            assertEquals("nitro-log: log: is in use: its lock is taken\n", place.err());
            first.say("two\n");
            assertEquals(0, first.end());
            assertEquals("one\ntwo\n", place.current());
        }
    }

    @Test
    @Spec("tools 4.14")
    void termWritesWhatIsInThePipe() throws IOException {
        try (var place = new LogPlace("")) {
            var fifo = place.root.resolve("fifo");
            Commands.system("mkfifo", fifo.toString());
            try (var writer = new java.io.RandomAccessFile(fifo.toFile(), "rw")) {
                var logger = place.startCommand(
                        List.of(LogPlace.COMMAND, "log"), ProcessBuilder.Redirect.from(fifo.toFile()));
                writer.write("first\n".getBytes(StandardCharsets.US_ASCII));
                place.await(() -> place.current().equals("first\n"));
                logger.signal("STOP");
                writer.write((numbers(1, 5000) + "half").getBytes(StandardCharsets.US_ASCII));
                logger.signal("TERM");
                logger.signal("CONT");
                assertEquals(0, logger.await());
                assertEquals("first\n" + numbers(1, 5000) + "half", place.current());
                var next = place.startCommand(
                        List.of(LogPlace.COMMAND, "log"), ProcessBuilder.Redirect.from(fifo.toFile()));
                writer.write(" a line\n".getBytes(StandardCharsets.US_ASCII));
                place.await(() -> place.current().endsWith("half a line\n"));
                next.signal("TERM");
                assertEquals(0, next.await());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', no directory given; see --help",
        "-x log, -x: no such option",
        "-t --iso log, '-t, --iso and --json: only one of them'",
        "--grep ( log, --grep (: Unclosed group",
        "-l x log, -l x: not a number"
    })
    void wrongUsage(String arguments, String message) throws IOException {
        try (var place = new LogPlace("")) {
            var command = new java.util.ArrayList<>(List.of(LogPlace.COMMAND));
            command.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
            assertEquals(
                    2, place.startCommand(command, ProcessBuilder.Redirect.PIPE).await());
            assertEquals("nitro-log: " + message + "\n", place.err());
        }
    }
}
