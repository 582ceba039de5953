package nitro.engine;

import java.util.List;
import nitro.posix.Files.Pipe;
import org.jspecify.annotations.Nullable;

/** What tests see of a service beyond its snapshot. */
public final class Interior {
    private final @Nullable Service service;

    public Interior(Engine engine, String name) {
        service = engine.registry().get(name);
    }

    /** Whether it becomes UP by the passing of time alone. */
    public boolean settles() {
        return service != null && service.settlesAfter >= 0;
    }

    /** The descriptor of its readiness pipe, -1 if there is none. */
    public int readiness() {
        return service == null || service.readiness == null ? -1 : service.readiness.fd;
    }

    /** Both descriptors of the pipe that it reads, empty if there is none. */
    public List<Integer> pipe() {
        Pipe pipe = service == null ? null : service.pipe;
        return pipe == null ? List.of() : List.of(pipe.reader(), pipe.writer());
    }
}
