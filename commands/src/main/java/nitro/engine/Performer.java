package nitro.engine;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.Script;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.define.directory.ServiceName;
import nitro.engine.Scripts.Descriptors;
import nitro.engine.life.Effect;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;

/** Does what the {@link LifeCycle} asks for: starts and signals the scripts of services, and tells what came of it. */
final class Performer {
    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Services services;
    private final Scripts scripts;
    private final Children children;
    private final Engine supervisor;

    Performer(Kit kit, Services services, Engine supervisor) {
        this.posix = kit.posix();
        this.loop = kit.loop();
        this.console = kit.console();
        this.files = kit.files();
        this.services = services;
        this.scripts = kit.scripts();
        this.children = kit.children();
        this.supervisor = supervisor;
    }

    void perform(Service service, Effect effect) {
        switch (effect) {
            case LOOK -> supervisor.feed(service, look(service));
            case SETUP -> setUp(service);
            case RUN -> supervisor.feed(service, run(service));
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
        boolean setup;
        try {
            setup = files.finds(service.name, Script.SETUP);
        } catch (ErrnoException e) {
            return failedStart(service, Script.SETUP, e);
        }
        supervisor.release(services.attach(service, output));
        if (service.link == LogLink.SERVICE && output != null && output != service) {
            supervisor.startLogger(output);
        }
        return setup ? Event.HAS_SETUP : Event.NO_SETUP;
    }

    private void setUp(Service service) {
        try {
            start(service, Script.SETUP, parameterOf(service), descriptors(service, Descriptors.NULL));
            service.since = posix.now();
        } catch (ErrnoException e) {
            service.status = Service.NOT_EXECUTED;
            supervisor.feed(service, failedStart(service, Script.SETUP, e));
        }
    }

    private Event run(Service service) {
        try {
            if (!files.finds(service.name, Script.RUN)) {
                service.since = posix.now();
                service.status = 0;
                return Event.NO_RUN;
            }
        } catch (ErrnoException e) {
            return failedStart(service, Script.RUN, e);
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
                service.readiness =
                        new Readiness(posix, loop, pipe.reader(), () -> supervisor.feed(service, Event.READY));
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

    private static void closeReadiness(Service service) {
        if (service.readiness != null) {
            service.readiness.close();
            service.readiness = null;
        }
    }

    private void finish(Service service) {
        if (!files.has(service.name, Script.FINISH)) {
            supervisor.feed(service, Event.FINISH_ENDED);
            return;
        }
        List<String> arguments = new ArrayList<>(finishArguments(service.status));
        arguments.addAll(parameterOf(service));
        try {
            start(service, Script.FINISH, arguments, descriptors(service, Descriptors.NULL));
        } catch (ErrnoException e) {
            fail(service, "can't exec " + service.name.text() + "/finish: " + e.reason());
            supervisor.feed(service, Event.FINISH_ENDED);
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
        return e.errno().isPassing() ? Event.NO_RESOURCES : Event.UNEXECUTABLE;
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
                supervisor.feed(
                        service, status == 0 ? Event.SETUP_DONE : refused ? Event.SETUP_REFUSED : Event.SETUP_FAILED);
            }
            case RUN -> {
                service.status = status;
                closeReadiness(service);
                if (stopsGroup(service)) {
                    posix.kill(-pid, posix.number(Signal.KILL));
                }
                supervisor.feed(service, Event.RUN_ENDED);
            }
            case FINISH -> supervisor.feed(service, Event.FINISH_ENDED);
        }
    }

    private void stop(Service service) {
        Signal signal = service.running == Script.RUN ? files.stopSignal(service.name) : Signal.TERM;
        kill(service, signal);
        kill(service, Signal.CONT);
    }

    private boolean stopsGroup(Service service) {
        try {
            service.stopsGroup = files.stopsGroup(service.name);
        } catch (ErrnoException e) {
            // As it was when that could be told: who is in the group may not be meant to die.
        }
        return service.stopsGroup;
    }

    private void kill(Service service, Signal signal) {
        if (service.running == null) {
            return;
        }
        boolean group = service.running == Script.RUN && stopsGroup(service);
        int result = posix.kill(group ? -service.pid : service.pid, posix.number(signal));
        if (result < 0 && Errno.of(result) != Errno.ESRCH) {
            fail(
                    service,
                    "can't send " + signal + " to " + service.name.text() + ": "
                            + Errno.of(result).message());
        }
    }
}
