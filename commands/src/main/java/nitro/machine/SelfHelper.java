package nitro.machine;

import java.util.List;
import nitro.engine.model.Program;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/** This very program, executed once more as a small helper of pid 1. */
public final class SelfHelper {
    /** The exit status of a helper that could not execute what it was to. */
    public static final int FAILED = 111;

    /**
     * As this helper it makes its standard input its controlling terminal and runs the program with the argument 0 that
     * follow (spec 7.1).
     */
    private static final String TERMINAL = "--with-terminal";

    /** As this helper of pid 1 it sends KILL to every process it may (spec 7.4). */
    private static final String KILL = "--kill-all";

    /** The command that knows the two. */
    private static final String COMMAND = "nitro";

    private static final int INIT = 1;
    private static final int USAGE = 2;

    private final Self self;

    /** @param self how to execute this program */
    public SelfHelper(Self self) {
        this.self = self;
    }

    /** The helper that runs {@code program}, which has no arguments but argument 0, with a controlling terminal. */
    public Program withTerminal(Program program) {
        List<String> args = List.of(TERMINAL, program.path(), program.argv().getFirst());
        return new Program(
                program.label(), self.path(), self.argv(COMMAND, args), program.directory(), program.environment());
    }

    /** The helper that kills whatever it may. */
    public Program killAll() {
        return new Program(KILL, self.path(), self.argv(COMMAND, List.of(KILL)), "");
    }

    /**
     * Does what the arguments ask for if they are a helper's.
     *
     * @param relativeTo what a message puts before a path that is not absolute
     * @return the exit status; null if they are not
     */
    public static @Nullable Integer act(Posix posix, Invocation invocation, String relativeTo) {
        List<String> args = invocation.args();
        if (posix.getpid() == INIT) {
            return null;
        }
        if (args.size() == 3 && args.getFirst().equals(TERMINAL)) {
            return runWithTerminal(posix, invocation, relativeTo);
        }
        return args.equals(List.of(KILL)) ? killAll(posix, invocation) : null;
    }

    private static int killAll(Posix posix, Invocation invocation) {
        if (posix.getppid() != INIT) { // somebody typed it, who would lose the machine
            invocation.err().println("nitro: " + KILL + ": is for pid 1 only");
            return USAGE;
        }
        posix.kill(-1, posix.number(Signal.KILL));
        return 0;
    }

    private static int runWithTerminal(Posix posix, Invocation invocation, String relativeTo) {
        String path = invocation.args().get(1);
        String words = path.startsWith("/") ? path : relativeTo + path;
        try {
            return new TerminalSession(
                            posix, invocation, path, invocation.args().get(2), words)
                    .run();
        } catch (ErrnoException e) {
            invocation.err().println("- nitro: can't exec " + words + ": " + e.reason());
            return FAILED;
        }
    }
}
