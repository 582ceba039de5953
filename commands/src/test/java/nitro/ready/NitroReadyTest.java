package nitro.ready;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import nitro.posix.Errno;
import nitro.posix.Files;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nitro-ready hands to the program and to the watcher, what the watcher believes, and what it passes on. */
class NitroReadyTest {
    private final Scene scene = new Scene();
    private List<String> helperArguments = List.of();
    private List<String> helperDescriptors = List.of();

    private void helper(int status) {
        scene.posix.files().executable("/bin/nitro", () -> self -> {
            helperArguments = self.argv();
            helperDescriptors = List.copyOf(self.descriptors().values());
            self.exit(status);
        });
    }

    private Scene.Result ready(String... args) {
        return scene.run(new NitroReady(), scene.call("nitro-ready", args));
    }

    /** Our process has a pipe's write end as descriptor 4, and 3 is free. */
    private void descriptor4() throws Exception {
        scene.posix.close(scene.posix.pipe(true).reader());
        helper(0);
    }

    @Test
    void theWatcherIsStartedByAHelper() throws Exception {
        descriptor4();
        scene.posix.files().file("/notification-fd", "fd 4\n");
        var program = ready("-t", "5", "file:/a", "--", "prog", "x").program();
        assertEquals(List.of("prog", "x"), program.argv());
        assertEquals(scene.environment, program.environment());
        assertEquals(List.of("nitro-ready", "--fork", "50", "-t", "5", "file:/a", "--", "prog", "x"), helperArguments);
        assertEquals(List.of("null", "null", "console", "pipe 1 write", "process 50"), helperDescriptors);
    }

    @Test
    void noticesGoToASocketOfTheWatcher() throws Exception {
        descriptor4();
        scene.environment.add("NOTIFY_SOCKET=/run/other");
        List<String> environment =
                ready("-d", "4", "--sd-notify", "--", "prog").program().environment();
        assertEquals(3, environment.size());
        String name = environment.getLast();
        assertTrue(name.startsWith("NOTIFY_SOCKET=@nitro-ready/50/"), name);
        assertEquals("notices " + name.substring(name.indexOf('@')), helperDescriptors.getFirst());
        assertEquals("forks", helperDescriptors.get(1));
    }

    @Test
    void standardOutputPassesThroughTheWatcher() throws Exception {
        descriptor4();
        ready("-d", "4", "--line", "x", "--", "prog").program();
        assertEquals("pipe 2 read", helperDescriptors.getFirst());
        assertEquals("console", helperDescriptors.get(1));
        assertEquals("pipe 2 write", scene.posix.descriptor(1));
    }

    @Test
    void whyTheWatcherCannotBeStarted() throws Exception {
        descriptor4();
        helper(7);
        int status = new NitroReady()
                .run(scene.call("nitro-ready", "-d", "4", "file:/a", "--", "prog"), new OnlyPosix(scene.posix));
        assertEquals(126, status);
        assertEquals("nitro-ready: cannot start the watcher\n", scene.errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/a",
                "-- prog",
                "file:/a --",
                "-d 4 -- prog",
                "-d 0 file:/a -- prog",
                "-d 2 file:/a -- prog",
                "-d x file:/a -- prog",
                "-d 9 file:/a -- prog",
                "-d 4 file:/a --sd-notify -- prog",
                "-d 4 --sd-notify --line x -- prog",
                "-d 4 --line ( -- prog",
                "-d 1 --line x -- prog",
                "-d 4 -t x --sd-notify -- prog",
                "-d 4 --any file:/a -- prog",
                "file:/a -- prog",
            })
    void wrongUsage(String args) throws Exception {
        descriptor4();
        int status;
        try {
            status = new NitroReady().run(scene.call("nitro-ready", args.split(" ")), new OnlyPosix(scene.posix));
        } finally {
            scene.posix.close(4);
        }
        assertEquals(2, status);
        assertTrue(scene.errors().matches("nitro-ready: .*\n"), scene.errors());
    }

    /** A file of the runtime's, on a number that the caller has closed. */
    @Test
    @Spec("tools 3.2")
    void aDescriptorThatOnlyReadsIsNone() throws Exception {
        int reader = scene.posix.pipe(true).reader();
        int status = new NitroReady()
                .run(scene.call("nitro-ready", "-d", "" + reader, "file:/", "--", "prog"), new OnlyPosix(scene.posix));
        assertEquals(2, status);
        assertEquals("nitro-ready: descriptor " + reader + ": Bad file descriptor\n", scene.errors());
    }

    @Test
    void help() {
        assertTrue(ready("--help").err().startsWith("usage: nitro-ready "));
    }

    // ---- notices

    @ParameterizedTest
    @CsvSource({"77, 1000", "60, 2000", "70, 0", "50, 3000", "65, 3000"})
    @Spec("tools 3.4")
    void believed(int pid, int uid) throws Exception {
        assertEquals(1, readyAfter("X=1\nREADY=1\n", pid, uid));
        assertEquals("", scene.errors());
    }

    @Test
    @Spec("tools 3.4")
    void othersAreNotBelieved() throws Exception {
        assertEquals(0, readyAfter("READY=1", 77, 3000));
        assertEquals("nitro-ready: a notice of process 77, user 3000, is ignored\n", scene.errors());
    }

    @Test
    @Spec("tools 3.8")
    void aDescendantThatHasEnded() throws Exception {
        forks = scene.posix.forkSocket();
        scene.posix.reportFork(50, 300);
        scene.posix.reportFork(300, 301);
        assertEquals(1, readyAfter("READY=1", 301, 3000));
        assertEquals("", scene.errors());
    }

    /** The number of a descendant that has ended may be a stranger's; and a thread is nobody's child. */
    @ParameterizedTest
    @ValueSource(ints = {300, 301})
    @Spec("tools 3.8")
    void strangersThatHaveEnded(int pid) throws Exception {
        forks = scene.posix.forkSocket();
        scene.posix.reportFork(50, 300);
        scene.posix.reportFork(1, 300);
        scene.posix.reportFork(1, 301);
        scene.posix.reportFork(301, 301);
        assertEquals(0, readyAfter("READY=1", pid, 3000));
        assertEquals(
                "nitro-ready: a notice of process " + pid + ", user 3000, is ignored: it has ended\n", scene.errors());
    }

    @Test
    @Spec("tools 3.8")
    void lostReportsMakeOneThatHasEndedAStranger() throws Exception {
        forks = scene.posix.forkSocket();
        scene.posix.reportFork(50, 300);
        scene.posix.loseForks();
        assertEquals(0, readyAfter("READY=1", 300, 3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"READY=0", "READY=11", "XREADY=1", "", "\n\n", "STATUS"})
    void notReady(String text) throws Exception {
        assertEquals(0, readyAfter(text, 50, 1000));
    }

    @Test
    void statusIsPrinted() throws Exception {
        assertEquals(1, readyAfter("STATUS=50 %\u001b[1m\nREADY=1\nSTATUS=", 50, 1000));
        assertEquals("nitro-ready: status: 50 %?[1m\nnitro-ready: status: \n", scene.errors());
    }

    @Test
    void lastNoticesCountThoughTheDaemonHasEnded() throws Exception {
        int[] ready = {0};
        NoticeReader reader =
                NoticeReader.watch(scene.context(), scene.posix.noticeSocket("x"), 0, 50, () -> ready[0]++);
        scene.posix.notify("x", "STATUS=up", 50, 1000);
        scene.posix.notify("x", "READY=1", 50, 1000);
        reader.lastWords();
        assertEquals(1, ready[0]);
    }

    /** A descriptor that reports no forks, until a test has one that does. */
    private int forks = 0;

    /** How often it was ready after a notice to us, who are 1000, of the daemon 50, whose user is 2000. */
    private int readyAfter(String text, int pid, int uid) throws Exception {
        scene.posix.files().file("/proc/65/stat", "65 (a) b) S 60 1 1 1\n");
        scene.posix.files().file("/proc/60/stat", "60 (x) S 50 1 1 1\n");
        scene.posix.files().file("/proc/77/stat", "77 (x) S 1 1 1 1\n");
        scene.posix.files().directory("/proc/50");
        scene.posix.files().own("/proc/50", 2000);
        CommandContext context = scene.context();
        int[] ready = {0};
        int socket = scene.posix.noticeSocket("x");
        NoticeReader.watch(context, socket, forks, 50, () -> ready[0]++);
        scene.posix.notify("x", text, pid, uid);
        context.loop().after(10, context.loop()::stop);
        context.loop().run();
        return ready[0];
    }

    // ---- lines

    private final StringBuilder passed = new StringBuilder();
    private int found;

    /** Lets a daemon write, and a reader take what it can, every 10 ms. */
    private void relay(String regex, List<String> writes, int readerFrom) throws Exception {
        Files.Pipe in = scene.posix.pipe(true);
        Files.Pipe out = scene.posix.pipe(true);
        CommandContext context = scene.context();
        boolean[] ended = {false};
        Relay relay = new Relay(context, in.reader(), out.writer(), Pattern.compile(regex), () -> found++, () -> {
            ended[0] = true;
            context.loop().stop();
        });
        for (int i = 0; i < writes.size(); i++) {
            byte[] bytes = writes.get(i).getBytes(ISO_8859_1);
            context.loop()
                    .after(
                            10L * i,
                            () -> assertEquals(bytes.length, scene.posix.write(in.writer(), bytes, 0, bytes.length)));
        }
        context.loop().after(10L * writes.size(), () -> scene.posix.close(in.writer()));
        context.loop().after(readerFrom, () -> drain(context, out.reader()));
        context.loop().run();
        assertTrue(ended[0], "ended");
        drain(context, out.reader());
        relay.rest();
        scene.posix.close(out.writer());
    }

    private void drain(CommandContext context, int reader) {
        byte[] bytes = new byte[65_536];
        int count;
        while ((count = scene.posix.read(reader, bytes)) > 0) {
            passed.append(new String(bytes, 0, count, ISO_8859_1));
        }
        if (count == Errno.EAGAIN.code()) {
            context.loop().after(10, () -> drain(context, reader));
        }
    }

    @Test
    void aLineIsFoundInPiecesAndEveryByteIsPassedOn() throws Exception {
        relay("^re.dy\u00ff$", List.of("x\n\0re", "\nre", "ady\u00ff", "\n", "half"), 0);
        assertEquals("x\n\0re\nready\u00ff\nhalf", passed.toString());
        assertEquals(1, found);
    }

    @Test
    void onlyWholeLinesCount() throws Exception {
        relay("ready", List.of("not rea", "dy yet \n.. ready"), 0);
        assertEquals(1, found);
    }

    @Test
    void aSlowReaderLosesNothing() throws Exception {
        String much = "0123456789abcde\n".repeat(4000);
        relay("9a", List.of(much, "end\n"), 500);
        assertEquals(much + "end\n", passed.toString());
        assertEquals(4000, found);
    }

    @Test
    void ofALongLineTheBeginningCounts() throws Exception {
        relay("end", List.of("x".repeat(65_530), "x".repeat(60) + "end\nend\n"), 0);
        assertEquals(1, found);
        assertEquals(65_530 + 60 + 8, passed.length());
    }

    @Test
    void restIsMovedToTheEnd() throws Exception {
        Files.Pipe in = scene.posix.pipe(true);
        Files.Pipe out = scene.posix.pipe(true);
        CommandContext context = scene.context();
        Relay relay =
                new Relay(context, in.reader(), out.writer(), Pattern.compile("b"), context.loop()::stop, () -> {});
        byte[] bytes = "a\nb\nc".getBytes(ISO_8859_1);
        scene.posix.write(in.writer(), bytes, 0, bytes.length);
        context.loop().run();
        scene.posix.write(in.writer(), bytes, 0, bytes.length);
        scene.after(100, () -> scene.posix.close(in.writer()));
        relay.rest();
        drain(context, out.reader());
        assertEquals("a\nb\nca\nb\nc", passed.toString());
    }

    @Test
    void lastWordsCountThoughTheDaemonHasEnded() throws Exception {
        Files.Pipe in = scene.posix.pipe(true);
        Files.Pipe out = scene.posix.pipe(true);
        Relay relay = new Relay(
                scene.context(), in.reader(), out.writer(), Pattern.compile("^ready$"), () -> found++, () -> {});
        byte[] bytes = "starting\nready\nhalf".getBytes(ISO_8859_1);
        scene.posix.write(in.writer(), bytes, 0, bytes.length);
        relay.lastWords(); // does not wait, though somebody still has the pipe
        assertEquals(1, found);
        drain(scene.context(), out.reader());
        assertEquals("starting\nready\nhalf", passed.toString());
    }
}
