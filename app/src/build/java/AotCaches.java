import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The AOT caches (JEP 514) that the launcher gives to Java: classes loaded and linked already, as they were after a
 * training run; nitroctl starts in a third of the time with one.
 *
 * <p>There are two, of nitro and of nitroctl, made by a run of each over a copy of test-services/demo. Beside them {@code
 * aot.java} names the Java that they were made with: its home and, from its {@code release} file, its build, which the
 * launcher compares. What is in the jar Java does not compare at all, and runs the old classes of a changed one: so the
 * caches are removed before the jar changes, and the launcher uses none that is older than the jar.
 */
final class AotCaches {
    private static final long PATIENCE_SECONDS = 120;

    /** script(1) of util-linux, which gives a command a terminal. */
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Path dist;
    private final Path demo;

    AotCaches(Path dist, Path demo) {
        this.dist = dist;
        this.demo = demo;
    }

    private Path file(String name) {
        return dist.resolve("lib").resolve(name);
    }

    boolean areThere() {
        return Files.exists(file("aot.java")) && Files.exists(file("nitro.aot")) && Files.exists(file("nitroctl.aot"));
    }

    /** First the file without which the launcher uses none. */
    void remove() throws IOException {
        Files.deleteIfExists(file("aot.java"));
        Files.deleteIfExists(file("nitro.aot"));
        Files.deleteIfExists(file("nitroctl.aot"));
    }

    /** Without them all works the same, only slower; so a build that cannot make them says so and goes on. */
    void make() throws IOException, InterruptedException {
        try {
            train();
        } catch (IllegalStateException e) {
            remove();
            System.err.println("no AOT caches: " + e.getMessage());
        }
    }

    private void train() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("nitro-aot");
        Process nitro = null;
        try {
            Path services = work.resolve("services");
            copy(demo, services);
            // a logger of ours would be a training run of nitro too, by the environment that it inherits
            Files.writeString(services.resolve("journal/run"), "#!/bin/sh\nexec cat >/dev/null\n");
            nitro = start(work, "nitro", services.toString());
            while (finish(start(work, "", "check", "journal")) != 0) {
                if (!nitro.isAlive()) {
                    throw new IllegalStateException("nitro ended in its training run");
                }
            }
            must(start(work, "", "-t", "60", "wait-up", "greeter", "prepare"));
            // with options, so that picocli is in the cache too
            must(start(work, "nitroctl", "-v", "-t", "60", "list"));
            must(start(work, "", "-t", "60", "restart", "greeter"));
            must(start(work, "", "-t", "60", "stop", "prepare", "crasher"));
            must(start(work, "", "rescan"));
            must(start(work, "", "Shutdown"));
            must(nitro);
            Files.writeString(file("aot.java"), System.getProperty("java.home") + "\n" + build() + "\n");
        } finally {
            if (nitro != null) {
                nitro.destroy();
            }
            delete(work);
        }
    }

    /** Starts nitro or, as all other, nitroctl; under the name of a cache it is a training run for it. */
    private Process start(Path work, String cache, String... args) throws IOException {
        String name = cache.equals("nitro") ? "nitro" : "nitroctl";
        ProcessBuilder builder =
                new ProcessBuilder(dist.resolve("bin").resolve(name).toString());
        builder.command().addAll(List.of(args));
        if (cache.equals("nitroctl") && Files.isExecutable(SCRIPT)) {
            builder.command(onTerminal(builder.command()));
            builder.environment().put("TERM", "xterm");
            builder.environment().put("LC_ALL", "C.UTF-8");
        }
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".log").toFile());
        builder.environment().put("NITRO_SOCK", work.resolve("sock").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (!cache.isEmpty()) {
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + file(cache + ".aot"));
        }
        return builder.start();
    }

    /** What shows a table to people is to be in the cache, too; nothing but the time of its start depends on that. */
    private static List<String> onTerminal(List<String> command) {
        String line = String.join("' '", command);
        return List.of(SCRIPT.toString(), "-qec", "stty cols 80 rows 24; exec '" + line + "'", "/dev/null");
    }

    private static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(process.info().commandLine().orElse("a command") + " does not end");
        }
        return process.exitValue();
    }

    private static void must(Process process) throws InterruptedException {
        int status = finish(process);
        if (status != 0) {
            throw new IllegalStateException("a command of the training run ended with " + status);
        }
    }

    /** As the launcher puts it together: the two lines in the order of the file. */
    private static String build() throws IOException {
        StringBuilder build = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(System.getProperty("java.home"), "release"))) {
            if (line.startsWith("IMPLEMENTOR_VERSION=") || line.startsWith("JAVA_RUNTIME_VERSION=")) {
                build.append(line.substring(line.indexOf('=') + 1).replace("\"", ""))
                        .append(',');
            }
        }
        return build.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
