package nitro.ready;

import nitro.posix.ClientPosix;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** A platform that has its system at once. */
record OnlyPosix(Posix posix) implements Platform {
    @Override
    public ClientPosix client() {
        return posix;
    }
}
