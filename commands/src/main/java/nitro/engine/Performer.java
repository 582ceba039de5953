package nitro.engine;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import nitro.engine.Capturing.Stream;
import nitro.engine.Children.Child;
import nitro.engine.Definitions.Gone;
import nitro.engine.Definitions.Unreadable;
import nitro.engine.Launcher.Descriptors;
import nitro.engine.life.Effect;
import nitro.engine.life.Event;
import nitro.engine.model.Ended;
import nitro.engine.model.Errors;
import nitro.engine.model.Finish;
import nitro.engine.model.Output;
import nitro.engine.model.Program;
import nitro.engine.model.Readiness;
import nitro.engine.model.Role;
import nitro.engine.model.Run;
import nitro.engine.model.Start;
import nitro.engine.model.Stop;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** Does what the life cycle of a service asks for: starts and signals its programs, and says what came of it. */
final class Performer {
    private final Posix posix;
    private final Loop loop;
    private final Definitions definitions;
    private final Registry registry;
    private final NeededServices needed;
    private final Outputs outputs;
    private final Launcher launcher;
    private final Children children;
    private final Consumer<String> messages;
    private final BiConsumer<Service, Event> feed;
    private final @Nullable Capturing capturing;
    private final Consumer<Consumer<Observer>> tell;
    private final Consumer<Service> released;

    /**
     * @param feed takes an event that comes to a service
     * @param tell does something for each observer
     * @param released takes a service that another does not write to any more
     */
    Performer(
            Posix posix,
            Loop loop,
            Definitions definitions,
            Registry registry,
            NeededServices needed,
            Outputs outputs,
            Launcher launcher,
            Children children,
            @Nullable Capturing capturing,
            Consumer<String> messages,
            BiConsumer<Service, Event> feed,
            Consumer<Consumer<Observer>> tell,
            Consumer<Service> released) {
        this.posix = posix;
        this.loop = loop;
        this.definitions = definitions;
        this.registry = registry;
        this.needed = needed;
        this.outputs = outputs;
        this.launcher = launcher;
        this.children = children;
        this.messages = messages;
        this.feed = feed;
        this.capturing = capturing;
        this.tell = tell;
        this.released = released;
    }

    /** Returns the event that comes of it at once, null if none does. */
    @Nullable
    Event perform(Service service, Effect effect) {
        return switch (effect) {
            case LOOK -> look(service);
            case SETUP -> setUp(service);
            case RUN -> run(service);
            case FINISH -> finish(service);
            case STOP -> stop(service);
            case KILL -> kill(service);
        };
    }

    private Event look(Service service) {
        Start start;
        boolean kept;
        try {
            start = definitions.start(service.name);
            kept = needed.keep(service);
        } catch (Gone e) {
            service.status = Service.NOT_EXECUTED;
            service.setupFailed = false;
            fail(service, e.getMessage());
            return Event.GONE;
        } catch (Unreadable e) {
            fail(service, e.getMessage());
            return Event.NO_RESOURCES;
        }
        if (kept) {
            return Event.HELD;
        }
        Service reader = start.output() instanceof Output.Into into ? registry.get(into.service()) : null;
        try {
            if (reader != null) {
                outputs.open(reader);
            }
            if (start.reads()) {
                outputs.open(service);
            }
        } catch (ErrnoException e) {
            fail(service, "can't make a log pipe for " + service.name + ": " + e.reason());
            tell.accept(observer -> observer.failed(Snapshot.of(service), null, e));
            return Event.NO_RESOURCES;
        }
        service.captured = start.output() instanceof Output.Captured;
        service.writesOnce = start.output() instanceof Output.Into into && !into.lasting();
        service.errors = start.errors();
        service.setup = start.setup();
        Service before = outputs.attach(service, reader);
        if (before != null) {
            released.accept(before);
        }
        if (reader != null && start.output() instanceof Output.Into into && into.starts()) {
            reader.circular = into.circular();
            feed.accept(reader, Event.NEEDED);
        }
        return service.setup != null ? Event.HAS_SETUP : Event.NO_SETUP;
    }

    private @Nullable Event setUp(Service service) {
        Program setup = Objects.requireNonNull(service.setup);
        long now = posix.now(); // after the start nothing may fail
        try {
            start(service, Role.SETUP, setup, descriptors(service, Descriptors.NULL));
            service.since = now;
            return null;
        } catch (ErrnoException e) {
            service.status = Service.NOT_EXECUTED;
            return failedStart(service, setup, e);
        }
    }

    private Event run(Service service) {
        Run run;
        try {
            run = definitions.run(service.name);
        } catch (Unreadable e) {
            fail(service, e.getMessage());
            return Event.NO_RESOURCES;
        }
        Program program = run.program();
        long now = posix.now();
        if (program == null) {
            service.since = now;
            service.status = 0;
            return Event.NO_RUN;
        }
        Readiness readiness = usable(service, run.readiness());
        service.revivals.prepare(run.restart());
        service.settlesAfter = readiness instanceof Readiness.Settles(int afterMs) ? afterMs : -1;
        Pipe input = service.pipe;
        Descriptors plain = descriptors(service, input != null ? input.reader() : Descriptors.NULL);
        try {
            if (readiness instanceof Readiness.OnDescriptor(int number)) {
                startNotifying(service, program, plain, number);
            } else {
                start(service, Role.RUN, program, plain);
            }
        } catch (ErrnoException e) {
            service.status = Service.NOT_EXECUTED;
            return failedStart(service, program, e);
        }
        service.since = now;
        service.starts++;
        service.revivals.started(now);
        if (service.writesOnce && service.reader != null) {
            outputs.closeWriteEnd(service.reader);
        }
        return Event.RUN_STARTED;
    }

    private void startNotifying(Service service, Program program, Descriptors plain, int number) throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        ReadinessPipe readiness = null;
        try {
            readiness = new ReadinessPipe(posix, loop, pipe.reader(), () -> feed.accept(service, Event.READY));
            start(service, Role.RUN, program, plain.withReadiness(pipe.writer(), number));
            service.readiness = readiness;
        } finally {
            if (readiness == null) {
                posix.close(pipe.reader());
            } else if (service.readiness == null) {
                readiness.close();
            }
            posix.close(pipe.writer());
        }
    }

    /** A descriptor that cannot be had is as good as none at all (spec 4.4). */
    private Readiness usable(Service service, Readiness wanted) {
        if (wanted instanceof Readiness.OnDescriptor(int number) && !launcher.canHave(number)) {
            fail(service, service.name + ": no process can have descriptor " + number + " to notify on");
            return new Readiness.ByCommand();
        }
        return wanted;
    }

    private @Nullable Event finish(Service service) {
        Ended how = service.status == Service.NOT_EXECUTED
                ? new Ended(Ended.NOT_EXECUTED, 0)
                : Ended.of(new WaitStatus(service.status));
        Finish finish = definitions.finish(service.name, how);
        if (finish == null) {
            return Event.FINISH_ENDED;
        }
        try {
            service.finishLimit = finish.limitMs();
            start(service, Role.FINISH, finish.program(), descriptors(service, Descriptors.NULL));
            return null;
        } catch (ErrnoException e) {
            fail(service, "can't exec " + finish.program().label() + ": " + e.reason());
            return Event.FINISH_ENDED;
        }
    }

    /** The descriptors of a program of the service, but for what is captured. */
    private Descriptors descriptors(Service service, int stdin) {
        Integer stdout = outputs.writeEndFor(service);
        int stderr = service.errors == Errors.WITH_OUTPUT ? Descriptors.STDOUT : Descriptors.OWN;
        return new Descriptors(stdin, stdout != null ? stdout : Descriptors.OWN, stderr);
    }

    private void start(Service service, Role role, Program program, Descriptors descriptors) throws ErrnoException {
        Child child = children.expect(status -> ended(service, role, status));
        int pid = launch(service, program, descriptors, service.captured, service.errors == Errors.CAPTURED);
        children.started(child, pid);
        service.running = role;
        service.pid = pid;
    }

    private int launch(Service service, Program program, Descriptors descriptors, boolean output, boolean errors)
            throws ErrnoException {
        if (capturing == null) {
            return launcher.start(program, descriptors, true);
        }
        Capturing.Pipes pipes = capturing.pipesOf(program);
        try {
            Descriptors captured = descriptors;
            if (output) {
                captured = captured.withStdout(pipes.writer(Stream.OUTPUT));
            }
            if (errors) {
                captured = captured.withStderr(pipes.writer(Stream.ERRORS));
            }
            int pid = launcher.start(program, captured, true);
            pipes.started(service);
            return pid;
        } finally {
            pipes.close();
        }
    }

    private Event failedStart(Service service, Program program, ErrnoException e) {
        fail(service, "can't exec " + program.label() + ": " + e.reason());
        tell.accept(observer -> observer.failed(Snapshot.of(service), program, e));
        return e.errno().isPassing() ? Event.NO_RESOURCES : Event.UNEXECUTABLE;
    }

    private void fail(Service service, String message) {
        service.lastError = message;
        service.failedAt = posix.now();
        messages.accept(message);
    }

    /** May be called twice, when there was no memory the first time. */
    private void ended(Service service, Role role, int status) {
        int pid = service.pid; // 0 if this has been done before
        if (role == Role.RUN) {
            killStopper(service);
        }
        if (pid != 0 && role == Role.RUN && definitions.clearsGroup(service.name)) {
            posix.kill(-pid, posix.number(Signal.KILL));
        }
        Event event = switch (role) {
            case SETUP -> setupEnded(service, status);
            case RUN -> {
                service.status = status;
                service.setupFailed = false;
                service.closeReadiness();
                if (pid != 0) {
                    service.revivals.ended(
                            Ended.of(new WaitStatus(status)), service.isUp(), posix.now(), posix::number);
                }
                yield Event.RUN_ENDED;
            }
            case FINISH -> status == WaitStatus.ofExit(Ended.REFUSED).raw() ? Event.FINISH_REFUSED : Event.FINISH_ENDED;
        };
        if (pid != 0) {
            service.endedPid = pid;
        }
        service.running = null;
        service.pid = 0;
        feed.accept(service, event);
    }

    /** Exit status 111 means that it makes no sense to try again (spec 1.4). */
    private static Event setupEnded(Service service, int status) {
        if (status == 0) {
            return Event.SETUP_DONE;
        }
        boolean refused = status == WaitStatus.ofExit(Ended.NOT_EXECUTED).raw();
        service.status = refused ? Service.NOT_EXECUTED : status;
        service.setupFailed = true;
        return refused ? Event.SETUP_REFUSED : Event.SETUP_FAILED;
    }

    private @Nullable Event stop(Service service) {
        Role running = service.running;
        if (running == null) {
            return null;
        }
        service.stop = definitions.stop(service.name, running, service.pid);
        if (service.writesOnce && service.reader != null) {
            outputs.close(service.reader);
        }
        Program stopper = service.stop.program();
        boolean runs = service.stopper != 0 && service.stop.killAfterMs() != Stop.NEVER;
        if (!runs && (stopper == null || !startStopper(service, stopper))) {
            signal(service, service.stop.signal());
            if (service.stop.resumes()) {
                signal(service, Signal.CONT);
            }
        }
        return null;
    }

    /** Starts the program that is to stop the service; false if that is not possible, as where there is none. */
    private boolean startStopper(Service service, Program stopper) {
        try {
            boolean captured = service.errors == Errors.CAPTURED;
            int[] pid = new int[1];
            Child child = children.expect(status -> {
                service.stopper = service.stopper == pid[0] ? 0 : service.stopper;
                tell.accept(observer ->
                        observer.stopperEnded(Snapshot.of(service), stopper, pid[0], new WaitStatus(status)));
            });
            pid[0] = launch(service, stopper, descriptors(service, Descriptors.NULL), captured, captured);
            children.started(child, pid[0]);
            service.stopper = pid[0];
            tell.accept(observer -> observer.stopperStarted(Snapshot.of(service), stopper, pid[0]));
            return true;
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                fail(service, "can't exec " + stopper.label() + ": " + e.reason());
                tell.accept(observer -> observer.failed(Snapshot.of(service), stopper, e));
            }
            return false;
        }
    }

    /** The program that was to stop the service has no more time than the service has, unless that has no limit. */
    private void killStopper(Service service) {
        if (service.stopper != 0 && service.stop.killAfterMs() != Stop.NEVER) {
            posix.kill(-service.stopper, posix.number(Signal.KILL));
        }
    }

    private @Nullable Event kill(Service service) {
        if (service.running == Role.RUN) {
            killStopper(service);
        }
        signal(service, Signal.KILL);
        return null;
    }

    private void signal(Service service, Signal signal) {
        if (service.running == null) {
            return;
        }
        tell.accept(observer -> observer.signalled(Snapshot.of(service), signal));
        boolean group = service.running != Role.FINISH && service.stop.group();
        int result = posix.kill(group ? -service.pid : service.pid, posix.number(signal));
        if (result < 0 && Errno.of(result) != Errno.ESRCH) {
            fail(
                    service,
                    "can't send " + signal + " to " + service.name + ": "
                            + Errno.of(result).message());
        }
    }
}
