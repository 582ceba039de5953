package nitro.front.nitro;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.define.directory.ServicePrograms;
import nitro.define.directory.SystemFile;
import nitro.engine.Children;
import nitro.engine.Children.Child;
import nitro.engine.Engine;
import nitro.engine.Launcher;
import nitro.engine.Launcher.Descriptors;
import nitro.engine.Snapshot;
import nitro.engine.life.Phase;
import nitro.engine.model.Output;
import nitro.engine.model.Program;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.machine.SelfHelper;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Runs setup and finish of {@code SYS}, one at a time (spec 3.3, 3.4). SYS is no service of the engine's, but it is listed
 * as one while a script of it runs.
 */
final class SystemScripts {
    /** How often setup is tried to be executed where it cannot be for the moment: the machine shall come up at last. */
    private static final int ATTEMPTS = 5;

    private final Posix posix;
    private final Loop loop;
    private final Consumer<String> messages;
    private final ServiceFiles files;
    private final LogLinks links;
    private final Engine engine;
    private final Launcher launcher;
    private final Children children;
    private final BiConsumer<String, Phase> announcer;

    /** Gets the terminal for setup; null if setup gets none. */
    private final @Nullable SelfHelper helper;

    /** One script from the first attempt to execute it to its end. */
    private static final class Script {
        private final SystemFile file;
        private final Phase phase;
        private String directory = ServiceName.SYS;
        private int pid;
        private long since;

        Script(SystemFile file, Phase phase) {
            this.file = file;
            this.phase = phase;
        }

        String path() {
            return directory + "/" + file.file();
        }
    }

    private @Nullable Script current;
    private @Nullable Timer limit;

    /** The step that follows the end of the current script. */
    private Runnable next = () -> {};

    /**
     * @param announcer told the phases of SYS
     * @param helper gets setup its controlling terminal; null if it gets none
     */
    SystemScripts(
            Posix posix,
            Loop loop,
            Consumer<String> messages,
            ServiceFiles files,
            LogLinks links,
            Engine engine,
            Launcher launcher,
            Children children,
            BiConsumer<String, Phase> announcer,
            @Nullable SelfHelper helper) {
        this.posix = posix;
        this.loop = loop;
        this.messages = messages;
        this.files = files;
        this.links = links;
        this.engine = engine;
        this.launcher = launcher;
        this.children = children;
        this.announcer = announcer;
        this.helper = helper;
    }

    /** Whether {@code SYS/setup} runs, or is to. */
    boolean inSetup() {
        return current != null && current.file == SystemFile.SETUP;
    }

    /** SYS as a service, while a script of it runs; else null. */
    @Nullable
    Snapshot listed() {
        Script script = current;
        return script == null || script.pid == 0
                ? null
                : new Snapshot(
                        ServiceName.SYS,
                        script.phase,
                        script.phase.program(),
                        script.pid,
                        0,
                        0,
                        false,
                        script.since,
                        -1,
                        0,
                        "",
                        0,
                        "");
    }

    /** Runs {@code SYS/setup}, if there is one, and then {@code done}. */
    void setup(Runnable done) {
        run(new Script(SystemFile.SETUP, Phase.SETTING_UP), List.of(), ATTEMPTS, done);
    }

    /** Runs {@code SYS/finish}, if there is one, and then {@code done}. */
    void finish(String reason, Runnable done) {
        run(new Script(SystemFile.FINISH, Phase.FINISHING), List.of("0", "0", reason), 1, done);
    }

    /** Asks a running setup to end, as any service's (spec 3.4, 4.5). */
    void stopSetup() {
        Script script = current;
        if (script != null && script.pid == 0) {
            goOn(); // it has not been executed yet, and will not be
        } else if (script != null) {
            posix.kill(script.pid, posix.number(Signal.TERM));
            posix.kill(script.pid, posix.number(Signal.CONT));
            setLimit(helper == null ? Timing.KILL_AFTER_MS : Timing.KILL_AFTER_MS + Timing.HELPER_GRACE_MS);
        }
    }

    private void run(Script script, List<String> arguments, int attempts, Runnable done) {
        files.lookAnew();
        script.directory = script.file == SystemFile.SETUP ? files.systemDirectory() : ServiceName.SYS;
        if (!files.exists(script.path())) {
            loop.complete(done);
            return;
        }
        current = script;
        next = done;
        loop.complete(() -> attempt(script, arguments, attempts));
    }

    /** Begins anew where it was broken off. */
    private void attempt(Script script, List<String> arguments, int attempts) {
        if (script != current) {
            return;
        }
        limit = null;
        try {
            if (script.pid == 0) {
                script.since = posix.now();
                Child child = children.expect(status -> end(script));
                script.pid = start(script, ServicePrograms.of(script.directory, script.file, arguments));
                children.started(child, script.pid);
            }
        } catch (ErrnoException e) {
            messages.accept("can't exec " + script.path() + ": " + e.reason());
            if (e.errno().isPassing() && attempts > 1) {
                limit = loop.after(Timing.RETRY_DELAY_MS, () -> attempt(script, arguments, attempts - 1));
            } else {
                goOn();
            }
            return;
        }
        if (script.file == SystemFile.FINISH) {
            setLimit(Timing.LAST_PROGRAM_LIMIT_MS);
        }
        announcer.accept(ServiceName.SYS, script.phase);
    }

    /** It has ended, or is taken for ended. */
    private void end(Script script) {
        if (current != script) {
            return; // it was given up
        }
        script.pid = 0;
        announcer.accept(ServiceName.SYS, Phase.DOWN);
        goOn();
    }

    private void goOn() {
        current = null;
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
        loop.complete(next);
    }

    private int start(Script script, Program program) throws ErrnoException {
        if (script.file == SystemFile.SETUP) {
            Program setup = helper == null ? program : helper.withTerminal(program);
            return launcher.start(setup, Descriptors.own(), true);
        }
        Integer log =
                links.outputOf(ServiceName.SYS) instanceof Output.Into into ? engine.inputOf(into.service()) : null;
        int stdout = log != null ? log : Descriptors.OWN;
        return launcher.start(program, new Descriptors(Descriptors.NULL, stdout, Descriptors.OWN), true);
    }

    private void setLimit(int millis) {
        Script script = current;
        if (script != null && limit == null) {
            limit = loop.after(millis, () -> kill(script));
        }
    }

    /** One that KILL does not reach, in a call on a dead file system say, must not keep the machine from stopping. */
    private void kill(Script script) {
        posix.kill(script.pid, posix.number(Signal.KILL));
        limit = loop.after(Timing.GIVE_UP_AFTER_MS, () -> {
            messages.accept("giving up on " + script.path() + ", which does not end");
            end(script);
        });
    }
}
