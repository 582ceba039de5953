package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * A shell of the system on a terminal, in the case's own directory, at which nitro's commands are typed; it can tell whether
 * one that lives on the terminal leaves it as it was.
 */
public final class TerminalShell extends Terminal {
    private final Nitro nitro;

    /** @param more variables beside PATH, NITRO_SOCK and a UTF-8 locale */
    public TerminalShell(Nitro nitro, int columns, int rows, Map<String, String> more) throws IOException {
        this(nitro, columns, rows, more, "$ ");
    }

    /** @param prompt ends with {@code "$ "} */
    public TerminalShell(Nitro nitro, int columns, int rows, Map<String, String> more, String prompt)
            throws IOException {
        super(
                nitro.root("."),
                columns,
                rows,
                environment(nitro, more),
                "env",
                "-C",
                nitro.root(".").toString(),
                "PS1=" + prompt,
                "sh");
        this.nitro = nitro;
        await("$");
    }

    private static Map<String, String> environment(Nitro nitro, Map<String, String> more) {
        var environment = new HashMap<>(nitro.environment());
        environment.put("PATH", Nitro.BIN + ":/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(more);
        return environment;
    }

    /** Runs, on an empty screen, words of shell that end by executing what lives on the terminal. */
    public void begin(String words) throws IOException {
        enter("clear; stty -a >before; sh -c 'echo $$ >pid; " + words + "'");
    }

    /** The process of what was begun, once it shows something. */
    public Proc begun() throws IOException {
        return new Proc(Long.parseLong(Files.readString(nitro.root("pid")).strip()));
    }

    /** Whoever is on the terminal now has the modes from before something was begun. */
    public void assertAsBefore() throws IOException {
        enter("clear; stty -a >after; cmp before after; echo compared");
        awaitScreen("compared\n$");
    }

    /** What was begun has ended with this status, and left the terminal's modes as they were. */
    public void assertLeft(int status) throws IOException {
        enter("status=$?; clear; stty -a >after; cmp before after; echo ended $status");
        awaitScreen("ended " + status + "\n$");
    }
}
