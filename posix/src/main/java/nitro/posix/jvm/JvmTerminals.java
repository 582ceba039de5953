package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Terminals;

/** {@link Terminals} by libc. */
final class JvmTerminals implements Terminals {
    private final Native os;
    private final Block block;

    JvmTerminals(Native os) {
        this.os = os;
        block = new Block(os.runtime, TERMIOS);
    }

    @Override
    public byte[] terminalModes(int fd) throws ErrnoException {
        os.check(os.libc.tcgetattr(fd, block.address()), "tcgetattr", fd);
        byte[] modes = new byte[TERMIOS];
        block.memory().get(0, modes, 0, TERMIOS);
        return modes;
    }

    @Override
    public void setTerminalModes(int fd, byte[] modes) throws ErrnoException {
        block.memory().put(0, modes, 0, TERMIOS);
        set(fd);
    }

    @Override
    public void makeRaw(int fd) throws ErrnoException {
        os.check(os.libc.tcgetattr(fd, block.address()), "tcgetattr", fd);
        Pointer modes = block.memory();
        modes.putInt(C_IFLAG, modes.getInt(C_IFLAG) & ~(BRKINT | ISTRIP | INLCR | IGNCR | ICRNL | IXON));
        modes.putInt(C_LFLAG, modes.getInt(C_LFLAG) & ~(ISIG | ICANON | ECHO | IEXTEN));
        modes.putByte(C_CC + VMIN, (byte) 1);
        modes.putByte(C_CC + VTIME, (byte) 0);
        set(fd);
    }

    private void set(int fd) throws ErrnoException {
        int outcome;
        do {
            outcome = os.libc.tcsetattr(fd, TCSADRAIN, block.address());
        } while (os.interrupted(outcome));
        os.check(outcome, "tcsetattr", fd);
    }
}
