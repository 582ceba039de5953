package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A process as /proc shows it. */
public record Proc(long pid) {
    private Path file(String name) {
        return Path.of("/proc/" + pid + "/" + name);
    }

    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(file(name)), ISO_8859_1);
    }

    /** Whether it runs: a zombie does not. */
    public boolean alive() {
        try {
            return !"Z".equals(stat(0));
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until it has ended and was reaped. */
    public void awaitEnd() {
        try {
            var handle = ProcessHandle.of(pid);
            if (handle.isPresent()) {
                handle.get().onExit().get(Feed.DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("did not end: " + this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a JVM runs it. */
    public boolean isJava() throws IOException {
        return Files.readSymbolicLink(file("exe")).endsWith("java");
    }

    /** Waits until a signal has stopped it, of which nobody but its parent hears. */
    public void awaitStopped() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (!"T".equals(stat(0))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not stopped: " + this);
            }
            Thread.onSpinWait();
        }
    }

    /** Its descriptors and what they are open on, as the links read. */
    public Map<Integer, String> descriptors() throws IOException {
        var all = new TreeMap<Integer, String>();
        try (var links = Files.list(file("fd"))) {
            for (var link : links.toList()) {
                try {
                    all.put(
                            Integer.valueOf(link.getFileName().toString()),
                            Files.readSymbolicLink(link).toString());
                } catch (NoSuchFileException e) {
                    // it was closed meanwhile
                }
            }
        }
        return all;
    }

    /**
     * Waits until it has its program's environment and arguments: whoever started it may go on a moment before, when exec
     * can no longer fail.
     */
    void awaitProgram() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        try {
            while (environment().isEmpty() && alive()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("executes nothing: " + pid);
                }
                pause();
            }
        } catch (IOException e) {
            // it has ended, or is not ours to look at
        }
    }

    /** Waits until it has executed a program with these arguments. */
    public void awaitArguments(List<String> arguments) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (!arguments().equals(arguments)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(this + " does not execute " + arguments);
            }
            pause();
        }
    }

    /** Waits until it has no child; only one that is dying may be left. */
    void awaitNoChildren() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (var all = children(); !all.isEmpty(); all = children()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("children left: " + all);
            }
            pause();
        }
    }

    /** Waits until it has one child, which was executed with these arguments. */
    public void awaitChild(List<String> arguments) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (var all = children();
                all.size() != 1 || !arguments.equals(all.getFirst().arguments());
                all = children()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(this + " has the children " + all + ", not " + arguments);
            }
            pause();
        }
    }

    /**
     * Waits until these descriptors are open and no other. A program that was just executed has one more for a moment,
     * on a library that its loader reads; what it inherited, it never closes.
     */
    public void awaitDescriptors(Set<Integer> numbers) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (!descriptors().keySet().equals(numbers)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(this + " has " + descriptors() + ", not " + numbers);
            }
            Thread.onSpinWait();
        }
    }

    /** What one descriptor is open on. */
    public String descriptor(int number) throws IOException {
        return descriptors().getOrDefault(number, "closed");
    }

    public Path directory() throws IOException {
        return Files.readSymbolicLink(file("cwd"));
    }

    /** Whether it has this working directory; one that has ended has none. */
    boolean isIn(Path directory) {
        try {
            return directory().equals(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** Its arguments, from argument 0. */
    public List<String> arguments() throws IOException {
        return strings("cmdline");
    }

    /** Its environment as it was executed with. */
    public List<String> environment() throws IOException {
        return strings("environ");
    }

    private List<String> strings(String name) throws IOException {
        var text = text(name);
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    /** A line of {@code status}, such as {@code SigIgn}. */
    public String status(String key) throws IOException {
        return line("status", key + ":");
    }

    /** A line of {@code limits}: soft and hard limit and the unit. */
    public String limit(String name) throws IOException {
        return line("limits", name);
    }

    private String line(String name, String start) throws IOException {
        return text(name)
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip().replaceAll("\\s+", " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start + " in " + file(name)));
    }

    public long parent() throws IOException {
        return Long.parseLong(stat(1));
    }

    public long group() throws IOException {
        return Long.parseLong(stat(2));
    }

    public long session() throws IOException {
        return Long.parseLong(stat(3));
    }

    /** How long it has used processors, in hundredths of a second (USER_HZ). */
    public long processorTicks() throws IOException {
        return Long.parseLong(stat(11)) + Long.parseLong(stat(12));
    }

    /** A field of {@code stat}, counted from the state, which is 0. */
    private String stat(int field) throws IOException {
        var text = text("stat");
        return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[field];
    }

    /** Its children, zombies too. */
    public List<Proc> children() throws IOException {
        var children = new ArrayList<Proc>();
        try (var threads = Files.newDirectoryStream(file("task"))) {
            for (var thread : threads) {
                children.addAll(childrenOf(thread));
            }
        }
        return children;
    }

    private static List<Proc> childrenOf(Path thread) throws IOException {
        try (var pids = new Scanner(Files.readString(thread.resolve("children")))) {
            return pids.tokens().map(pid -> new Proc(Long.parseLong(pid))).toList();
        } catch (IOException e) {
            return List.of(); // the thread ended meanwhile
        }
    }

    /** All processes whose environment holds {@code variable}, a NAME=VALUE. */
    public static List<Proc> withEnvironment(String variable) throws IOException {
        var found = new ArrayList<Proc>();
        for (var process : all()) {
            try {
                if (process.environment().contains(variable)) {
                    found.add(process);
                }
            } catch (IOException e) {
                // ended meanwhile, or not ours to look at
            }
        }
        return found;
    }

    /** Waits until no process has this NAME=VALUE in its environment; only one that is dying may have it still. */
    public static void awaitNone(String variable) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (var left = withEnvironment(variable); !left.isEmpty(); left = withEnvironment(variable)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("left behind: " + left);
            }
            pause();
        }
    }

    /** Nobody tells of a change in /proc. */
    private static void pause() {
        LockSupport.parkNanos(1_000_000);
    }

    private static List<Proc> all() throws IOException {
        try (var entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(name -> new Proc(Long.parseLong(name)))
                    .toList();
        }
    }

    /** Sends a signal named as kill(1) names it. */
    public void kill(String signal) throws IOException {
        Commands.system("kill", "-" + signal, Long.toString(pid));
    }

    @Override
    public String toString() {
        try {
            return pid + " " + arguments();
        } catch (IOException e) {
            return pid + " (ended)";
        }
    }
}
