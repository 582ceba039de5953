package nitro.test.chpst;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nitro.test.harness.Commands;
import nitro.test.harness.Forks;

/**
 * A directory in which command lines are run, one at a time: programs, locks of which another process holds one, directories
 * of variables, and another root.
 *
 * <p>The program that a tool becomes is a static shell, which stops itself: then its state is looked at from outside.
 */
final class Place implements AutoCloseable {
    /** What is put after the options, for a program that can be looked at. */
    static final List<String> PROGRAM = List.of("sh", "-c", "kill -STOP $$");

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final Process holder;

    Place() throws IOException {
        directory = Files.createTempDirectory("nitro-chpst");
        mode(directory, "rwxr-xr-x");
        program(Needs.SHELL, "bin/sh");
        program(Needs.SHELL, "root/bin/sh");
        file("root/etc/passwd", "root:x:0:0::/:/bin/sh\nnobody:x:1234:1235::/:/bin/sh\njailed:x:777:778::/:/bin/sh\n");
        file("root/etc/group", "daemon:x:1001:\nbin:x:1002:nobody\n");
        variables();
        for (Original original : Original.values()) {
            mode(Files.createDirectory(directory.resolve(original.name())), "rwxr-xr-x");
            for (String tool : original.tools()) {
                Files.createSymbolicLink(directory.resolve(original.link(tool)), Path.of(original.path(tool)));
            }
        }
        file("file", "no program\n");
        program(file("script", "exit 3\n"));
        program(file("with-interpreter", "#!" + directory + "/bin/sh\nkill -STOP $$\n"));
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        mode(Files.createDirectory(directory.resolve("tmp")), "rwxrwxrwx");
        mode(Files.createDirectories(directory.resolve("root/tmp")), "rwxrwxrwx");
        mode(file("old.lock", ""), "rw-rw-rw-");
        mode(file("held.lock", ""), "rw-rw-rw-");
        mode(file("private.lock", ""), "rw-------");
        holder = Forks.start(
                new ProcessBuilder("flock", "--no-fork", "held.lock", "sh", "-c", "echo held; exec sleep 100000")
                        .directory(directory.toFile()));
        if (!"held".equals(holder.inputReader(ISO_8859_1).readLine())) {
            throw new IOException("flock does not lock");
        }
    }

    private void variables() throws IOException {
        file("env/PLAIN", "value\nsecond line\n");
        file("env/BLANKS", "value \t \n");
        file("env/OPEN", "no newline");
        file("env/EMPTY", "\n");
        file("env/REMOVED", "");
        file("env/NUL", "a\0b\0 \n");
        file("env/BYTES", "\u00e9\u00ff=\n");
        file("env/A=B", "equals\n");
        file("env/.hidden", "hidden\n");
        file("path/PATH", "/nowhere\n");
        file("odd/C=D", "");
        file("odd/=", "x\n");
        file("odd/with space", "x\r\n");
        file("odd/PLAIN ", "");
        file("odd/NULS", "\0\0\n");
        Commands.system("mkfifo", directory + "/odd/FIFO");
        file("huge/VARIABLE", "x".repeat(200_000));
        file("inner/VARIABLE", "x\n");
        Files.createDirectory(directory.resolve("inner/directory"));
        file("link/VARIABLE", "x\n");
        Files.createSymbolicLink(directory.resolve("link/LEADS_NOWHERE"), Path.of("nowhere"));
        file("secret/VARIABLE", "x\n");
        mode(directory.resolve("secret/VARIABLE"), "rw-------");
        file("closed/VARIABLE", "x\n");
        mode(directory.resolve("closed"), "rwx------");
    }

    /** Where something in it is, by its name. */
    String path(String name) {
        return directory.resolve(name).toString();
    }

    /** Writes a file in it. */
    Path file(String name, String content) throws IOException {
        Path path = directory.resolve(name);
        parents(path);
        Forks.without(() -> Files.write(path, content.getBytes(ISO_8859_1)));
        mode(path, "rw-r--r--");
        return path;
    }

    /** Makes the directories above, for all users, whatever our umask is. */
    private void parents(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        for (Path above = path.getParent(); above != null && !above.equals(directory); above = above.getParent()) {
            mode(above, "rwxr-xr-x");
        }
    }

    private void program(Path shell, String name) throws IOException {
        Path path = directory.resolve(name);
        parents(path);
        Forks.without(() -> Files.copy(shell, path));
        program(path);
    }

    private static void program(Path path) throws IOException {
        mode(path, "rwxr-xr-x");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Runs a command line, and looks what comes of it. */
    Outcome run(Caller caller, List<String> command) throws IOException {
        for (String made : List.of("tmp/new.lock", "tmp/nine", "tmp/marked", "root/tmp/new.lock")) {
            Files.deleteIfExists(directory.resolve(made));
        }
        List<String> words = new ArrayList<>(caller.words());
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory + "/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        for (String variable : List.of("PLAIN", "REMOVED", "A", "UID")) {
            builder.environment().put(variable, "old");
        }
        Process process = Forks.start(builder);
        return look(process, String.join(" ", words));
    }

    private Outcome look(Process process, String line) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive()) {
            if (stopped(process.pid())) {
                Outcome outcome = outcome(Outcome.RUNS, ProgramState.of(process.pid()));
                kill(process);
                return outcome;
            }
            if (waits(process.pid())) {
                kill(process);
                return outcome("waits", new TreeMap<>());
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("neither ends nor becomes a program: " + line);
            }
            LockSupport.parkNanos(500_000);
        }
        return outcome("exit " + process.exitValue(), new TreeMap<>());
    }

    private static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }

    private static boolean stopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), ISO_8859_1);
            return stat.startsWith("T ", stat.lastIndexOf(')') + 2);
        } catch (IOException e) { // it has ended
            return false;
        }
    }

    /** Whether it waits for a lock. */
    private static boolean waits(long pid) throws IOException {
        return Files.readString(Path.of("/proc/locks"))
                .lines()
                .anyMatch(line -> line.matches(".*-> FLOCK +ADVISORY +WRITE " + pid + " .*"));
    }

    private Outcome outcome(String end, SortedMap<String, String> state) throws IOException {
        String err = new String(Files.readAllBytes(directory.resolve("err")), ISO_8859_1);
        return new Outcome(end, Outcome.meaning(end, err), state);
    }

    @Override
    public void close() throws IOException {
        kill(holder);
        Commands.system("rm", "-rf", directory.toString());
    }
}
