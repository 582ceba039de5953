package nitro.engine;

import nitro.engine.life.Event;
import nitro.posix.Errno;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** The orders of a user, by the names of services (spec 2.4, 4.6, 4.7). */
public final class Orders {
    /** Finds services that are not loaded. */
    public interface Finder {
        /** Whether there is a service of this name, which is ordered to start; what is known of it is to be renewed. */
        boolean findToStart(String name);

        /** Whether there is a service of this name, not loaded yet, which is ordered not to run. */
        boolean findToStop(String name);
    }

    private final Posix posix;
    private final Engine engine;
    private final Finder finder;

    public Orders(Posix posix, Engine engine, Finder finder) {
        this.posix = posix;
        this.engine = engine;
        this.finder = finder;
    }

    public Outcome up(String name) {
        return start(name, Event.UP);
    }

    public Outcome restart(String name) {
        return start(name, Event.RESTART);
    }

    public Outcome down(String name) {
        if (find(name) == null && finder.findToStop(name)) {
            engine.load(name);
        }
        return obey(name, Event.DOWN);
    }

    /** The service counts as ready if it is starting. */
    public Outcome ready(String name) {
        return obey(name, Event.READY);
    }

    /** Sends a signal, by its number, to the process of the service itself. */
    public Outcome signal(String name, int number) {
        Service service = find(name);
        if (service == null) {
            return new Outcome.NoSuchService(name);
        }
        Snapshot now = Snapshot.of(service);
        if (now.runPid() == 0) {
            return new Outcome.NotRunning(now);
        }
        int result = posix.kill(now.runPid(), number);
        return result >= 0
                ? new Outcome.Done(now)
                : new Outcome.Refused(now, Errno.of(result).message());
    }

    /** When the supervisor shuts down nothing is looked for any more: nothing starts. */
    private Outcome start(String name, Event event) {
        if (!engine.closing()) {
            engine.setLeaving(name, false);
            if (finder.findToStart(name)) {
                engine.load(name);
            }
        }
        return obey(name, event);
    }

    private Outcome obey(String name, Event event) {
        Service service = find(name);
        if (service == null) {
            return new Outcome.NoSuchService(name);
        }
        if (event == Event.DOWN || event == Event.RESTART) {
            engine.cascades().order(service, event);
        } else {
            engine.feed(service, event);
        }
        return new Outcome.Done(Snapshot.of(service));
    }

    private @Nullable Service find(String name) {
        return engine.registry().get(name);
    }
}
