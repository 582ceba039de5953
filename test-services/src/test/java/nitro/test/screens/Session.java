package nitro.test.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import nitro.test.harness.Terminal;
import nitro.test.harness.TerminalShell;
import org.jspecify.annotations.Nullable;

/** A shell on a terminal, at which commands are typed; its prompt is the exit status of the last one, and a dollar sign. */
final class Session implements AutoCloseable {
    private static final Pattern PROMPT = Pattern.compile("(?s)(.*\n|.*\\^C|)(\\d+) \\$");

    private final Terminal terminal;
    /** What comes to the terminal, if colours are wanted. */
    private final @Nullable Path raw;

    Session(Nitro nitro, Kind kind) throws IOException {
        raw = kind == Kind.COLOURS ? nitro.root("raw") : null;
        terminal = new TerminalShell(nitro, kind.columns, kind.rows, Map.of("TZ", "UTC"), "$? $ ");
        terminal.await("the prompt", Session::isPrompt);
        if (!kind.variable.isEmpty()) { // here, since tmux has a TERM of its own
            type("export " + kind.variable);
            end();
        }
    }

    Terminal terminal() {
        return terminal;
    }

    /** What the shell runs now. */
    Proc child() throws IOException {
        return terminal.proc().children().getFirst();
    }

    /** Types a command on a clean screen. */
    void type(String command) throws IOException {
        terminal.forget();
        terminal.press("Enter");
        terminal.await("the prompt", Session::isPrompt);
        if (raw != null) {
            Files.deleteIfExists(raw);
            terminal.record(raw);
        }
        terminal.type(command);
        terminal.await("$ " + command); // what is not echoed yet would look like the end of it
        terminal.press("Enter");
    }

    /** Waits for something on the screen. */
    void await(String what, Predicate<String> wanted) throws IOException {
        terminal.await(what, wanted);
    }

    /** Waits until the command has ended, and answers its exit status. */
    int end() throws IOException {
        // The line of the command itself begins with a prompt, but does not end with it.
        String screen = terminal.await("the end", Session::isPrompt);
        var matcher = PROMPT.matcher(screen);
        if (!matcher.matches()) {
            throw new AssertionError(screen);
        }
        return Integer.parseInt(matcher.group(2));
    }

    /** What a command shows: the line in which it was typed, without the prompt, and all that follows, but for a prompt. */
    String shown(String command) throws IOException {
        String all = raw == null ? terminal.transcript() : raw(raw);
        var lines =
                all.lines().dropWhile(line -> !line.endsWith(command)).skip(1).toList();
        var text = new StringBuilder("$ " + command);
        for (String line : lines) {
            // The prompt can stand behind what the terminal shows of control-C.
            String rest = line.replaceAll("(^|(?<=\\^C))\\d+ \\$ ?$", "");
            if (line.isEmpty() || !rest.isEmpty()) {
                text.append('\n').append(rest.stripTrailing());
            }
        }
        return text.toString();
    }

    /** With the prompt, before which nothing is missing. */
    private static String raw(Path file) throws IOException {
        FileWatch.await(
                Objects.requireNonNull(file.getParent()),
                () -> read(file).endsWith(" $ "),
                () -> "a prompt in " + file);
        return read(file).replace("\r\n", "\n").replace("\033", "^[");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPrompt(String screen) {
        return PROMPT.matcher(screen).matches();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
