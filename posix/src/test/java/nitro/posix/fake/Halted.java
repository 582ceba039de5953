package nitro.posix.fake;

import nitro.posix.Machine.Reboot;

/** Our process has halted or restarted the machine: the program under test ends here, as all others do. */
public final class Halted extends Error {
    private static final long serialVersionUID = 1L;

    Halted(Reboot command) {
        super("reboot " + command);
    }
}
