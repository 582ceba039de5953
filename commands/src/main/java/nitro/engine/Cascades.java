package nitro.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.engine.graph.Graph;
import nitro.engine.graph.StopOrder;
import nitro.engine.life.Event;

/**
 * Stops or restarts services on orders, each after those that require it: level by level, each down before the next is
 * signalled (spec engine 3.3). Those keep their wish: they are BLOCKED until the service is back.
 */
final class Cascades implements Observer {
    /** An order that waits for the dependents of its service. */
    private static final class Cascade {
        final Service target;
        final StopOrder<String> order;
        Event event;

        /** The services that may be stopped, of which the first {@link #told} have been told so. */
        List<String> toStop = List.of();

        int told;

        Cascade(Service target, StopOrder<String> order, Event event) {
            this.target = target;
            this.order = order;
            this.event = event;
        }
    }

    private final Registry registry;
    private final Gate gate;
    private final Dispatcher dispatcher;
    private final Map<String, Cascade> cascades = new HashMap<>();

    Cascades(Registry registry, Gate gate, Dispatcher dispatcher) {
        this.registry = registry;
        this.gate = gate;
        this.dispatcher = dispatcher;
        dispatcher.observe(this);
    }

    /**
     * Has the event come to the service when what requires it is down; at once if nothing does.
     *
     * @param event DOWN or RESTART
     */
    void order(Service target, Event event) {
        Cascade waiting = cascades.get(target.name);
        if (waiting != null) {
            waiting.event = event;
            return;
        }
        Set<String> dependents = dispatcher.closing() ? Set.of() : activeDependents(target.name);
        if (dependents.isEmpty()) {
            dispatcher.feed(target, event);
            return;
        }
        Graph<String> graph = new Graph<>();
        dependents.add(target.name);
        for (String name : dependents) {
            gate.needs(name).requires().stream()
                    .filter(dependents::contains)
                    .forEach(required -> graph.require(name, required));
        }
        Cascade cascade = new Cascade(target, new StopOrder<>(graph, dependents), event);
        dependents.forEach(name -> setStopOrdered(name, true));
        cascades.put(target.name, cascade);
        advance(cascade);
    }

    /** The services that are stopped before this one is: those that run and require it, directly or by way of others. */
    Set<String> activeDependents(String target) {
        Set<String> active = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(target));
        List<String> open = new ArrayList<>(List.of(target));
        while (!open.isEmpty()) {
            for (String dependent : gate.dependents(open.removeLast())) {
                if (seen.add(dependent)) {
                    open.add(dependent);
                    Service service = registry.get(dependent);
                    if (service != null && !service.phase.isIdle()) {
                        active.add(dependent);
                    }
                }
            }
        }
        return active;
    }

    private void advance(Cascade cascade) {
        do {
            for (; cascade.told < cascade.toStop.size(); cascade.told++) {
                stop(cascade, cascade.toStop.get(cascade.told));
            }
            cascade.toStop = cascade.order.next();
            cascade.told = 0;
        } while (!cascade.toStop.isEmpty());
    }

    private void stop(Cascade cascade, String name) {
        if (name.equals(cascade.target.name)) {
            dispatcher.feed(cascade.target, cascade.event);
            cascade.target.stopOrdered = false;
            cascades.remove(name);
            return;
        }
        setStopOrdered(name, false); // it is not up from now on, or was not
        Service dependent = registry.get(name);
        if (dependent == null || dependent.phase.isIdle()) {
            cascade.order.down(name);
        } else {
            dispatcher.feed(dependent, Event.YIELD);
        }
    }

    @Override
    public void happened(Happening happening) {
        if (cascades.isEmpty()) {
            return;
        }
        String name = happening.service().name();
        Cascade own = cascades.get(name);
        if (own != null && (happening.event() == Event.UP || happening.event() == Event.NEEDED)) {
            takeBack(own);
        }
        if (happening.service().phase().isIdle() || happening.viaDown()) {
            isDown(name);
        }
    }

    @Override
    public void forgotten(String service) {
        cascades.remove(service);
        isDown(service);
    }

    private void isDown(String name) {
        for (Cascade cascade : List.copyOf(cascades.values())) {
            if (cascade.order.contains(name)) {
                cascade.order.down(name);
                advance(cascade);
            }
        }
    }

    private void setStopOrdered(String name, boolean ordered) {
        Service service = registry.get(name);
        if (service != null) {
            service.stopOrdered = ordered;
        }
    }

    /** The service is wanted after all, as it is. */
    private void takeBack(Cascade cascade) {
        cascades.remove(cascade.target.name);
        for (String name : cascade.order.left()) {
            setStopOrdered(name, false);
            Service service = registry.get(name);
            if (service != null) {
                dispatcher.freeWhoWaitsFor(service);
            }
        }
    }

    /** The supervisor shuts down, which has an order of its own. */
    void close() {
        cascades.values().forEach(cascade -> cascade.order.left().forEach(name -> setStopOrdered(name, false)));
        cascades.clear();
    }
}
