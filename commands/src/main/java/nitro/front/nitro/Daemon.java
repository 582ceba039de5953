package nitro.front.nitro;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nitro.define.directory.ServiceFiles;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Kit;
import nitro.engine.Orders;
import nitro.engine.Scripts;
import nitro.engine.Services;
import nitro.engine.Shutdown;
import nitro.engine.Shutdown.Kind;
import nitro.engine.Witness;
import nitro.loop.Loop;
import nitro.machine.Boot;
import nitro.machine.Console;
import nitro.machine.Ending;
import nitro.machine.Rescue;
import nitro.machine.StandardStreams;
import nitro.machine.StartFailure;
import nitro.machine.Stragglers;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.spat.SocketPath;

/** One life of the supervisor: its preparations, its work, and its end (spec 7). */
final class Daemon {
    private static final String DEFAULT_DIRECTORY = "/etc/nitro";
    private static final String FATAL = "SYS/fatal";
    private static final int BOOT_UMASK = 022;

    /**
     * What engines also end a container by: images derived from nginx or php-fpm inherit QUIT and from haproxy USR1 (from
     * httpd WINCH); podman sends RTMIN+3 to what looks like an init, and RTMIN+4 means power off to systemd's.
     */
    private static final List<Signal> STOP_SIGNALS = List.of(Signal.QUIT, Signal.USR1, Signal.RTMIN_3, Signal.RTMIN_4);

    /** Milliseconds before another attempt to get a shell. */
    private static final int RESCUE_PAUSE = 1000;

    private final Posix posix;
    private final Invocation invocation;

    /** That of all scripts. */
    private final List<String> environment;

    /** Whether we are pid 1. */
    private final boolean init;

    /** Whether we are pid 1 of a machine, not of a container. */
    private final boolean machine;

    private final Witness witness;
    private final Console console;
    private final StandardStreams streams;
    private final Loop loop;

    /** Whether the services directory is the working directory. */
    private boolean entered;

    /** The limit of descriptors that we were started with, once that was raised. */
    private long limit = -1;

    Daemon(Posix posix, Invocation invocation, boolean init, boolean machine, Witness witness) {
        this.posix = posix;
        this.invocation = invocation;
        this.environment = Scripts.environment(invocation);
        this.init = init;
        this.machine = machine;
        this.witness = witness;
        this.console = new Console(posix);
        this.streams = new StandardStreams(posix);
        this.loop = new Loop(posix, error -> console.say("internal error: " + error));
    }

    /** Returns the exit status, if it returns at all. */
    int run() {
        int status = live();
        posix.mayExit();
        return status;
    }

    private int live() {
        try {
            streams.repair();
            if (init) {
                takePlace();
            }
            return supervise();
        } catch (StartFailure e) {
            return fail(e);
        } catch (ErrnoException e) {
            return fail(new StartFailure(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return fail(new StartFailure("internal error: " + e));
        }
    }

    /** What pid 1 finds unprepared (spec 7.1); the console comes with /dev. */
    private void takePlace() {
        posix.onCrash("/", FATAL, List.of(FATAL), environment);
        posix.umask(BOOT_UMASK);
        List<String> complaints = Boot.mount(posix);
        if (machine) {
            orSay(streams::useConsole);
        }
        complaints.forEach(console::say);
    }

    private int supervise() throws StartFailure, ErrnoException {
        SocketPath socketPath = SocketPath.find(invocation.variable("NITRO_SOCK"), posix);
        String from = workingDirectory();
        String directory = enterDirectory();
        limit = posix.descriptorLimit();
        orSay(() -> posix.setDescriptorLimit(posix.descriptorHardLimit()));
        int socket = ControlSocket.open(posix, socketPath);
        Scripts scripts = new Scripts(posix, environment, streams.openNull(), limit);
        Kit kit = new Kit(posix, loop, console, new ServiceFiles(posix), scripts, new Children());

        Kind kind = serve(kit, socketPath, socket, directory);
        if (init) {
            new Stragglers(kit, invocation.self()).end();
        }
        orSay(() -> posix.unlink(socketPath.path()));
        restoreLimit();
        Ending ending = new Ending(kit);
        ending.reincarnate();
        if (machine) {
            ending.stopMachine(kind);
            throw new StartFailure("the machine does not stop");
        }
        if (kind == Kind.REBOOT) {
            ending.startOver(invocation, from, directory);
        }
        console.say("finished");
        return 0;
    }

    /** Supervises until all services are down after an order to end; returns the order. */
    private Kind serve(Kit kit, SocketPath socketPath, int socket, String directory) throws ErrnoException {
        Listeners listeners = new Listeners(posix, socketPath.notifyDirectory(), socket);
        Services services = new Services(kit);
        Engine supervisor = new Engine(kit, services, listeners::announce, witness);
        boolean terminal = machine && posix.isatty(0);
        SystemScripts system =
                new SystemScripts(kit, services, listeners::announce, terminal ? invocation.self() : null);
        Rescan rescan = new Rescan(kit, services, supervisor);
        Shutdown shutdown = new Shutdown(kit, services, supervisor, system, this::giveBackMachine, loop::stop);
        Orders orders = new Orders(kit, services, supervisor, system, rescan, shutdown);
        Control control = new Control(kit, socket, directory, services, orders);

        witness.begins(services, shutdown);
        if (!init) {
            orSay(posix::becomeSubreaper);
        }
        loop.handle(signals(orders), kit.children()::ended);
        loop.watch(socket, control::receive);
        streams.drainBy(loop);
        console.say("booting");
        system.setup(() -> {
            if (shutdown.kind() == null) {
                rescan.run();
            } else {
                shutdown.finish();
            }
        });
        loop.run();
        return Objects.requireNonNull(shutdown.kind());
    }

    /** Signals mean orders (spec 7.3). */
    private Map<Signal, Runnable> signals(Orders orders) {
        Map<Signal, Runnable> handlers = new EnumMap<>(Signal.class);
        handlers.put(Signal.HUP, orders::rescan);
        handlers.put(Signal.INT, () -> orders.shutdown(machine ? Kind.REBOOT : Kind.SHUTDOWN));
        handlers.put(Signal.TERM, () -> {
            if (!machine) {
                orders.shutdown(Kind.SHUTDOWN);
            }
        });
        if (init) {
            handlers.put(Signal.PWR, () -> orders.shutdown(Kind.SHUTDOWN));
        }
        if (init && !machine) {
            for (Signal signal : STOP_SIGNALS) {
                handlers.put(signal, () -> orders.shutdown(Kind.SHUTDOWN));
            }
            handlers.put(Signal.RTMIN_5, () -> orders.shutdown(Kind.REBOOT));
            if (!posix.isatty(0)) { // else it may only mean that the terminal has another size
                handlers.put(Signal.WINCH, () -> orders.shutdown(Kind.SHUTDOWN));
            }
        }
        return handlers;
    }

    /** At shutdown the console is the terminal again, and Ctrl-Alt-Del works without us (spec 7.4). */
    private void giveBackMachine() {
        if (machine) {
            orSay(streams::useConsole);
            orSay(() -> posix.reboot(Reboot.CAD_ON));
        }
    }

    private String workingDirectory() {
        try {
            return posix.getcwd();
        } catch (ErrnoException e) {
            return "/"; // it has been removed
        }
    }

    /** Makes the services directory the working directory and returns its absolute path. */
    private String enterDirectory() throws StartFailure {
        List<String> args = invocation.args();
        String directory = machine ? Boot.directory(posix, args) : args.isEmpty() ? DEFAULT_DIRECTORY : args.getFirst();
        try {
            String path = posix.realpath(directory);
            posix.chdir(path);
            posix.onCrash(path, FATAL, List.of(FATAL), environment);
            entered = true;
            return path;
        } catch (ErrnoException e) {
            throw new StartFailure("can't open the services directory " + directory + ": " + e.reason());
        }
    }

    /** A call that may fail without harm to anything else. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws ErrnoException;
    }

    private void orSay(Attempt attempt) {
        try {
            attempt.run();
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
    }

    /** What we become or execute is to have it. */
    private void restoreLimit() {
        if (limit >= 0) {
            orSay(() -> posix.setDescriptorLimit(limit));
        }
    }

    /** Returns if there is none, or it cannot be executed. */
    private void becomeFatal(String path) {
        try {
            posix.exec(path, List.of(FATAL), environment);
        } catch (ErrnoException e) {
            if (new ServiceFiles(posix).exists(path)) { // ENOENT may also mean its interpreter
                console.say("can't exec " + path + ": " + e.reason());
            }
        }
    }

    /** The end that nobody wanted (spec 3.6): SYS/fatal in our place, on a machine a shell, else an exit. */
    private int fail(StartFailure failure) {
        console.say(failure.getMessage());
        if (!failure.inUse()) {
            restoreLimit();
            becomeFatal(init && !entered ? "/" + FATAL : FATAL);
        }
        while (machine) {
            try {
                new Rescue(posix, console, invocation.self(), environment).stay();
            } catch (ErrnoException | RuntimeException | VirtualMachineError e) {
                posix.poll(new PollSet(), RESCUE_PAUSE); // and again: the end of pid 1 would be the end of the machine
            }
        }
        return Nitro.FAILED;
    }
}
