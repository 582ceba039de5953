package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./demo}: what a newcomer sees of it, and that it leaves nothing behind. */
class DemoIT {
    private static final Path ROOT = Path.of(System.getProperty("nitro.root"));
    private static final int INTERRUPTED = 128 + 2;

    /** What was killed is gone by then, whoever else wants the processor. */
    private static final long DYING_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path dir;

    @Test
    void showsItsServicesAndLeavesNothing() throws Exception {
        showsItsServices(demo(ROOT));
        long end = System.nanoTime() + DYING_NANOS;
        while (!processes().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(List.of(), processes());
        try (var left = Files.list(dir)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** What runs, and none of the tests. */
    @Test
    void buildsNitroStepByStep() throws Exception {
        Path copy = Files.createDirectory(dir.resolve("copy"));
        String archive = "tar --exclude=target --exclude=.git -C \"$1\" -cf - . | tar -C \"$2\" -xf -";
        var words = List.of("sh", "-c", archive, "sh", ROOT.toString(), copy.toString());
        assertEquals(0, new ProcessBuilder(words).start().waitFor());
        List<String> said = demo(copy);
        showsItsServices(said);
        for (String step : List.of("building nitro .*", "  \\[\\d+/\\d+\\] the commands", "starting nitro")) {
            assertTrue(said.stream().anyMatch(line -> line.matches("demo: \\d+ s: " + step)), said::toString);
        }
        assertTrue(Files.notExists(copy.resolve("commands/target/only/test-classes")));
    }

    /** All that it prints until it has shown everything and gets Ctrl-C. */
    private List<String> demo(Path root) throws Exception {
        // It heeds Ctrl-C whatever we were called with: a shell's background jobs have INT ignored.
        ProcessBuilder builder = new ProcessBuilder(
                "env", "--default-signal=INT", root.resolve("demo").toString());
        builder.environment().put("TMPDIR", dir.toString());
        Process demo = builder.redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = demo.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.equals("Ctrl-C ends it.")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start();
                }
            }
        }
        assertEquals(INTERRUPTED, demo.waitFor(), said::toString);
        return said;
    }

    private static void showsItsServices(List<String> said) {
        List<String> table = List.of(
                "UP clock \\(pid .*",
                "\\w+ crasher .*\\(wstatus \\d+\\).*", // in DELAY most of the time, not always
                "UP greeter \\(pid .*",
                "UP journal \\(pid .*",
                "ONESHOT prepare \\(wstatus 0\\).*",
                "UP ticker@2 \\(pid .*");
        List<String> steps =
                said.stream().filter(line -> line.startsWith("demo: ")).toList();
        int first = said.indexOf(steps.getLast()) + 2; // behind the last step and an empty line
        for (int i = 0; i < table.size(); i++) {
            assertTrue(said.get(first + i).matches(table.get(i)), said::toString);
        }
    }

    /** Those whose environment names our directory. */
    private List<Path> processes() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (environment(process).contains(dir.toString())) {
                    found.add(process);
                }
            }
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or is another user's
        }
    }
}
