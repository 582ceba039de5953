package nitro.engine;

import java.util.List;
import java.util.function.Consumer;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.Phase;
import nitro.engine.model.Needs;
import nitro.engine.output.Captures;
import nitro.loop.Loop;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** The services, each led through its {@link LifeCycle}: what fronts may ask about them, and make happen. */
public final class Engine {
    private final Posix posix;
    private final Registry registry = new Registry();
    private final Gate gate = new Gate(registry);
    private final Definitions definitions;
    private final Outputs outputs;
    private final Dispatcher dispatcher;
    private final Cascades cascades;

    /**
     * @param definitions what the services are
     * @param launcher starts their programs
     * @param children is told of the ends of all children
     * @param capturing makes the pipes of services whose output is captured; null if there are none of these
     * @param messages takes what goes wrong, in a sentence each
     */
    public Engine(
            Posix posix,
            Loop loop,
            Definitions definitions,
            Launcher launcher,
            Children children,
            @Nullable Capturing capturing,
            Consumer<String> messages) {
        this.posix = posix;
        this.outputs = new Outputs(posix);
        this.dispatcher = new Dispatcher(
                posix, loop, definitions, registry, gate, outputs, launcher, children, capturing, messages);
        this.definitions = definitions;
        this.cascades = new Cascades(registry, gate, dispatcher);
    }

    /** Tells {@code observer} what happens from now on, after those that came before. */
    public void observe(Observer observer) {
        dispatcher.observe(observer);
    }

    /** Makes a service known, DOWN, if it is not known yet. */
    public void load(String name) {
        registry.load(name, posix.now());
        dispatcher.expect(registry.size());
    }

    /** Has an event come to a service; nothing happens if it is not known. */
    public void feed(String name, Event event) {
        Service service = registry.get(name);
        if (service != null) {
            dispatcher.feed(service, event);
        }
    }

    /** Stops the service and forgets it when it is down (spec 4.8). */
    public void dismiss(String name) {
        Service service = registry.get(name);
        if (service == null) {
            return;
        }
        service.leaving = true;
        if (service.phase == Phase.DOWN) {
            dispatcher.forget(service);
        } else {
            cascades.order(service, Event.DOWN);
        }
    }

    /** Has the service forgotten as soon as it is down, or takes that back. */
    public void setLeaving(String name, boolean leaving) {
        Service service = registry.get(name);
        if (service != null) {
            service.leaving = leaving;
        }
    }

    /** Whether the service is forgotten as soon as it is down. */
    public boolean isLeaving(String name) {
        Service service = registry.get(name);
        return service != null && service.leaving;
    }

    /** From now on nothing is started any more; what waits for its start goes DOWN (spec 3.4). */
    public void close() {
        dispatcher.close();
        cascades.close();
        registry.all().forEach(service -> feed(service, Event.CLOSED));
    }

    public boolean closing() {
        return dispatcher.closing();
    }

    public @Nullable Snapshot get(String name) {
        Service service = registry.get(name);
        return service == null ? null : Snapshot.of(service);
    }

    public int size() {
        return registry.size();
    }

    /** The services that follow a name, in the order of bytes; all that there are follow the empty name. */
    public Iterable<Snapshot> after(String name) {
        return () -> registry.after(name).stream().map(Snapshot::of).iterator();
    }

    /** The names of all services as they are now, in the order of bytes. */
    public List<String> names() {
        return registry.all().stream().map(service -> service.name).toList();
    }

    /** Whether a service writes to this one at present. */
    public boolean isWrittenTo(String name) {
        Service service = registry.get(name);
        return service != null && outputs.graph().isRequired(service);
    }

    /** Whether what the service writes comes back to it at present. */
    public boolean hearsItself(String name) {
        Service service = registry.get(name);
        return service != null && (service.reader == service || outputs.graph().inCircle(service));
    }

    /**
     * Runs {@code task} when all that the programs of the service have written by now has been handed to its sinks: at once
     * where these have room.
     */
    public void whenHandedOn(String name, Runnable task) {
        Service service = registry.get(name);
        Captures.drain(service == null ? List.of() : List.copyOf(service.captures), task);
    }

    /** The descriptor on which one writes to the service; null if it has no input. */
    public @Nullable Integer inputOf(String name) {
        Service service = registry.get(name);
        return service == null || service.pipe == null ? null : service.pipe.writer();
    }

    /** Looks again at what the service needs, which may free it if something keeps it from starting. */
    public void reviewNeeds(String name) {
        Service service = registry.get(name);
        if (service == null) {
            return;
        }
        if (service.phase == Phase.BLOCKED) {
            dispatcher.feed(service, Event.FREED);
        } else if (service.phase == Phase.FATAL && service.needsFault) {
            dispatcher.feed(service, Event.UP);
        } else {
            try {
                gate.set(name, definitions.needs(name));
                dispatcher.freeWhoWaitsFor(service);
            } catch (Definitions.Gone | Definitions.Unreadable e) {
                // The next start says so; until then nothing changes.
            }
        }
    }

    /** The needs of the service, as of its last start or review. */
    public Needs needs(String name) {
        return gate.needs(name);
    }

    /** All that keeps the service from starting at present. */
    public List<Obstacle> obstacles(String name) {
        return gate.obstacles(name);
    }

    /** The services that run and require this one, directly or by way of others. */
    public List<String> activeDependents(String name) {
        return List.copyOf(cascades.activeDependents(name));
    }

    Cascades cascades() {
        return cascades;
    }

    Registry registry() {
        return registry;
    }

    Outputs outputs() {
        return outputs;
    }

    void feed(Service service, Event event) {
        dispatcher.feed(service, event);
    }
}
