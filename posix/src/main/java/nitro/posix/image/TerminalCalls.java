package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CFieldAddress;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.PointerBase;

/** The C library's calls on terminals, their structures and constants. */
@CContext(Headers.class)
final class TerminalCalls {
    private TerminalCalls() {}

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int ioctl(int fd, long request, PointerBase argument);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int tcgetattr(int fd, PointerBase modes);

    @CFunction(transition = Transition.TO_NATIVE)
    static native int tcsetattr(int fd, int when, PointerBase modes);

    @CStruct("struct winsize")
    interface Window extends PointerBase {
        @CField("ws_row")
        short rows();

        @CField("ws_col")
        short columns();
    }

    @CStruct("struct termios")
    interface Modes extends PointerBase {
        @CField("c_iflag")
        int input();

        @CField("c_iflag")
        void input(int flags);

        @CField("c_lflag")
        int local();

        @CField("c_lflag")
        void local(int flags);

        @CFieldAddress("c_cc")
        CCharPointer characters();
    }

    @CConstant
    static native long TIOCGWINSZ();

    @CConstant
    static native int TCSADRAIN();

    @CConstant
    static native int BRKINT();

    @CConstant
    static native int ISTRIP();

    @CConstant
    static native int INLCR();

    @CConstant
    static native int IGNCR();

    @CConstant
    static native int ICRNL();

    @CConstant
    static native int IXON();

    @CConstant
    static native int ISIG();

    @CConstant
    static native int ICANON();

    @CConstant
    static native int ECHO();

    @CConstant
    static native int IEXTEN();

    @CConstant
    static native int VMIN();

    @CConstant
    static native int VTIME();
}
