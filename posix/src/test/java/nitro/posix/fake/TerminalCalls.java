package nitro.posix.fake;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Terminals;
import nitro.posix.WindowSize;
import org.jspecify.annotations.Nullable;

/** Our process's calls on terminals; there is one, the console. */
abstract class TerminalCalls extends StateCalls implements Terminals {
    private static final byte COOKED = 0;
    private static final byte RAW = 1;

    private WindowSize window = new WindowSize(24, 80);
    private byte modes = COOKED;

    TerminalCalls(Chance chance, int pid, long limit, long hardLimit) {
        super(chance, pid, limit, hardLimit);
    }

    /** Gives the terminal another size, and our process the signal of it. */
    public void resize(int rows, int columns) {
        window = new WindowSize(rows, columns);
        processes.kill(self, nitro.posix.Signal.WINCH);
    }

    @Override
    public @Nullable WindowSize windowSize(int fd) {
        return isatty(fd) ? window : null;
    }

    @Override
    public byte[] terminalModes(int fd) throws ErrnoException {
        require("tcgetattr", fd);
        return new byte[] {modes};
    }

    @Override
    public void setTerminalModes(int fd, byte[] changed) throws ErrnoException {
        require("tcsetattr", fd);
        modes = changed[0];
    }

    @Override
    public void makeRaw(int fd) throws ErrnoException {
        require("tcsetattr", fd);
        modes = RAW;
    }

    private void require(String call, int fd) throws ErrnoException {
        table().require(call, fd);
        if (!isatty(fd)) {
            throw new ErrnoException(call, Integer.toString(fd), Errno.ENOTTY);
        }
    }
}
