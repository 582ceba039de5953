package nitro.app;

import nitro.posix.ClientPosix;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.jvm.JvmPosix;
import org.jspecify.annotations.Nullable;

/** The system on the JVM. */
final class JvmPlatform implements Platform {
    private @Nullable Posix posix;

    @Override
    public ClientPosix client() {
        return posix();
    }

    @Override
    public Posix posix() {
        Posix made = posix;
        if (made == null) {
            made = new JvmPosix();
            posix = made;
        }
        return made;
    }
}
