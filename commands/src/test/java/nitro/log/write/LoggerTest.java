package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Invocation;
import nitro.posix.ProcessState.Resource;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nitro-log while others meddle with its directory, and with helpers that do not end; in virtual time. */
@Timeout(
        value = 5,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a logger that never ends takes no time of its own
class LoggerTest {
    private final FakePosix posix = new FakePosix();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int producer;

    @BeforeEach
    void pipe() throws ErrnoException {
        Pipe pipe = posix.pipe(false);
        posix.dup2(pipe.reader(), 0);
        posix.close(pipe.reader());
        producer = pipe.writer();
    }

    /** Lines of ten bytes each. */
    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("line %04d\n"::formatted)
                .collect(Collectors.joining());
    }

    private void say(long millis, String text) {
        posix.clock().after(millis, () -> {
            byte[] bytes = text.getBytes(ISO_8859_1);
            assertEquals(bytes.length, posix.write(producer, bytes, 0, bytes.length));
        });
    }

    private void terminate(long millis) {
        posix.clock().after(millis, () -> posix.signal(Signal.TERM));
    }

    private int run(String... args) {
        PrintStream errors = new PrintStream(err, true, ISO_8859_1);
        Self self = new Self("/bin/nitro", List.of());
        return new NitroLog(() -> "")
                .run(new Invocation("nitro-log", List.of(args), List.of(), self, errors, errors), new OnlyPosix(posix));
    }

    private String err() {
        return err.toString(ISO_8859_1);
    }

    /** All that is in a directory, in order. */
    private String kept(String directory) {
        StringBuilder kept = new StringBuilder();
        posix.files().names(directory).stream()
                .filter(name -> name.startsWith("@") && !name.endsWith(".t"))
                .sorted()
                .forEach(name -> kept.append(posix.files().content(directory + "/" + name)));
        return kept.append(posix.files().content(directory + "/current")).toString();
    }

    @Test
    @Spec({"tools 4.12", "tools 4.16"})
    void aDirectoryThatWasRemovedIsMadeAgain() throws ErrnoException {
        say(10, lines(1, 5));
        posix.clock().after(20, () -> posix.files().remove("/log"));
        say(30, lines(6, 30));
        terminate(5000);
        assertEquals(0, run("--size", "100", "/log"));
        assertEquals("", err());
        assertTrue(kept("/log").endsWith(lines(21, 30)), kept("/log"));
        assertTrue(posix.files().exists("/log/lock"));
    }

    @Test
    void itIsMadeAgainAtHangUp() {
        posix.clock().after(20, () -> posix.files().remove("/log"));
        posix.clock().after(30, () -> posix.signal(Signal.HUP));
        say(40, lines(1, 5));
        terminate(5000);
        assertEquals(0, run("/log"));
        assertEquals("", err());
        assertEquals(lines(1, 5), kept("/log"));
    }

    /** Whose parent is missing too is waited for: somebody may mount it again. */
    @Test
    void aParentThatWasRemovedIsWaitedFor() {
        posix.files().directory("/var");
        say(10, lines(1, 5));
        posix.clock().after(20, () -> posix.files().remove("/var"));
        say(30, lines(6, 30));
        posix.clock().after(3000, () -> posix.files().directory("/var"));
        terminate(5000);
        assertEquals(0, run("--size", "100", "/var/log"));
        assertEquals("nitro-log: /var/log: No such file or directory; waiting\n", err());
        assertTrue(kept("/var/log").endsWith(lines(21, 30)), kept("/var/log"));
    }

    /** Another directory in its place has a lock of its own. */
    @Test
    void anotherDirectoryInItsPlaceIsLocked() {
        say(10, lines(1, 5));
        posix.clock().after(20, () -> {
            posix.files().move("/log", "/moved");
            posix.files().directory("/log");
        });
        say(30, lines(6, 30));
        posix.clock().after(40, () -> assertTrue(posix.files().exists("/log/lock")));
        terminate(5000);
        assertEquals(0, run("--size", "100", "/log"));
        assertEquals("", err());
        assertTrue(kept("/log").endsWith(lines(21, 30)), kept("/log"));
        assertFalse(kept("/log").contains(lines(1, 1)), kept("/log"));
    }

    /** Whoever runs the logger must not run what another wrote. */
    @ParameterizedTest
    @CsvSource({
        "/log/config, 7, 644, it belongs to user 7",
        "/log/config, 0, 666, others may write to it",
        "/log, 7, 755, /log belongs to user 7",
        "/log, 0, 777, others may write to /log",
    })
    @Spec({"tools 4.13", "tools 4.19"})
    void aConfigOfOthersIsNotObeyed(String path, int owner, String mode, String objection) {
        posix.user(0);
        posix.files().directory("/log");
        posix.files().file("/log/config", "!id\ns50\n");
        posix.files().own(path, owner);
        posix.files().mode(path, Integer.parseInt(mode, 8));
        posix.files().executable("/bin/sh", () -> {
            throw new AssertionError("it runs");
        });
        say(10, lines(1, 100));
        posix.clock().after(20, () -> posix.signal(Signal.HUP));
        terminate(5000);
        assertEquals(0, run("/log"));
        assertEquals(("nitro-log: /log/config: not obeyed: " + objection + "\n").repeat(2), err());
        assertEquals(lines(1, 100), posix.files().content("/log/current"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "lock"})
    @Spec("tools 4.19")
    void whatIsNoFileIsRefusedAndNotWaitedFor(String name) {
        posix.files().directory("/log");
        posix.files().fifo("/log/" + name);
        assertEquals(111, run("/log"));
        assertEquals("nitro-log: /log/" + name + ": not a regular file: Invalid argument\n", err());
    }

    /** A limit of file size is one of {@code current}, whatever the configuration says. */
    @ParameterizedTest
    @ValueSource(strings = {"-v", "-t", "--json"})
    @Spec({"tools 4.5", "tools 4.17"})
    void aLimitOfFileSizeMeansRotate(String form) {
        posix.softLimit(Resource.FILE_SIZE, 1000);
        posix.limitFiles(1000);
        for (int i = 0; i < 10; i++) {
            say(10 + i, lines(100 * i + 1, 100 * i + 100));
        }
        terminate(5000);
        assertEquals(0, run(form, "--keep", "0", "/log"));
        assertEquals(lines(1, 1000), kept("/log").replaceAll("(?m)^(@[0-9a-f]{24} |\\{.*\"message\":\")|\"}$", ""));
        posix.files().names("/log").stream()
                .filter(name -> name.startsWith("@"))
                .forEach(
                        name -> assertTrue(posix.files().content("/log/" + name).endsWith("\n"), name));
    }

    /** One that nobody announced, as that of a file system: lines stay whole where they fit into a file. */
    @ParameterizedTest
    @ValueSource(strings = {"-v", "-t", "--json"})
    @Spec({"tools 4.5", "tools 4.17"})
    void aLimitThatWasNotKnownMeansRotateToo(String form) {
        posix.limitFiles(1003);
        for (int i = 0; i < 10; i++) {
            say(10 + i, lines(100 * i + 1, 100 * i + 100));
        }
        say(100, "x".repeat(2500) + "\n" + lines(1001, 1003));
        terminate(5000);
        assertEquals(0, run(form, "--keep", "0", "/log"));
        String kept = kept("/log").replaceAll("(?m)^(@[0-9a-f]{24} |\\{.*\"message\":\")|\"}$", "");
        assertEquals(lines(1, 1000) + "x".repeat(2500) + "\n" + lines(1001, 1003), kept);
        long cut = posix.files().names("/log").stream()
                .filter(name -> name.startsWith("@"))
                .filter(name -> !posix.files().content("/log/" + name).endsWith("\n"))
                .count();
        assertEquals(2, cut, "only the line that fits into no file is cut");
    }

    private void hanging(String path) {
        posix.files().executable(path, () -> new Program() {
            @Override
            public void start(FakeProcess self) {}

            @Override
            public boolean signal(FakeProcess self, int signal) {
                return true; // it is too busy to care
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/nitro"})
    @Spec({"tools 4.7", "tools 4.18"})
    void aHelperThatHangsKeepsNobodyFromWriting(String helper) throws ErrnoException {
        boolean processor = helper.equals("/bin/sh");
        posix.files().directory("/log");
        posix.files().file("/log/config", "s100\nn0\n" + (processor ? "!hang\n" : ""));
        hanging(helper);
        for (int i = 0; i < 100; i++) {
            say(10 + i, lines(10 * i + 1, 10 * i + 10));
        }
        posix.clock().after(2000, () -> assertEquals(lines(1, 1000), kept("/log")));
        terminate(3000);
        long begin = posix.now();
        assertEquals(0, processor ? run("/log") : run("--gzip", "/log"));
        assertTrue(posix.now() - begin <= 3000 + 6000, "ended after " + (posix.now() - begin));
        assertEquals(lines(1, 1000), kept("/log"));
        assertFalse(posix.processes().ours().stream().anyMatch(FakeProcess::isAlive), "it is not left behind");
        assertTrue(err().matches("nitro-log: /log/@[0-9a-f]{24}\\.[us]: .*\n"), err());
    }

    /** The input may end while a helper hangs; TERM ends the logger then too. */
    @Test
    void terminatedAfterTheEndOfItsInput() {
        posix.files().directory("/log");
        posix.files().file("/log/config", "s100\n!hang\n");
        hanging("/bin/sh");
        say(10, lines(1, 30));
        posix.clock().after(20, () -> posix.close(producer));
        terminate(60_000);
        long begin = posix.now();
        assertEquals(0, run("/log"));
        assertTrue(posix.now() - begin >= 60_000, "it waits for a helper that is not yet late");
        assertTrue(posix.now() - begin <= 66_000, "ended after " + (posix.now() - begin));
    }

    /** What grew while the processor was at an earlier file is rotated when that is done. */
    @Test
    void aRotationThatWaitedIsMadeUpFor() {
        posix.files().directory("/log");
        posix.files().file("/log/config", "s100\nn0\n!slow\n");
        posix.files().executable("/bin/sh", () -> Program.exits(0, 1000));
        say(10, lines(1, 11));
        say(500, lines(12, 40));
        say(1500, lines(41, 41));
        terminate(2000);
        assertEquals(0, run("/log"));
        assertEquals(lines(41, 41), posix.files().content("/log/current"));
    }
}
