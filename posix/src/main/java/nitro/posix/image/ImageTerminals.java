package nitro.posix.image;

import static nitro.posix.image.TerminalCalls.*;

import nitro.posix.ErrnoException;
import nitro.posix.Terminals;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.PointerBase;

/** {@link Terminals}, in the image. */
final class ImageTerminals implements Terminals {
    private final Scratch scratch;

    ImageTerminals(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public byte[] terminalModes(int fd) throws ErrnoException {
        int size = SizeOf.get(Modes.class);
        CCharPointer modes = scratch.only(size);
        ErrnoNumber.check(tcgetattr(fd, modes), "tcgetattr", fd);
        byte[] bytes = new byte[size];
        Bytes.copy(modes, bytes, 0, size);
        return bytes;
    }

    @Override
    public void setTerminalModes(int fd, byte[] modes) throws ErrnoException {
        CCharPointer bytes = scratch.only(modes.length);
        Bytes.copy(modes, 0, bytes, modes.length);
        set(fd, bytes);
    }

    @Override
    public void makeRaw(int fd) throws ErrnoException {
        Modes modes = StackValue.get(Modes.class);
        ErrnoNumber.check(tcgetattr(fd, modes), "tcgetattr", fd);
        modes.input(modes.input() & ~(BRKINT() | ISTRIP() | INLCR() | IGNCR() | ICRNL() | IXON()));
        modes.local(modes.local() & ~(ISIG() | ICANON() | ECHO() | IEXTEN()));
        modes.characters().write(VMIN(), (byte) 1);
        modes.characters().write(VTIME(), (byte) 0);
        set(fd, modes);
    }

    private static void set(int fd, PointerBase modes) throws ErrnoException {
        int result;
        do {
            result = tcsetattr(fd, TCSADRAIN(), modes);
        } while (result < 0 && ErrnoNumber.interrupted());
        ErrnoNumber.check(result, "tcsetattr", fd);
    }
}
