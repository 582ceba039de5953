package nitro.posix;

/** Calls of those who draw on a terminal, and leave it as they found it. */
public interface Terminals {
    /** tcgetattr(3): what the terminal does with what is typed and printed; bytes for {@link #setTerminalModes} only. */
    byte[] terminalModes(int fd) throws ErrnoException;

    /** tcsetattr(3), when all that was printed has gone out. */
    void setTerminalModes(int fd, byte[] modes) throws ErrnoException;

    /**
     * From now on each byte that is typed can be read at once: no lines, no echo, no signals, no changes. Printing stays as
     * it is.
     */
    void makeRaw(int fd) throws ErrnoException;

    /** Passes each call on to the part that {@link #terminals} has. */
    interface Forwarding extends Terminals {
        Terminals terminals();

        @Override
        default byte[] terminalModes(int fd) throws ErrnoException {
            return terminals().terminalModes(fd);
        }

        @Override
        default void setTerminalModes(int fd, byte[] modes) throws ErrnoException {
            terminals().setTerminalModes(fd, modes);
        }

        @Override
        default void makeRaw(int fd) throws ErrnoException {
            terminals().makeRaw(fd);
        }
    }
}
