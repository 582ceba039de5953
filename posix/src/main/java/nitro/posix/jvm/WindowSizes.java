package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.TIOCGWINSZ;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import nitro.posix.WindowSize;
import org.jspecify.annotations.Nullable;

/**
 * The size of a terminal by the layer that JNR stands on: what nitroctl needs on a terminal and Java does not tell. JNR's own
 * way to the same call costs three times as much as this when it is the only one.
 */
final class WindowSizes {
    private static final int STRUCT_WINSIZE = 8;

    private WindowSizes() {}

    /** See {@link nitro.posix.ClientPosix#windowSize}. */
    static @Nullable WindowSize of(int fd) {
        Type number = Type.SLONG_LONG;
        CallContext call = CallContext.getCallContext(
                Type.SINT, new Type[] {number, number, number}, CallingConvention.DEFAULT, false);
        long ioctl = Library.getDefault().getSymbolAddress("ioctl");
        MemoryIO memory = MemoryIO.getInstance();
        long size = memory.allocateMemory(STRUCT_WINSIZE, true);
        try {
            if ((int) Invoker.getInstance().invokeL3(call, ioctl, fd, TIOCGWINSZ, size) < 0) {
                return null;
            }
            return new WindowSize(
                    Short.toUnsignedInt(memory.getShort(size)), Short.toUnsignedInt(memory.getShort(size + 2)));
        } finally {
            memory.freeMemory(size);
        }
    }
}
