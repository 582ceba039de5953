package nitro.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The loaded services by name, in the order of bytes. */
final class Registry {
    private final TreeMap<String, Service> byName = new TreeMap<>();

    @Nullable
    Service get(String name) {
        return byName.get(name);
    }

    /** The service of this name, put in, DOWN, if it is not there. */
    Service load(String name, long now) {
        return byName.computeIfAbsent(name, n -> new Service(n, now));
    }

    void forget(Service service) {
        byName.remove(service.name, service);
    }

    int size() {
        return byName.size();
    }

    /** All of them as they are now; loading and forgetting do not change the answer. */
    List<Service> all() {
        return new ArrayList<>(byName.values());
    }

    /** The services that follow a name, in order. */
    Collection<Service> after(String name) {
        return byName.tailMap(name, false).values();
    }
}
