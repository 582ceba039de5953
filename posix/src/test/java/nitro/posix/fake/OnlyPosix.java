package nitro.posix.fake;

import nitro.posix.ClientPosix;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** A platform that has its system at once. */
public record OnlyPosix(Posix posix) implements Platform {
    @Override
    public ClientPosix client() {
        return posix;
    }
}
