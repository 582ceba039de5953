package nitro.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.engine.graph.Graph;
import nitro.engine.graph.StopOrder;
import nitro.engine.life.Event;
import nitro.engine.model.Role;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.loop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Stops all services in the order of the graph (spec 4.11): each when those that write to it are down and it has read to
 * the end.
 */
public final class Shutdown implements Observer {
    /** Told how it goes on. */
    public interface Progress {
        /** It waits for so many services. */
        void waits(int services);

        /** All but those that read what others wrote are down; called again whenever one of these is. */
        void onlyReadersLeft();

        /** One of them is down. */
        void down();

        /** These do not end, and are not waited for any more. */
        void givesUp(List<String> services);

        /** There is none left. */
        void done();
    }

    private final Loop loop;
    private final Engine engine;
    private final Progress progress;
    private StopOrder<String> order = new StopOrder<>(new Graph<>(), List.of());
    /** The services that read what others write, or wrote, and those that these require: they end after their writers. */
    private final Set<String> readers = new HashSet<>();

    /** How many others are not down yet. */
    private int others;

    private @Nullable Timer stuck;

    /** The services that may be stopped, of which the first {@link #told} have been told so. */
    private List<String> toStop = List.of();

    private int told;

    /** How many are down and not reported yet. */
    private int downs;

    /** Whether all that may be stopped has been told so; before, what some of them do at once is not looked at. */
    private boolean waiting;

    public Shutdown(Loop loop, Engine engine, Progress progress) {
        this.loop = loop;
        this.engine = engine;
        this.progress = progress;
        engine.observe(this);
    }

    /** Stops all services; the engine must be closed before. */
    public void stopServices() {
        List<Service> services = engine.registry().all();
        Graph<String> graph = new Graph<>();
        for (Service service : services) {
            Service reader = service.reader;
            if (reader != service && service.pipe != null) {
                readers.add(service.name);
            }
            if (reader != null && reader != service) {
                graph.require(service.name, reader.name);
            }
            engine.needs(service.name).requires().forEach(required -> graph.require(service.name, required));
        }
        readers.addAll(graph.required(readers));
        List<String> active = services.stream()
                .filter(service -> !service.phase.isIdle())
                .map(service -> service.name)
                .toList();
        order = new StopOrder<>(graph, active);
        others = (int) active.stream().filter(name -> !readers.contains(name)).count();
        progress.waits(order.size());
        services.stream().filter(service -> service.phase.isIdle()).forEach(idle -> engine.feed(idle, Event.DOWN));
        loop.complete(this::goOn);
    }

    @Override
    public void happened(Happening happening) {
        String name = happening.service().name();
        if (happening.service().phase().isIdle() && order.contains(name)) {
            order.down(name);
            others -= readers.contains(name) ? 0 : 1;
            downs++;
            if (waiting) {
                waiting = false;
                loop.complete(this::goOn);
            }
        }
    }

    /** Begins anew where it was broken off. */
    private void goOn() {
        if (stuck != null) {
            stuck.cancel();
            stuck = null;
        }
        do {
            for (; told < toStop.size(); told++) {
                stop(toStop.get(told));
            }
            toStop = order.next();
            told = 0;
        } while (!toStop.isEmpty());
        for (; downs > 0; downs--) {
            progress.down();
        }
        if (order.isDone()) {
            progress.done();
        } else {
            stuck = loop.after(Timing.STUCK_AFTER_MS, this::giveUp);
            waiting = true;
            if (others == 0) {
                progress.onlyReadersLeft();
            }
        }
    }

    /** One whose limit has not come yet is not stuck: KILL may help. */
    private void giveUp() {
        List<String> left = order.left();
        if (left.stream().anyMatch(this::hasTime)) {
            stuck = loop.after(Timing.STUCK_AFTER_MS, this::giveUp);
            return;
        }
        progress.givesUp(left);
        left.forEach(order::down);
        others = 0;
        goOn();
    }

    private boolean hasTime(String name) {
        Service service = engine.registry().get(name);
        return service != null
                && service.timer != null
                && switch (service.phase.clock()) {
                    case KILL, FINISH -> true;
                    case NONE, DELAY, SETTLE -> false;
                };
    }

    private void stop(String name) {
        Service service = engine.registry().get(name);
        if (service == null) {
            return;
        }
        // A service that reads its own output meets no end of it: nothing is to be waited for.
        boolean reads = service.pipe != null && service.running == Role.RUN && service.reader != service;
        if (reads) {
            loop.after(Timing.DRAIN_LIMIT_MS, () -> {
                if (order.contains(name)) {
                    engine.feed(service, Event.DOWN);
                }
            });
        }
        engine.outputs().close(service);
        if (!reads) {
            engine.feed(service, Event.DOWN);
        }
    }
}
