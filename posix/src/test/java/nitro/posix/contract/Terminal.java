package nitro.posix.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nitro.posix.ErrnoException;

/** A pseudo-terminal for the helper to run on; Python makes it, since no call of ours can. */
final class Terminal {
    private static final String PYTHON = "/usr/bin/python3";

    /** The helper leads a session without a terminal, and has one on descriptor 0. */
    private static final String SCRIPT = """
            import fcntl, os, struct, sys, termios
            master, slave = os.openpty()
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 7, 300, 0, 0))
            os.set_inheritable(master, True)
            os.dup2(slave, 0)
            os.execv(sys.argv[1], sys.argv[1:])
            """;

    private Terminal() {}

    static String run(World world, String... args) throws ErrnoException {
        try {
            world.posix.stat(PYTHON);
        } catch (ErrnoException e) {
            throw new Check.Skipped("no Python to make a terminal");
        }
        List<String> argv = new ArrayList<>(List.of(PYTHON, "-c", SCRIPT));
        argv.addAll(world.self());
        argv.addAll(Arrays.asList(args));
        return world.finish(world.startReading(argv));
    }
}
