package nitro.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import nitro.spat.State;
import nitro.supervisor.LifeCycle.Facts;
import nitro.supervisor.LifeCycle.Next;
import nitro.supervisor.Scripts.Descriptors;
import nitro.supervisor.ServiceFiles.Notification;
import org.jspecify.annotations.Nullable;

/** Leads each service through its {@link LifeCycle}: feeds it what happens and does what it says. */
final class Supervisor {
    /** Milliseconds after which a service that cannot say so counts as ready (spec 4.4). */
    private static final int SETTLE_TIME = 2000;

    /** Milliseconds that a process has between being told to end and KILL (spec 4.5). */
    static final int KILL_TIME = 7000;

    /** Milliseconds that a finish script has (spec 1.4). */
    private static final int FINISH_TIME = 7000;

    private record Happening(Service service, Event event) {}

    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Services services;
    private final Scripts scripts;
    private final Children children;
    private final BiConsumer<String, State> announcer;
    private final Witness witness;
    private final Deque<Happening> happenings = new ArrayDeque<>();
    private boolean busy;
    private boolean closing;
    private BiConsumer<Service, @Nullable Service> idleHandler = (service, logger) -> {};

    /** @param announcer told every state that is to be announced */
    Supervisor(
            Posix posix,
            Loop loop,
            Console console,
            ServiceFiles files,
            Services services,
            Scripts scripts,
            Children children,
            BiConsumer<String, State> announcer,
            Witness witness) {
        this.posix = posix;
        this.loop = loop;
        this.console = console;
        this.files = files;
        this.services = services;
        this.scripts = scripts;
        this.children = children;
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

    boolean closing() {
        return closing;
    }

    /** Has a service that was loaded just now started soon, after those that were scheduled before it (spec 4.1). */
    void schedule(Service service) {
        service.phase = Phase.DELAYED;
        service.timer = loop.after(0, () -> timeOver(service));
    }

    /** Announces the state that the service is in. */
    void announce(Service service) {
        announcer.accept(service.name.text(), service.phase.state());
    }

    /** Stops the service and forgets it when it is down (spec 4.8). */
    void dismiss(Service service) {
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
    void feed(Service service, Event event) {
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
        if (event == Event.DOWN && service.name.text().equals(ServiceName.LOG)) {
            services.logStopped();
        }
        enter(service, next);
        for (Effect effect : next.effects()) {
            perform(service, effect);
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
    private void release(@Nullable Service logger) {
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

    private void perform(Service service, Effect effect) {
        switch (effect) {
            case LOOK -> feed(service, look(service));
            case SETUP -> setUp(service);
            case RUN -> feed(service, run(service));
            case FINISH -> finish(service);
            case STOP -> stop(service);
            case KILL -> kill(service, Signal.KILL);
        }
    }

    private Event look(Service service) {
        if (!files.isDirectory(service.name.directory())) {
            fail(service, service.name.text() + ": its directory is gone");
            return Event.GONE;
        }
        Service output = services.outputOf(service);
        try {
            if (output != null) {
                services.openPipe(output);
            }
            if (service.isLogger() || service.name.text().equals(ServiceName.LOG)) {
                services.openPipe(service);
            }
        } catch (ErrnoException e) {
            fail(service, "can't make a log pipe for " + service.name.text() + ": " + e.reason());
            return Event.NO_RESOURCES;
        }
        release(services.attach(service, output));
        if (service.link == LogLink.SERVICE && output != null) {
            feed(output, Event.UP);
        }
        return files.has(service.name, Script.SETUP) ? Event.HAS_SETUP : Event.NO_SETUP;
    }

    private void setUp(Service service) {
        try {
            start(service, Script.SETUP, parameterOf(service), descriptors(service, Descriptors.NULL));
            service.since = posix.now();
        } catch (ErrnoException e) {
            service.status = Service.NOT_EXECUTED;
            feed(service, failedStart(service, Script.SETUP, e));
        }
    }

    private Event run(Service service) {
        if (!files.has(service.name, Script.RUN)) {
            service.since = posix.now();
            service.status = 0;
            return Event.NO_RUN;
        }
        int stdin = service.pipe != null ? service.pipe.reader() : Descriptors.NULL;
        Descriptors plain = descriptors(service, stdin);
        Pipe pipe = null;
        try {
            Notification notification = usable(service, files.notification(service.name));
            service.settles = notification instanceof Notification.Settles;
            if (notification instanceof Notification.OnDescriptor(int number)) {
                pipe = posix.pipe(true);
                start(service, Script.RUN, parameterOf(service), plain.withReadiness(pipe.writer(), number));
                service.readiness = new Readiness(posix, loop, pipe.reader(), () -> ready(service));
            } else {
                start(service, Script.RUN, parameterOf(service), plain);
            }
        } catch (ErrnoException e) {
            if (pipe != null) {
                posix.close(pipe.reader());
            }
            service.status = Service.NOT_EXECUTED;
            return failedStart(service, Script.RUN, e);
        } finally {
            if (pipe != null) {
                posix.close(pipe.writer());
            }
        }
        service.since = posix.now();
        service.starts++;
        if (service.name.text().equals(ServiceName.LOG)) {
            services.logStarted();
        }
        return Event.RUN_STARTED;
    }

    /** A descriptor that cannot be had is as good as none at all (spec 4.4). */
    private Notification usable(Service service, Notification wanted) {
        if (wanted instanceof Notification.OnDescriptor(int number) && !scripts.canHave(number)) {
            fail(service, service.name.text() + "/notification-fd: no process can have descriptor " + number);
            return new Notification.ByCommand();
        }
        return wanted;
    }

    private void ready(Service service) {
        closeReadiness(service);
        feed(service, Event.READY);
    }

    private static void closeReadiness(Service service) {
        if (service.readiness != null) {
            service.readiness.close();
            service.readiness = null;
        }
    }

    private void finish(Service service) {
        if (!files.has(service.name, Script.FINISH)) {
            feed(service, Event.FINISH_ENDED);
            return;
        }
        List<String> arguments = new ArrayList<>(finishArguments(service.status));
        arguments.addAll(parameterOf(service));
        try {
            start(service, Script.FINISH, arguments, descriptors(service, Descriptors.NULL));
        } catch (ErrnoException e) {
            fail(service, "can't exec " + service.name.text() + "/finish: " + e.reason());
            feed(service, Event.FINISH_ENDED);
        }
    }

    private static List<String> finishArguments(int status) {
        if (status == Service.NOT_EXECUTED) {
            return List.of("111", "0");
        }
        WaitStatus end = new WaitStatus(status);
        return end.exited()
                ? List.of(String.valueOf(end.exitStatus()), "0")
                : List.of("-1", String.valueOf(end.signal()));
    }

    private static List<String> parameterOf(Service service) {
        return service.name.parameter() == null ? List.of() : List.of(service.name.parameter());
    }

    private Descriptors descriptors(Service service, int stdin) {
        Service output = service.output;
        int stdout = output != null && output.pipe != null ? output.pipe.writer() : Descriptors.OWN;
        return new Descriptors(stdin, stdout, service.name.text().equals(ServiceName.LOG));
    }

    private void start(Service service, Script script, List<String> arguments, Descriptors descriptors)
            throws ErrnoException {
        int pid = scripts.start(service.name.directory(), script.file(), arguments, descriptors);
        service.running = script;
        service.pid = pid;
        children.expect(pid, status -> ended(service, script, status));
    }

    private Event failedStart(Service service, Script script, ErrnoException e) {
        fail(service, "can't exec " + service.name.text() + "/" + script.file() + ": " + e.reason());
        return switch (e.errno()) {
            case EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ETXTBSY -> Event.NO_RESOURCES;
            default -> Event.UNEXECUTABLE;
        };
    }

    private void fail(Service service, String message) {
        service.lastError = message;
        console.say(message);
    }

    private void ended(Service service, Script script, int status) {
        int pid = service.pid;
        service.running = null;
        service.pid = 0;
        WaitStatus end = new WaitStatus(status);
        switch (script) {
            case SETUP -> {
                boolean refused = end.exited() && end.exitStatus() == 111;
                if (status != 0) {
                    service.status = refused ? Service.NOT_EXECUTED : status;
                }
                feed(service, status == 0 ? Event.SETUP_DONE : refused ? Event.SETUP_REFUSED : Event.SETUP_FAILED);
            }
            case RUN -> {
                service.status = status;
                closeReadiness(service);
                if (files.stopsGroup(service.name)) {
                    posix.kill(-pid, posix.number(Signal.KILL));
                }
                feed(service, Event.RUN_ENDED);
            }
            case FINISH -> feed(service, Event.FINISH_ENDED);
        }
    }

    private void stop(Service service) {
        Signal signal = service.running == Script.RUN ? files.stopSignal(service.name) : Signal.TERM;
        kill(service, signal);
        kill(service, Signal.CONT);
    }

    private void kill(Service service, Signal signal) {
        if (service.running == null) {
            return;
        }
        boolean group = service.running == Script.RUN && files.stopsGroup(service.name);
        int result = posix.kill(group ? -service.pid : service.pid, posix.number(signal));
        if (result < 0 && Errno.of(result) != Errno.ESRCH) {
            fail(
                    service,
                    "can't send " + signal + " to " + service.name.text() + ": "
                            + Errno.of(result).message());
        }
    }
}
