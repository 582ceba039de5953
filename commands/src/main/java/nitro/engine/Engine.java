package nitro.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import nitro.define.directory.ServiceName;
import nitro.engine.life.Effect;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.LifeCycle.Facts;
import nitro.engine.life.LifeCycle.Next;
import nitro.engine.life.Phase;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.posix.Posix;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** Leads each service through its {@link LifeCycle}: feeds it what happens and has done what it says. */
public final class Engine {
    /** Milliseconds after which a service that cannot say so counts as ready (spec 4.4). */
    private static final int SETTLE_TIME = 2000;

    /** Milliseconds that a process has between being told to end and KILL (spec 4.5). */
    public static final int KILL_TIME = 7000;

    /** Milliseconds that a finish script has (spec 1.4). */
    private static final int FINISH_TIME = 7000;

    private record Happening(Service service, Event event) {}

    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final Services services;
    private final Performer performer;
    private final BiConsumer<String, State> announcer;
    private final Witness witness;
    private final Deque<Happening> happenings = new ArrayDeque<>();

    /** The services whose start was attempted since {@link #happenings} was empty. */
    private final Set<Service> attempted = new HashSet<>();

    private boolean busy;
    private boolean closing;
    private BiConsumer<Service, @Nullable Service> idleHandler = (service, logger) -> {};

    /** @param announcer told every state that is to be announced */
    public Engine(Kit kit, Services services, BiConsumer<String, State> announcer, Witness witness) {
        this.posix = kit.posix();
        this.loop = kit.loop();
        this.console = kit.console();
        this.services = services;
        this.performer = new Performer(kit, services, this);
        this.announcer = announcer;
        this.witness = witness;
    }

    /** From now on nothing is started any more; what waits for its start goes DOWN (spec 3.4). */
    void close(BiConsumer<Service, @Nullable Service> whenIdle) {
        closing = true;
        idleHandler = whenIdle;
        for (Service service : services.all()) {
            if (service.phase == Phase.DELAYED) {
                feed(service, Event.DOWN);
            }
        }
    }

    public boolean closing() {
        return closing;
    }

    /** Has a service that was loaded just now started soon, after those that were scheduled before it (spec 4.1). */
    public void schedule(Service service) {
        service.phase = Phase.DELAYED;
        service.timer = loop.after(0, () -> timeOver(service));
    }

    /** Announces the state that the service is in. */
    void announce(Service service) {
        announcer.accept(service.name.text(), service.phase.state());
    }

    /** Stops the service and forgets it when it is down (spec 4.8). */
    public void dismiss(Service service) {
        service.leaving = true;
        if (service.phase == Phase.DOWN) {
            forget(service);
        } else {
            feed(service, Event.DOWN);
        }
    }

    /**
     * Something happened to a service. What follows from it happens in order before this returns, unless it is called
     * while that goes on.
     */
    public void feed(Service service, Event event) {
        happenings.add(new Happening(service, event));
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Happening next = happenings.poll(); next != null; next = happenings.poll()) {
                handle(next.service, next.event);
            }
        } finally {
            busy = false;
            attempted.clear();
        }
    }

    /**
     * What reads the output of a service that is being started shall run, too (spec 4.9). Loggers in a circle, none of
     * which can run, must not try each other for ever: each is tried once for one event, and not again for its failure.
     */
    void startLogger(Service logger) {
        boolean failing = logger.phase.state() == State.FATAL && logger.running != null;
        if (!attempted.contains(logger) && !(failing && services.inLoop(logger))) {
            feed(logger, Event.UP);
        }
    }

    private void handle(Service service, Event event) {
        long age = posix.now() - service.since;
        Next next = LifeCycle.next(service.phase, event, new Facts(closing, age < LifeCycle.SHORT_LIFE));
        witness.happens(service, event, next);
        if (!next.possible()) {
            console.say("unexpected " + event + " of " + service);
            return;
        }
        service.undecided = false;
        if (event == Event.DOWN && service.name.text().equals(ServiceName.LOG)) {
            services.logStopped();
        }
        enter(service, next);
        for (Effect effect : next.effects()) {
            if (effect == Effect.LOOK) {
                attempted.add(service);
            }
            performer.perform(service, effect);
        }
    }

    private void enter(Service service, Next next) {
        Phase before = service.phase;
        Phase phase = next.phase();
        service.phase = phase;
        if (before.clock() != phase.clock()) {
            setTimer(service, next.delay());
        }
        if (next.viaDown() || phase == Phase.DOWN && before != Phase.DOWN) {
            service.since = posix.now();
        }
        if (next.viaDown()) {
            announcer.accept(service.name.text(), State.DOWN);
        }
        boolean entered = before == Phase.BEGINNING || before.state() != phase.state() || next.viaDown();
        if (entered && phase != Phase.BEGINNING) {
            announce(service);
        }
        if (phase.idle()) {
            Service logger = services.detach(service);
            if (phase == Phase.DOWN && service.leaving) {
                forget(service);
            }
            release(logger);
            idleHandler.accept(service, logger);
        }
    }

    /** A logger that only a service kept, which uses it no more, goes as its entry did. */
    void release(@Nullable Service logger) {
        if (logger != null && logger.absent && !logger.isNeeded() && !closing) {
            dismiss(logger);
        }
    }

    private void forget(Service service) {
        Service logger = service.logger;
        services.forget(service);
        release(logger);
    }

    private void setTimer(Service service, int delay) {
        if (service.timer != null) {
            service.timer.cancel();
            service.timer = null;
        }
        int millis = switch (service.phase.clock()) {
            case NONE -> -1;
            case DELAY -> delay;
            case SETTLE -> service.settles ? SETTLE_TIME : -1;
            case KILL -> KILL_TIME;
            case FINISH -> FINISH_TIME;
        };
        if (millis >= 0) {
            service.timer = loop.after(millis, () -> timeOver(service));
        }
    }

    private void timeOver(Service service) {
        service.timer = null;
        feed(service, Event.TIME);
    }
}
