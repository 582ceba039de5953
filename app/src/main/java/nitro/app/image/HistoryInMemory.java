package nitro.app.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * JLine's history has no file: the lines of {@code nitroctl shell} are kept by the shell. It would bring temporary files with
 * random names, and for those all providers of cryptography.
 */
final class HistoryInMemory {
    private HistoryInMemory() {}

    @TargetClass(className = "org.jline.reader.impl.history.DefaultHistory")
    @SuppressWarnings("unused")
    static final class Place {
        @Substitute
        private @Nullable Path getPath() {
            return null;
        }
    }
}
