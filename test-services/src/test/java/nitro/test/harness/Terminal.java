package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/** A terminal with a program in it: keys go in, and what is on its screen comes out as text (tmux). */
public class Terminal implements AutoCloseable {
    private static final String[] TMUX = {"/usr/bin/tmux", "/usr/local/bin/tmux"};
    /** Between two looks at the screen: tmux tells nobody that it changed. */
    private static final int LOOK_MILLIS = 30;

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory for the socket of tmux
     * @param environment all that the program gets, TERM by tmux beside
     */
    public Terminal(Path directory, int columns, int rows, Map<String, String> environment, String... command)
            throws IOException {
        this.directory = directory;
        this.environment = environment;
        var configuration = directory.resolve("tmux.conf");
        Files.writeString(configuration, "set -g status off\nset -g remain-on-exit on\nset -g escape-time 0\n");
        var words = new ArrayList<>(List.of(
                "-f", configuration.toString(), "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "--"));
        words.addAll(List.of(command));
        tmux(words.toArray(String[]::new));
    }

    /** Types text as it is. */
    public void type(String text) throws IOException {
        tmux("send-keys", "-l", "--", text);
    }

    /** Types bytes, whatever they mean: two hexadecimal digits each. */
    public void typeBytes(String... bytes) throws IOException {
        var words = new ArrayList<>(List.of("send-keys", "-H"));
        words.addAll(List.of(bytes));
        tmux(words.toArray(String[]::new));
    }

    /** Presses keys by tmux's names of them: {@code Tab}, {@code Enter}, {@code C-c}, {@code Up}. */
    public void press(String... keys) throws IOException {
        var words = new ArrayList<>(List.of("send-keys", "--"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /** Types a line. */
    public void enter(String line) throws IOException {
        type(line);
        press("Enter");
    }

    public void resize(int columns, int rows) throws IOException {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /** The lines on the screen, without blanks at their ends and without empty lines at the end. */
    public String screen() throws IOException {
        return tmux("capture-pane", "-p").stripTrailing();
    }

    /** The same with the escape sequences of colours. */
    public String colours() throws IOException {
        return tmux("capture-pane", "-p", "-e").stripTrailing();
    }

    /** All that was shown since {@link #forget}, lines that were too long whole again. */
    public String transcript() throws IOException {
        return tmux("capture-pane", "-p", "-J", "-S", "-").stripTrailing();
    }

    /** Writes what comes to the terminal from now on to a file, as it comes. */
    public void record(Path file) throws IOException {
        tmux("pipe-pane", "exec cat >'" + file + "'");
    }

    /** Makes the screen empty, and what has left it. */
    public void forget() throws IOException {
        tmux("send-keys", "-R");
        tmux("clear-history");
    }

    /** Waits until the screen is as wanted, and returns it. */
    public String await(String what, Predicate<String> wanted) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (; ; ) {
            String screen = screen();
            if (wanted.test(screen)) {
                return screen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " is not on the screen:\n" + screen);
            }
            pause();
        }
    }

    /** Waits until the screen shows exactly this: it is drawn piece by piece. */
    public void awaitScreen(String expected) throws IOException {
        await("<" + expected + ">", expected::equals);
    }

    /** Waits until a text is on the screen, and returns the screen. */
    public String await(String text) throws IOException {
        return await(text, screen -> screen.contains(text));
    }

    /** Waits until a text with escape sequences of colours is on the screen. */
    public void awaitColours(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        for (String screen = colours(); !screen.contains(text); screen = colours()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(text + " is not on the screen:\n" + screen);
            }
            pause();
        }
    }

    /** Waits until the program has ended; tmux's own note of that may be lost with the program's last screen. */
    public void awaitEnd() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Feed.DEADLINE_SECONDS);
        while (!tmux("display-message", "-p", "#{pane_dead}").strip().equals("1")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the program has not ended; the screen:\n" + screen());
            }
            pause();
        }
    }

    /** The process of the program. */
    public Proc proc() throws IOException {
        return new Proc(
                Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip()));
    }

    /** The terminal goes away, as when its window is closed. */
    public void hangUp() throws IOException {
        tmux("kill-server");
    }

    /** Ends it, and waits until nothing of it is left. */
    @Override
    public void close() throws IOException {
        var pids = Commands.start(environment, command("display-message", "-p", "#{pid} #{pane_pid}"))
                .result()
                .out();
        Commands.start(environment, command("kill-server")).result();
        for (var pid : pids.split("\\D+", -1)) {
            if (!pid.isEmpty()) {
                ProcessHandle.of(Long.parseLong(pid))
                        .ifPresent(process -> process.onExit()
                                .completeOnTimeout(process, Feed.DEADLINE_SECONDS, TimeUnit.SECONDS)
                                .join());
            }
        }
    }

    private String tmux(String... words) throws IOException {
        var result = Commands.start(environment, command(words)).result();
        if (result.exit() != 0) {
            throw new AssertionError("tmux " + List.of(words) + ": " + result);
        }
        return new String(result.out().getBytes(ISO_8859_1), UTF_8);
    }

    private String[] command(String... words) {
        var command = new ArrayList<>(
                List.of(program(), "-u", "-S", directory.resolve("tmux").toString()));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private static String program() {
        for (var path : TMUX) {
            if (Files.isExecutable(Path.of(path))) {
                return path;
            }
        }
        throw new TestAbortedException("tmux is not installed");
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
