package nitro.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import nitro.engine.Definitions.Gone;
import nitro.engine.Definitions.Unreadable;
import nitro.engine.life.Event;
import nitro.engine.model.Needs;

/** Looks at what a service needs when it starts, and has that started if the service was ordered to (spec engine 3.2). */
final class NeededServices {
    private final Definitions definitions;
    private final Registry registry;
    private final Gate gate;
    private final BiConsumer<Service, Event> feed;

    /** @param feed takes an event that comes to a service */
    NeededServices(Definitions definitions, Registry registry, Gate gate, BiConsumer<Service, Event> feed) {
        this.definitions = definitions;
        this.registry = registry;
        this.gate = gate;
        this.feed = feed;
    }

    /** Returns whether something keeps the service from starting at present. */
    boolean keep(Service service) throws Gone, Unreadable {
        Needs needs = read(service);
        if (service.pulls) {
            List<String> pulled = new ArrayList<>(needs.requires());
            pulled.addAll(needs.wants());
            for (String name : pulled) {
                Service other = registry.get(name);
                if (other != null && other != service) {
                    feed.accept(other, Event.NEEDED);
                }
            }
            service.pulls = false;
        }
        return gate.holds(service);
    }

    private Needs read(Service service) throws Gone, Unreadable {
        service.needsFault = false;
        try {
            Needs needs = definitions.needs(service.name);
            gate.set(service.name, needs);
            return needs;
        } catch (Gone e) {
            service.needsFault = true;
            throw e;
        }
    }
}
