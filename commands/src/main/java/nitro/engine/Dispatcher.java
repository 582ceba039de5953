package nitro.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nitro.engine.life.Effect;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.LifeCycle.Facts;
import nitro.engine.life.LifeCycle.Next;
import nitro.engine.life.Phase;
import nitro.engine.model.Ended;
import nitro.loop.Loop;
import nitro.posix.Posix;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/**
 * Has the events of services dealt with, one after the other: the life cycle says what follows, observers hear it, and
 * the {@link Performer} does it. Where there is no memory for a part, it goes on with that part later (spec engine 8.4).
 */
final class Dispatcher {
    private final Posix posix;
    private final Loop loop;
    private final Definitions definitions;
    private final Registry registry;
    private final Gate gate;
    private final Outputs outputs;
    private final Consumer<String> messages;
    private final Performer performer;
    private final List<Observer> observers = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();

    /** Notices of readers and of the forgotten that observers have not had yet. */
    private final Notices notices = new Notices(observers);

    private final Runnable goOn = this::goOn;

    /** The step that is being done, or was when there was no memory for it. */
    private @Nullable Step step;

    /** The services whose start was attempted since {@link #arrivals} was empty. */
    private final Set<Service> attempted = new HashSet<>();

    private boolean busy;
    private boolean closing;

    Dispatcher(
            Posix posix,
            Loop loop,
            Definitions definitions,
            Registry registry,
            Gate gate,
            Outputs outputs,
            Launcher launcher,
            Children children,
            @Nullable Capturing capturing,
            Consumer<String> messages) {
        this.posix = posix;
        this.loop = loop;
        this.definitions = definitions;
        this.registry = registry;
        this.gate = gate;
        this.outputs = outputs;
        this.messages = messages;
        this.performer = new Performer(
                posix,
                loop,
                definitions,
                registry,
                new NeededServices(definitions, registry, gate, this::feed),
                outputs,
                launcher,
                children,
                capturing,
                messages,
                this::feed,
                this::tell,
                notices::released);
    }

    /** Tells {@code observer} what happens from now on, after those that came before. */
    void observe(Observer observer) {
        observers.add(observer);
    }

    /** Makes room for the events of so many services. */
    void expect(int services) {
        arrivals.expect(services);
    }

    /** From now on nothing is started any more. */
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    /**
     * Something happened to a service. What follows from it happens in order before this returns, unless it is called
     * while that goes on, or there is no memory for it at the moment: then the loop has it go on in its next turn.
     */
    void feed(Service service, Event event) {
        arrivals.add(service, event);
        if (!busy) {
            busy = true;
            loop.complete(goOn);
        }
    }

    /** Deals with what has arrived; when this was broken off, from where it was. */
    private void goOn() {
        try {
            for (Step next = next(); next != null; next = next()) {
                next.run();
                step = null;
            }
            busy = false;
            attempted.clear();
        } catch (RuntimeException e) { // a fault of ours: the event is lost, and others are not
            step = null;
            busy = false;
            throw e;
        }
    }

    private @Nullable Step next() {
        if (step == null && !arrivals.isEmpty()) {
            deferOrders();
            step = new Step(arrivals.service(), arrivals.event());
            arrivals.remove();
        }
        return step;
    }

    /** An order that comes while a start is being attempted waits for the outcome, which has arrived by then. */
    private void deferOrders() {
        for (int i = arrivals.size(); i > 1 && isOrder(arrivals.event()) && isBeginning(arrivals.service()); i--) {
            arrivals.add(arrivals.service(), arrivals.event());
            arrivals.remove();
        }
    }

    private static boolean isOrder(Event event) {
        return event == Event.DOWN || event == Event.RESTART || event == Event.UP || event == Event.YIELD;
    }

    private static boolean isBeginning(Service service) {
        return service.phase == Phase.BEGINNING;
    }

    /**
     * An event of a service, and all that comes of it. Where there is no memory for one part of it, it is run again later,
     * and goes on with that part.
     */
    private final class Step {
        private final Service service;
        private final Event event;
        private final Phase before;
        private final Next next;
        private final boolean newClock;
        private final long now = posix.now();
        private boolean entered;
        private @Nullable Happening happening;
        private int told;
        private int performed;
        private boolean isTimed;
        private boolean endsAll;
        private boolean gated;
        private boolean rests;

        Step(Service service, Event event) {
            this.service = service;
            this.event = event;
            this.before = service.phase;
            if (event == Event.UP || event == Event.DOWN || event == Event.RESTART) {
                service.revivals.ordered();
            }
            int pauseMs = service.revivals.pauseMs(now - service.since);
            this.next = LifeCycle.next(
                    before,
                    event,
                    new Facts(
                            closing,
                            pauseMs,
                            service.circular,
                            service.revivals.verdict(),
                            service.revivals.isSuccess(),
                            service.revivals.isByItself(),
                            gate.holds(service) && !(service.revivals.isByItself() && pauseMs > 0)));
            this.newClock = before.clock() != next.phase().clock();
        }

        void run() {
            if (!entered && event == Event.NEEDED && attempted.contains(service)) {
                return; // in a circle of services each is tried once for one event
            }
            if (!next.possible()) {
                Snapshot seen = Snapshot.of(service);
                tell(observer -> observer.impossible(seen, event));
                messages.accept("unexpected " + event + " of " + service);
                return;
            }
            enter();
            tellObservers();
            for (; performed < next.effects().size(); performed++) {
                perform(next.effects().get(performed));
            }
            if (newClock && !isTimed) {
                setTimer(service, next.delay());
                isTimed = true;
            }
            if (!endsAll) {
                endAll();
                endsAll = true;
            }
            if (!gated) {
                passGate();
                gated = true;
            }
            if (service.phase.isIdle()) {
                rest();
            }
            notices.tell();
        }

        private void enter() {
            if (!entered) {
                if (next.viaDown() || next.phase() == Phase.DOWN && before != Phase.DOWN) {
                    service.since = now;
                }
                if (newClock && service.timer != null) {
                    service.timer.cancel();
                    service.timer = null;
                }
                service.phase = next.phase();
                service.noteWish(event, before);
                if (service.phase == Phase.UP || service.phase == Phase.ONESHOT || service.phase == Phase.DONE) {
                    service.lastError = "";
                }
                if (service.phase == Phase.UP && before != Phase.UP) {
                    service.revivals.up(now);
                }
                if (service.phase == Phase.DELAYED && next.viaDown()) {
                    service.revivals.paused();
                }
                if (event == Event.RUN_ENDED && service.phase == Phase.FAILING && service.revivals.gaveUp()) {
                    service.lastError = service.name + ": " + service.revivals.surrender();
                    service.failedAt = now;
                    messages.accept(service.lastError);
                }
                entered = true;
            }
        }

        /** Has those looked at that waited for this service, and this one, if it waits from now on. */
        private void passGate() {
            if (service.phase == Phase.BLOCKED) {
                gate.watch(service);
                if (!gate.holds(service)) {
                    arrivals.add(service, Event.FREED);
                } else if (before != Phase.BLOCKED && gate.isAwaited(service)) {
                    breakCircle(gate.circle(service));
                }
            }
            if (service.phase != before || next.viaDown()) {
                freeWhoWaitsFor(service);
            }
        }

        private void tellObservers() {
            Happening what = happening;
            if (what == null) {
                what = new Happening(Snapshot.of(service), before, event, next.viaDown());
                happening = what;
            }
            for (; told < observers.size(); told++) {
                observers.get(told).happened(what);
            }
        }

        /** Performs it, and puts down what comes of it before anything else can fail. */
        private void perform(Effect effect) {
            if (effect == Effect.LOOK) {
                attempted.add(service);
            }
            arrivals.makeRoom();
            Event follows = performer.perform(service, effect);
            if (follows != null) {
                arrivals.add(service, follows);
            }
        }

        /** A service whose end is everybody's has ended by itself. */
        private void endAll() {
            boolean endedForGood =
                    event == Event.RUN_ENDED && before != Phase.STOPPING && next.phase() == Phase.FINISHING;
            if (endedForGood
                    && !closing
                    && definitions.endsAll(service.name, Ended.of(new WaitStatus(service.status)))) {
                Snapshot seen = Snapshot.of(service);
                tell(observer -> observer.endsAll(seen));
            }
        }

        /** The service has come to rest: none of its programs runs, and it writes no more. */
        private void rest() {
            if (!rests) {
                notices.makeRoom();
                if (service.writesOnce && service.reader != null) {
                    outputs.close(service.reader);
                }
                Service reader = outputs.detach(service);
                if (service.phase == Phase.DOWN && service.leaving) {
                    remove(service);
                }
                if (reader != null) {
                    notices.released(reader);
                }
                rests = true;
            }
        }
    }

    private void setTimer(Service service, int delay) {
        int millis = switch (service.phase.clock()) {
            case NONE -> -1;
            case DELAY -> delay;
            case SETTLE -> service.settlesAfter;
            case KILL -> service.stop.killAfterMs();
            case FINISH -> service.finishLimit;
        };
        if (millis >= 0) {
            service.timer = loop.after(millis, () -> timeOver(service));
        }
    }

    private void timeOver(Service service) {
        service.timer = null;
        feed(service, Event.TIME);
    }

    /** Has the services looked at that this one kept from starting, and may not any more. */
    void freeWhoWaitsFor(Service changed) {
        for (Service free : gate.concerned(changed)) {
            feed(free, Event.FREED);
        }
    }

    /** Services that wait for each other for ever are FATAL, and say for whom each waits. */
    private void breakCircle(List<String> circle) {
        if (circle.isEmpty()) {
            return;
        }
        String waits = gate.spellOut(circle);
        messages.accept("circle of needs: " + waits);
        for (String name : circle) {
            Service member = registry.get(name);
            if (member != null) {
                member.needsFault = true;
                member.status = Service.NOT_EXECUTED;
                member.setupFailed = false;
                member.lastError = name + ": waits for itself: " + waits;
                member.failedAt = posix.now();
                arrivals.add(member, Event.CIRCULAR);
            }
        }
    }

    /** Forgets a service that is down, and has observers hear of it. */
    void forget(Service service) {
        notices.makeRoom();
        remove(service);
        if (!busy) {
            loop.complete(notices::tell);
        }
    }

    private void remove(Service service) {
        outputs.close(service);
        registry.forget(service);
        gate.forget(service.name);
        freeWhoWaitsFor(service);
        notices.forgotten(service);
    }

    private void tell(Consumer<Observer> what) {
        for (int i = 0; i < observers.size(); i++) { // one may be added meanwhile
            what.accept(observers.get(i));
        }
    }
}
