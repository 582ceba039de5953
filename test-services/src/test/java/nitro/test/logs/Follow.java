package nitro.test.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nitro.test.harness.Forks;
import nitro.test.harness.Nitro;

/** A nitro-tail that runs, and the lines that it prints. */
final class Follow implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final String END = "(the end)";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** In a directory, with these arguments. */
    Follow(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        this(directory, environment, List.of(), arguments);
    }

    /** The same, started by another command that becomes it. */
    Follow(Path directory, Map<String, String> environment, List<String> by, String... arguments) throws IOException {
        var command = new ArrayList<>(by);
        command.add(Nitro.BIN.resolve("nitro-tail").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        process = Forks.start(builder);
        Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        lines.add(END);
    }

    /** The next line. */
    String next() throws InterruptedException {
        var line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
            throw new AssertionError(line == null ? "no line came" : "nitro-tail ended");
        }
        return line;
    }

    /** What is there of lines, without waiting. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        return rest;
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
