package nitro.app.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Loggers of the platform's kind, which JLine has and nobody reads, say nothing. What is behind them is
 * java.util.logging with its levels in all languages, and whatever provider there could be.
 */
final class NoLogging implements System.Logger {
    private static final NoLogging LOGGER = new NoLogging();

    private NoLogging() {}

    @TargetClass(System.class)
    @SuppressWarnings("unused")
    static final class Maker {
        @Substitute
        public static System.Logger getLogger(String name) {
            return LOGGER;
        }
    }

    @Override
    public String getName() {
        return "";
    }

    @Override
    public boolean isLoggable(Level level) {
        return false;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {}

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {}
}
