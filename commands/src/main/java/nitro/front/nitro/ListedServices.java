package nitro.front.nitro;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.ServiceName;
import nitro.engine.Engine;
import nitro.engine.Snapshot;
import org.jspecify.annotations.Nullable;

/** The services as clients see them: those of the engine, and SYS while a script of it runs (spec 3.3). */
final class ListedServices {
    private final Engine engine;
    private final SystemScripts system;

    ListedServices(Engine engine, SystemScripts system) {
        this.engine = engine;
        this.system = system;
    }

    @Nullable
    Snapshot get(String name) {
        return name.equals(ServiceName.SYS) ? system.listed() : engine.get(name);
    }

    int size() {
        return engine.size() + (system.listed() == null ? 0 : 1);
    }

    /** The services that follow a name, in the order of bytes. */
    Iterable<Snapshot> after(String name) {
        Snapshot listed = system.listed();
        if (listed == null || listed.name().compareTo(name) <= 0) {
            return engine.after(name);
        }
        List<Snapshot> all = new ArrayList<>();
        engine.after(name).forEach(all::add);
        int place = 0;
        while (place < all.size() && all.get(place).name().compareTo(listed.name()) < 0) {
            place++;
        }
        all.add(place, listed);
        return all;
    }
}
