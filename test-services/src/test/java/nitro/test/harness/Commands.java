package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands that are run to their end, or beside the case. */
public final class Commands {
    private static final long LONGEST_SECONDS = 2 * Feed.DEADLINE_SECONDS;

    /** How a command ended and what it wrote. */
    public record Result(int exit, String out, String err) {
        /** Standard output's lines. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** A command that runs. */
    public record Running(Process process, Path out, Path err) {
        public Proc proc() {
            return new Proc(process.pid());
        }

        /** Waits for its end. */
        public Result result() throws IOException {
            return result(LONGEST_SECONDS);
        }

        /** Waits for its end, which comes in time or it is killed and fails the case. */
        public Result result(long seconds) throws IOException {
            try {
                int exit = await(process, seconds);
                return new Result(exit, Files.readString(out, ISO_8859_1), Files.readString(err, ISO_8859_1));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        }
    }

    private Commands() {}

    /** What stands before a command that is to be refused what its user may not do, even if that is root. */
    public static String[] unprivileged() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return root ? new String[] {"setpriv", "--bounding-set=-all", "--inh-caps=-all"} : new String[0];
    }

    /** A command as process 1 of user, pid and mount namespaces of its own. */
    public static String[] inNamespaces(String... command) {
        var words = new ArrayList<>(List.of(
                "unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc", "--mount"));
        words.addAll(List.of(command));
        return words.toArray(String[]::new);
    }

    /** Starts a command with exactly this environment and a PATH; its input is empty. */
    public static Running start(Map<String, String> environment, String... command) throws IOException {
        var out = Files.createTempFile("out", "");
        var err = Files.createTempFile("err", "");
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        return new Running(Forks.start(builder), out, err);
    }

    /** Runs a command to its end. */
    public static Result run(Map<String, String> environment, String... command) throws IOException {
        return start(environment, command).result();
    }

    /** Runs a command of the system that must succeed, and answers its output. */
    public static String system(String... command) throws IOException {
        var result = run(Map.of(), command);
        if (result.exit() != 0) {
            throw new AssertionError(List.of(command) + " failed: " + result.err());
        }
        return result.out();
    }

    /** The path of sleep: a program, not a script, so when its start is announced it has been executed. */
    public static String sleep() throws IOException {
        return system("sh", "-c", "command -v sleep").strip();
    }

    /** The exit status of a process, which ends in time for the longest limit of nitro's or is killed and fails the case. */
    static int await(Process process) {
        return await(process, LONGEST_SECONDS);
    }

    private static int await(Process process, long seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var what = process.info().commandLine().orElse(process.toString());
        process.destroyForcibly();
        throw new AssertionError("did not end: " + what);
    }
}
