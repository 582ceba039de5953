package nitro.app.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.Console;
import org.jspecify.annotations.Nullable;

/** {@link System#console} finds none: picocli asks for it where it would read a password, and the JDK looks for providers. */
final class NoConsole {
    private NoConsole() {}

    @TargetClass(Console.class)
    @SuppressWarnings("unused")
    static final class Maker {
        @Substitute
        private static @Nullable Console instantiateConsole() {
            return null;
        }
    }
}
