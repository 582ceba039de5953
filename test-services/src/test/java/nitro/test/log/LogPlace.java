package nitro.test.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nitro.test.harness.Commands;
import nitro.test.harness.Forks;
import nitro.test.harness.Nitro;

/** A case's own directory, with a directory of logs {@code log} in it, and what writes to that. */
final class LogPlace implements AutoCloseable {
    static final String COMMAND = Nitro.BIN.resolve("nitro-log").toString();
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

    private final List<Process> started = new ArrayList<>();

    final Path root;
    final Path log;

    LogPlace(String config) throws IOException {
        this(Files.createTempDirectory("nitro-log"), config);
    }

    LogPlace(Path root, String config) throws IOException {
        this.root = root;
        log = Files.createDirectories(root.resolve("log"));
        config(config);
    }

    /** Lines to write: these numbers. */
    static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    void config(String lines) throws IOException {
        Files.writeString(log.resolve("config"), lines, ISO_8859_1);
    }

    /** A logger that runs; what it says on standard error goes to a file. */
    final class Running {
        final Process process;
        final OutputStream in;

        Running(Process process) {
            this.process = process;
            in = process.getOutputStream();
        }

        void say(String text) {
            try {
                in.write(text.getBytes(ISO_8859_1));
                in.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void signal(String name) throws IOException {
            Commands.system("kill", "-" + name, Long.toString(process.pid()));
        }

        /** Ends its input and waits for its end: the exit status. */
        int end() throws IOException {
            in.close();
            return await();
        }

        int await() {
            try {
                if (process.waitFor(DEADLINE, TimeUnit.NANOSECONDS)) {
                    return process.exitValue();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
            throw new AssertionError("did not end\n" + story());
        }
    }

    /** Starts {@code nitro-log ARGUMENTS log} here. */
    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(Arrays.asList(arguments));
        command.add("log");
        return startCommand(command, ProcessBuilder.Redirect.PIPE);
    }

    Running startCommand(List<String> command, ProcessBuilder.Redirect input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(input)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(root.resolve("out").toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(root.resolve("err").toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        Process process = Forks.start(builder);
        started.add(process);
        return new Running(process);
    }

    /** Writes these lines through a logger with these arguments, to its end. */
    void write(String text, String... arguments) throws IOException {
        Running running = start(arguments);
        running.say(text);
        int status = running.end();
        if (status != 0) {
            throw new AssertionError("exit " + status + "\n" + story());
        }
    }

    String read(String name) {
        try {
            Path file = name.startsWith("../") ? root.resolve(name.substring(3)) : log.resolve(name);
            return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String current() {
        return read("current");
    }

    /** What it said on standard error. */
    String err() {
        return read("../err");
    }

    String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(log.resolve(name)));
    }

    /** The names of rotated files that end so, the oldest first. */
    List<String> old(String ending) {
        String[] names = log.toFile().list((_, name) -> name.startsWith("@") && name.endsWith(ending));
        Arrays.sort(names == null ? new String[0] : names);
        return names == null ? List.of() : List.of(names);
    }

    /** All lines in all files, in order. */
    String all() {
        StringBuilder all = new StringBuilder();
        old("").forEach(name -> all.append(read(name)));
        return all.append(current()).toString();
    }

    /** Waits until something is so. */
    void await(BooleanSupplier holds) {
        long end = System.nanoTime() + DEADLINE;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come\n" + story());
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private String story() {
        return err() + String.join(" ", Arrays.asList(log.toFile().list())) + "\n" + current();
    }

    @Override
    public void close() throws IOException {
        for (var process : started) { // of a case that failed, they may run still
            process.destroyForcibly().onExit().join();
        }
        Commands.system("rm", "-rf", root.toString());
    }
}
