package nitro.front.nitro;

import java.util.HashMap;
import java.util.Map;
import nitro.define.directory.ServiceName;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the names of loaded services. A logger inside its producer's directory (spec 9.10) is known as such from its
 * loading on, whatever becomes of the files: {@code web@a.log} could be an instance of {@code web@}, too.
 */
final class LoadedNames {
    private final Map<String, ServiceName> inside = new HashMap<>();

    void addInside(ServiceName logger) {
        inside.put(logger.text(), logger);
    }

    void remove(String name) {
        inside.remove(name);
    }

    boolean isInside(String name) {
        return inside.containsKey(name);
    }

    /** The name in parts; null if no service can be called so. */
    @Nullable
    ServiceName of(String name) {
        ServiceName known = inside.get(name);
        return known != null ? known : ServiceName.of(name);
    }
}
