package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** {@link nitro.posix.Terminals}, and the size of a terminal. */
final class TerminalCases {
    private TerminalCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("windowSize: none of what is no terminal", TerminalCases::noTerminal),
                new Case("windowSize, terminalModes, makeRaw, setTerminalModes", TerminalCases::modes));
    }

    private static void noTerminal(World world) throws ErrnoException {
        int fd = world.posix.open("/dev/null", 0, 0);
        Check.equal(null, world.posix.windowSize(fd), "size of the null device");
        Check.equal(null, world.client.windowSize(fd), "size of the null device");
        Check.fails(Errno.ENOTTY, () -> world.posix.terminalModes(fd));
        Check.fails(Errno.ENOTTY, () -> world.posix.makeRaw(fd));
        world.posix.close(fd);
        Check.equal(null, world.posix.windowSize(fd), "size of nothing");
        Check.equal(null, world.client.windowSize(fd), "size of nothing");
        Check.fails(Errno.EBADF, () -> world.posix.terminalModes(fd));
    }

    private static void modes(World world) throws ErrnoException {
        String cooked = "icrnl ixon opost isig icanon iexten echo\n";
        Check.equal(
                "size WindowSize[rows=7, columns=300] WindowSize[rows=7, columns=300]\n"
                        + "before " + cooked
                        + "raw -icrnl -ixon opost -isig -icanon -iexten -echo\n"
                        + "after " + cooked,
                Terminal.run(world, "modes"),
                "output");
    }
}
