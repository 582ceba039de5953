package nitro.front.nitro;

import java.util.List;
import java.util.function.BiConsumer;
import nitro.define.directory.Script;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Kit;
import nitro.engine.Scripts;
import nitro.engine.Scripts.Descriptors;
import nitro.engine.Service;
import nitro.engine.Services;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.Phase;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.machine.Console;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** Runs setup and finish of {@code SYS}, one at a time (spec 3.3, 3.4); while one runs, SYS is listed as a service. */
public final class SystemScripts {
    /** Milliseconds that finish has (spec 3.4). */
    private static final int LIMIT = 30_000;

    /** How often setup is tried to be executed where it cannot be for the moment: the machine shall come up at last. */
    private static final int ATTEMPTS = 5;

    private static final ServiceName NAME = new ServiceName(ServiceName.SYS, ServiceName.SYS, null);

    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Services services;
    private final Scripts scripts;
    private final Children children;
    private final BiConsumer<String, State> announcer;

    /** How to execute this program as the helper that gets the terminal for setup; null if setup gets none. */
    private final @Nullable Self helper;

    private @Nullable Service current;
    private @Nullable Timer limit;

    /** What comes when the current script has ended. */
    private Runnable next = () -> {};

    /** @param helper how to execute this program; null if setup gets no controlling terminal */
    public SystemScripts(Kit kit, Services services, BiConsumer<String, State> announcer, @Nullable Self helper) {
        this.posix = kit.posix();
        this.loop = kit.loop();
        this.console = kit.console();
        this.files = kit.files();
        this.services = services;
        this.scripts = kit.scripts();
        this.children = kit.children();
        this.announcer = announcer;
        this.helper = helper;
    }

    /** Whether {@code SYS/setup} runs. */
    public boolean inSetup() {
        return current != null && current.phase == Phase.SETTING_UP;
    }

    /** Runs {@code SYS/setup}, if there is one, and then {@code done}. */
    void setup(Runnable done) {
        run(Script.SETUP, List.of(), Phase.SETTING_UP, done);
    }

    /** Runs {@code SYS/finish}, if there is one, and then {@code done}. */
    public void finish(String reason, Runnable done) {
        run(Script.FINISH, List.of("0", "0", reason), Phase.FINISHING, done);
        setLimit(LIMIT);
    }

    /** Asks a running setup to end, as any service's (spec 3.4, 4.5). */
    public void stopSetup() {
        Service sys = current;
        if (sys != null && sys.running == null) {
            goOn(); // it has not been executed yet, and will not be
        } else if (sys != null) {
            posix.kill(sys.pid, posix.number(Signal.TERM));
            posix.kill(sys.pid, posix.number(Signal.CONT));
            setLimit(Engine.KILL_TIME);
        }
    }

    private void run(Script script, List<String> arguments, Phase phase, Runnable done) {
        if (!files.has(NAME, script)) {
            done.run();
            return;
        }
        Service sys = new Service(NAME, posix.now());
        sys.phase = phase;
        current = sys;
        next = done;
        attempt(sys, script, arguments, script == Script.SETUP ? ATTEMPTS : 1);
    }

    private void attempt(Service sys, Script script, List<String> arguments, int attempts) {
        try {
            sys.pid = start(sys, script.file(), arguments);
        } catch (ErrnoException e) {
            console.say("can't exec SYS/" + script.file() + ": " + e.reason());
            if (e.errno().isPassing() && attempts > 1) {
                limit = loop.after(LifeCycle.LONG_DELAY, () -> attempt(sys, script, arguments, attempts - 1));
            } else {
                goOn();
            }
            return;
        }
        limit = null;
        sys.running = script;
        services.add(sys);
        announcer.accept(ServiceName.SYS, sys.phase.state());
        children.expect(sys.pid, status -> end(sys));
    }

    /** It has ended, or is taken for ended. */
    private void end(Service sys) {
        if (current != sys) {
            return; // it was given up
        }
        services.forget(sys);
        announcer.accept(ServiceName.SYS, State.DOWN);
        goOn();
    }

    private void goOn() {
        current = null;
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
        next.run();
    }

    private int start(Service sys, String file, List<String> arguments) throws ErrnoException {
        if (sys.phase == Phase.SETTING_UP) {
            Descriptors own = Descriptors.own();
            if (helper == null) {
                return scripts.start(ServiceName.SYS, file, arguments, own);
            }
            List<String> argv = helper.argv("nitro", List.of(Nitro.TERMINAL_HELPER, file, file));
            return scripts.start(helper.path(), argv, ServiceName.SYS, own, true);
        }
        Service log = services.outputOf(sys);
        int stdout = log != null && log.pipe != null ? log.pipe.writer() : Descriptors.OWN;
        return scripts.start(ServiceName.SYS, file, arguments, new Descriptors(Descriptors.NULL, stdout, false));
    }

    private void setLimit(int millis) {
        Service sys = current;
        if (sys != null && limit == null) {
            limit = loop.after(millis, () -> kill(sys));
        }
    }

    /** One that KILL does not reach, in a call on a dead file system say, must not keep the machine from stopping. */
    private void kill(Service sys) {
        posix.kill(sys.pid, posix.number(Signal.KILL));
        limit = loop.after(Engine.KILL_TIME, () -> {
            String file = sys.phase == Phase.SETTING_UP ? "setup" : "finish";
            console.say("giving up on SYS/" + file + ", which does not end");
            end(sys);
        });
    }
}
