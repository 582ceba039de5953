package nitro.app;

import nitro.posix.ClientPosix;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.jvm.JvmClientPosix;
import nitro.posix.jvm.JvmPosix;
import org.jspecify.annotations.Nullable;

/** The system on the JVM; a client needs only the part of it that starts fast. */
final class JvmPlatform implements Platform {
    private @Nullable Posix posix;

    @Override
    public ClientPosix client() {
        return new JvmClientPosix(this::posix);
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
