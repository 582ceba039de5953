package nitro.front.nitro;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.SystemFile;
import nitro.engine.Children;
import nitro.engine.Launcher;
import nitro.engine.model.Program;
import nitro.loop.Loop;
import nitro.machine.Boot;
import nitro.machine.Console;
import nitro.machine.EndKind;
import nitro.machine.Ending;
import nitro.machine.Rescue;
import nitro.machine.SelfHelper;
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
import org.jspecify.annotations.Nullable;

/** One life of the supervisor: its preparations, its work, and its end (spec 7). */
final class Daemon {
    private static final String FATAL = SystemFile.FATAL.path();
    private static final int BOOT_UMASK = 022;

    /**
     * Further signals by which engines end a container: images derived from nginx or php-fpm inherit QUIT and from
     * haproxy USR1 (from
     * httpd WINCH); podman sends RTMIN+3 to what looks like an init, and RTMIN+4 means power off to systemd's.
     */
    private static final List<Signal> STOP_SIGNALS = List.of(Signal.QUIT, Signal.USR1, Signal.RTMIN_3, Signal.RTMIN_4);

    /** Before another attempt to get a shell. */
    private static final int RESCUE_PAUSE_MS = 1000;

    private final Posix posix;
    private final Invocation invocation;

    /** The environment of all scripts. */
    private final List<String> environment;

    /** Whether we are pid 1. */
    private final boolean init;

    /** Whether we are pid 1 of a machine, not of a container. */
    private final boolean machine;

    private final Consumer<Supervision> prepared;
    private final Console console;
    private final StandardStreams streams;
    private final Loop loop;
    private final ServiceFiles files;
    private final SelfHelper helper;

    /** The services directory, once it is the working directory. */
    private @Nullable ServicesPath directory;

    /** The limit of descriptors that we were started with, once that was raised. */
    private long limit = -1;

    Daemon(Posix posix, Invocation invocation, boolean init, boolean machine, Consumer<Supervision> prepared) {
        this.posix = posix;
        this.invocation = invocation;
        this.environment = ScriptEnvironment.of(invocation);
        this.init = init;
        this.machine = machine;
        this.prepared = prepared;
        this.console = new Console(posix);
        this.streams = new StandardStreams(posix);
        this.files = new ServiceFiles(posix, this::enterAgain);
        this.helper = new SelfHelper(invocation.self());
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

    /** Prepares the system as pid 1 (spec 7.1); the console comes with /dev. */
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
        SocketPath socketPath = SocketPath.choose(invocation, posix);
        String from = workingDirectory();
        List<String> args = invocation.args();
        ServicesPath entered = ServicesDirectory.enter(
                posix, from, machine ? ServicesDirectory.ofKernel(posix, args) : ServicesDirectory.ofArguments(args));
        posix.onCrash(entered.path(), FATAL, List.of(FATAL), environment);
        directory = entered;
        limit = posix.descriptorLimit();
        orSay(() -> posix.setDescriptorLimit(posix.descriptorHardLimit()));
        ControlSocket socket = ControlSocket.open(posix, socketPath);
        Launcher launcher = new Launcher(posix, environment, streams.openNull(), limit);
        Orphans orphans = new Orphans(posix, loop);
        Children children = new Children((pid, status) -> orphans.ended(pid));
        orphans.begin(children);

        EndKind kind = serve(launcher, children, orphans, socket, entered);
        if (init) {
            new Stragglers(posix, loop, launcher, helper).end();
        }
        orSay(socket::remove);
        restoreLimit();
        Ending ending = new Ending(posix, console);
        if (files.exists(SystemFile.REINCARNATE.path())) {
            ending.become(SystemFile.REINCARNATE.path(), environment);
        }
        if (machine) {
            runFinal(ending, kind, launcher, children);
            ending.stopMachine(kind);
            throw new StartFailure("the machine does not stop");
        }
        if (kind == EndKind.REBOOT) {
            ending.startOver(invocation, from, entered.path());
        }
        console.say("finished");
        return 0;
    }

    private void runFinal(Ending ending, EndKind kind, Launcher launcher, Children children) {
        String file = SystemFile.FINAL.path();
        if (files.exists(file)) {
            List<String> argv = List.of(file, ShutdownSequence.word(kind));
            ending.runLast(new Program(file, file, argv, ""), launcher, children, loop);
        }
    }

    /** Supervises until all services are down after an order to end; returns the order. */
    private EndKind serve(
            Launcher launcher, Children children, Orphans orphans, ControlSocket socket, ServicesPath entered)
            throws ErrnoException {
        Listeners listeners = new Listeners(posix, socket);
        boolean terminal = machine && posix.isatty(0);
        Supervision supervision = new Supervision(
                posix,
                loop,
                console,
                files,
                launcher,
                children,
                listeners,
                orphans,
                terminal ? helper : null,
                this::giveBackMachine);
        Control control = supervision.control(posix, entered::resolved, files, children);
        SocketKeeper keeper = new SocketKeeper(posix, loop, console, socket, control);

        prepared.accept(supervision);
        if (!init) {
            orSay(posix::becomeSubreaper);
        }
        loop.handle(signals(supervision, keeper), children::ended);
        keeper.look();
        listeners.begin();
        streams.drainBy(loop);
        console.say("booting");
        supervision.boot(keeper::look);
        loop.run();
        keeper.end();
        return Objects.requireNonNull(supervision.shutdown.kind());
    }

    /** Signals mean orders (spec 7.3). */
    private Map<Signal, Runnable> signals(Supervision supervision, SocketKeeper keeper) {
        ShutdownSequence shutdown = supervision.shutdown;
        Map<Signal, Runnable> handlers = new EnumMap<>(Signal.class);
        handlers.put(Signal.HUP, () -> {
            keeper.look();
            supervision.rescan.order();
        });
        handlers.put(Signal.INT, () -> shutdown.begin(machine ? EndKind.REBOOT : EndKind.SHUTDOWN));
        handlers.put(Signal.TERM, () -> {
            if (!machine) {
                shutdown.begin(EndKind.SHUTDOWN);
            }
        });
        if (init) {
            handlers.put(Signal.PWR, () -> shutdown.begin(EndKind.SHUTDOWN));
        }
        if (init && !machine) {
            for (Signal signal : STOP_SIGNALS) {
                handlers.put(signal, () -> shutdown.begin(EndKind.SHUTDOWN));
            }
            handlers.put(Signal.RTMIN_5, () -> shutdown.begin(EndKind.REBOOT));
            if (!posix.isatty(0)) { // else it may only mean that the terminal has another size
                handlers.put(Signal.WINCH, () -> shutdown.begin(EndKind.SHUTDOWN));
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

    private void enterAgain() {
        if (directory != null) {
            directory.enter();
        }
    }

    private String workingDirectory() {
        try {
            return posix.getcwd();
        } catch (ErrnoException e) {
            return "/"; // it has been removed
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

    /** Restores the original limit, for the program that we become or execute. */
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
            if (files.exists(path)) { // ENOENT may also mean its interpreter
                console.say("can't exec " + path + ": " + e.reason());
            }
        }
    }

    /** The end that nobody wanted (spec 3.6): SYS/fatal in our place, on a machine a shell, else an exit. */
    private int fail(StartFailure failure) {
        console.say(failure.getMessage());
        if (!failure.inUse()) {
            restoreLimit();
            becomeFatal(init && directory == null ? "/" + FATAL : FATAL);
        }
        while (machine) {
            try {
                new Rescue(posix, console, helper, environment).stay();
            } catch (ErrnoException | RuntimeException | VirtualMachineError e) {
                posix.poll(
                        new PollSet(), RESCUE_PAUSE_MS); // and again: the end of pid 1 would be the end of the machine
            }
        }
        return SelfHelper.FAILED;
    }
}
