package nitro.ctl.screen;

import nitro.posix.ClientPosix;
import nitro.posix.WindowSize;
import org.jspecify.annotations.Nullable;

/** Where a person looks. */
public final class Screen {
    private Screen() {}

    /**
     * The size of the terminal that a descriptor is; null if it is none, or one that does not know its size: so is a
     * serial console, where scripts of the boot write, and what they write is read by programs.
     */
    public static @Nullable WindowSize of(ClientPosix posix, int fd) {
        WindowSize size = posix.windowSize(fd);
        return size == null || size.columns() == 0 ? null : size;
    }
}
