package nitro.test.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loggers of one pipe, one after the other, each killed at a random moment: no line is lost, repeated or cut. There are
 * {@code -Dnitro.crashes=N} of them for each way of logging.
 */
class NitroLogCrashIT {
    private static final int CRASHES = Integer.getInteger("nitro.crashes", 8);
    private static final Pattern LINE = Pattern.compile("(?:.*[\" ])?line ([0-9]{9}) x{0,300}(?:\"})?");
    private static final String PADDING = "x".repeat(300);

    /** Writes numbered lines to a FIFO until it is told to end, in blocks that cut lines anywhere. */
    private static final class Producer extends Thread {
        private final RandomAccessFile fifo;
        volatile boolean ending;
        int lines;

        Producer(Path path) throws IOException {
            fifo = new RandomAccessFile(path.toFile(), "rw"); // also for reading: so it never breaks
        }

        @Override
        public void run() {
            Random random = new Random(1);
            StringBuilder text = new StringBuilder();
            try {
                while (!ending) {
                    while (text.length() < 70_000) {
                        text.append("line %09d ".formatted(lines++), 0, 15)
                                .append(PADDING, 0, random.nextInt(300))
                                .append('\n');
                    }
                    int count = ending ? text.length() : 1 + random.nextInt(70_000);
                    fifo.write(text.substring(0, count).getBytes(ISO_8859_1));
                    text.delete(0, count);
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(2000));
                }
                fifo.write(text.toString().getBytes(ISO_8859_1));
                fifo.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Checks the lines of rotated files, one after the other, and removes them. */
    private static final class Reader {
        private final LogPlace place;
        private int expected;

        Reader(LogPlace place) {
            this.place = place;
        }

        void readRotated() throws IOException {
            for (String name : place.old("")) {
                if (name.endsWith(".s") || name.endsWith(".u")) {
                    read(name);
                    Files.delete(place.log.resolve(name));
                }
            }
        }

        void read(String name) {
            String text = place.read(name);
            assertTrue(text.isEmpty() || text.endsWith("\n"), name + " ends within a line");
            for (String line : text.split("\n")) {
                Matcher matcher = LINE.matcher(line);
                assertTrue(matcher.matches(), name + ": " + line);
                assertEquals(expected++, Integer.parseInt(matcher.group(1)), name + ": " + line);
            }
        }
    }

    private static LogPlace.Running start(LogPlace place, Path fifo, String options) throws IOException {
        List<String> command = new ArrayList<>(List.of(LogPlace.COMMAND));
        command.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
        command.add("log");
        return place.startCommand(command, ProcessBuilder.Redirect.from(fifo.toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-t", "--iso -l 10", "--json", "--grep line"})
    @Spec("tools 4.9")
    void killedAtAnyMoment(String options) throws Exception {
        Random random = new Random();
        try (LogPlace place = new LogPlace("s50000\nn0\n")) {
            Path fifo = place.root.resolve("fifo");
            Commands.system("mkfifo", fifo.toString());
            Producer producer = new Producer(fifo);
            producer.start();
            Reader reader = new Reader(place);
            for (int i = 0; i < CRASHES; i++) {
                int before = place.old("").size();
                LogPlace.Running running = start(place, fifo, options);
                if (random.nextInt(4) > 0) {
                    place.await(() -> place.old("").size() > before);
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
                running.process.destroyForcibly().waitFor();
                reader.readRotated();
            }
            LogPlace.Running last = start(place, fifo, options);
            producer.ending = true;
            producer.join();
            assertEquals(0, last.await(), place.err());
            reader.readRotated();
            reader.read("current");
            assertEquals(producer.lines, reader.expected);
            assertEquals("", place.err());
        }
    }
}
