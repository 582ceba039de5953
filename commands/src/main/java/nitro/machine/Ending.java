package nitro.machine;

import java.util.List;
import nitro.define.directory.ServiceFiles;
import nitro.engine.Children;
import nitro.engine.Engine;
import nitro.engine.Kit;
import nitro.engine.Scripts;
import nitro.engine.Scripts.Descriptors;
import nitro.engine.Shutdown.Kind;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;

/** The last that nitro does when all processes are gone: another program, the machine's end, or its own (spec 7.4). */
public final class Ending {
    /** Milliseconds that SYS/final has (spec 3.5). */
    private static final int LIMIT = 30_000;

    private static final String REINCARNATE = "SYS/reincarnate";
    private static final String FINAL = "SYS/final";

    private final Posix posix;
    private final Loop loop;
    private final Console console;
    private final ServiceFiles files;
    private final Scripts scripts;
    private final Children children;

    public Ending(Kit kit) {
        this.posix = kit.posix();
        this.loop = kit.loop();
        this.console = kit.console();
        this.files = kit.files();
        this.scripts = kit.scripts();
        this.children = kit.children();
    }

    /** Becomes SYS/reincarnate, if there is one (spec 3.7); returns if it cannot. */
    public void reincarnate() {
        if (files.exists(REINCARNATE)) {
            try {
                posix.exec(REINCARNATE, List.of(REINCARNATE), scripts.environment());
            } catch (ErrnoException e) {
                console.say("can't exec " + REINCARNATE + ": " + e.reason());
            }
        }
    }

    /** Runs SYS/final, brings the file systems to rest and stops the machine; returns only if the kernel refuses. */
    public void stopMachine(Kind kind) {
        runFinal(kind);
        try {
            posix.sync();
            posix.remountRootReadOnly();
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
        posix.sync();
        console.say("finished");
        try {
            posix.reboot(kind == Kind.REBOOT ? Reboot.RESTART : Reboot.POWER_OFF);
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
    }

    /**
     * Becomes this program anew, with the services directory by its absolute path.
     *
     * @param from the working directory that it starts from: NITRO_SOCK may be a path from there
     */
    public void startOver(Invocation invocation, String from, String directory) throws StartFailure {
        Self self = invocation.self();
        try {
            posix.chdir(from);
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
        try {
            posix.exec(self.path(), self.argv(invocation.name(), List.of(directory)), invocation.environment());
        } catch (ErrnoException e) {
            returnTo(directory);
            throw new StartFailure("can't exec " + self.path() + ": " + e.reason());
        }
    }

    /** SYS/fatal is looked for there. */
    private void returnTo(String directory) {
        try {
            posix.chdir(directory);
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
    }

    private void runFinal(Kind kind) {
        if (!files.exists(FINAL)) {
            return;
        }
        try {
            int pid = scripts.start(FINAL, List.of(FINAL, kind.word), "", Descriptors.own(), false);
            Timer limit = loop.after(LIMIT, () -> posix.kill(pid, posix.number(Signal.KILL)));
            Timer patience = loop.after(LIMIT + Engine.KILL_TIME, loop::stop);
            children.expect(pid, status -> loop.stop());
            loop.run();
            limit.cancel();
            patience.cancel();
        } catch (ErrnoException e) {
            console.say("can't exec " + FINAL + ": " + e.reason());
        }
    }
}
