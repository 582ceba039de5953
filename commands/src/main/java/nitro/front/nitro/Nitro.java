package nitro.front.nitro;

import java.util.List;
import java.util.function.Supplier;
import nitro.define.directory.ServiceName;
import nitro.engine.Witness;
import nitro.machine.Boot;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Signal;

/** The command {@code nitro}: the supervisor, or one of the two small helpers that it executes itself as. */
public final class Nitro implements Command {
    /**
     * As this helper it makes its standard input its controlling terminal and executes the program and argument 0 that
     * follow (spec 7.1).
     */
    public static final String TERMINAL_HELPER = "--with-terminal";

    /** As this helper of pid 1 it sends KILL to every process it may (spec 7.4). */
    public static final String KILL_HELPER = "--kill-all";

    private static final String HELP = """
            usage: nitro [DIRECTORY]

            Supervises the services in DIRECTORY (default /etc/nitro), one sub-directory
            each, until it is told to shut down by SIGTERM, SIGINT or `nitroctl Shutdown`.
            As pid 1 it is the init of the machine or container.

            A service directory has an executable `run`, and if need be `setup`, `finish`,
            a symlink `log` to the service that logs its output, `down`, `down-signal`,
            `down-group` and `notification-fd`.

            The control socket is NITRO_SOCK, else /run/nitro/nitro.sock. SIGHUP rescans
            DIRECTORY.
            Exit status: 0, or 111 when it cannot begin.
            """;

    private static final int INIT = 1;

    private static final int USAGE = 2;

    /** The exit status of what could not be done. */
    public static final int FAILED = 111;

    private final Supplier<String> version;
    private final Witness witness;

    /** @param version what the build calls itself */
    public Nitro(Supplier<String> version) {
        this(version, new Witness() {});
    }

    Nitro(Supplier<String> version, Witness witness) {
        this.version = version;
        this.witness = witness;
    }

    @Override
    public int run(Invocation invocation, Platform platform) {
        Posix posix = platform.posix();
        boolean init = posix.getpid() == INIT;
        List<String> args = invocation.args();
        if (!init && args.size() == 3 && args.getFirst().equals(TERMINAL_HELPER)) {
            return executeWithTerminal(posix, invocation, args.get(1), args.get(2));
        }
        if (!init && args.equals(List.of(KILL_HELPER))) {
            if (posix.getppid() != INIT) { // somebody typed it, who would lose the machine
                invocation.err().println("nitro: " + KILL_HELPER + ": is for pid 1 only");
                return USAGE;
            }
            posix.kill(-1, posix.number(Signal.KILL));
            return 0;
        }
        boolean machine = init && Boot.takeMachine(posix);
        if (!machine && args.equals(List.of("--help"))) {
            invocation.out().print(HELP);
            return 0;
        }
        if (!machine && args.equals(List.of("--version"))) {
            invocation.out().println("nitro " + version.get());
            return 0;
        }
        if (!machine && args.size() > 1) {
            invocation.err().println("usage: nitro [DIRECTORY]");
            return USAGE;
        }
        return new Daemon(posix, invocation, init, machine, witness).run();
    }

    private static int executeWithTerminal(Posix posix, Invocation invocation, String path, String name) {
        try {
            posix.setControllingTerminal(0);
        } catch (ErrnoException e) {
            // No terminal, or another session has it: the program runs all the same.
        }
        try {
            posix.exec(path, List.of(name), invocation.environment());
        } catch (ErrnoException e) {
            String where = path.startsWith("/") ? "" : ServiceName.SYS + "/";
            invocation.err().println("- nitro: can't exec " + where + path + ": " + e.reason());
        }
        return FAILED;
    }
}
