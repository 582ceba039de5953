package nitro.app.image;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/**
 * picocli for options that are strings or flags, as all of ours are, and of a width that is given. Its other converters
 * bring network addresses, currencies and databases; to find out a terminal's width it starts processes, which log.
 */
final class PicocliOfStrings {
    private PicocliOfStrings() {}

    @TargetClass(className = "picocli.CommandLine$Interpreter")
    @SuppressWarnings({"unused", "NullAway.Init"})
    static final class Converters {
        @Alias
        private Map<Class<?>, ITypeConverter<?>> converterRegistry;

        @Substitute
        private void registerBuiltInConverters() {
            converterRegistry.put(String.class, value -> value);
            converterRegistry.put(boolean.class, Boolean::valueOf);
            converterRegistry.put(Boolean.class, Boolean::valueOf);
        }
    }

    @TargetClass(className = "picocli.CommandLine$Model$UsageMessageSpec")
    @SuppressWarnings("unused")
    static final class Width {
        @Substitute
        private static int getTerminalWidth() {
            return 80;
        }
    }
}
