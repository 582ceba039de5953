package nitro.machine;

import java.util.List;
import nitro.engine.Children;
import nitro.engine.Children.Child;
import nitro.engine.Launcher;
import nitro.engine.Launcher.Descriptors;
import nitro.engine.model.Program;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;

/** The last that a supervisor does when all processes are gone: another program, the machine's end, or its own (spec 7.4). */
public final class Ending {
    private final Posix posix;
    private final Console console;

    public Ending(Posix posix, Console console) {
        this.posix = posix;
        this.console = console;
    }

    /** Becomes another program; returns if it cannot. */
    public void become(String path, List<String> environment) {
        try {
            posix.exec(path, List.of(path), environment);
        } catch (ErrnoException e) {
            console.say("can't exec " + path + ": " + e.reason());
        }
    }

    /** Runs a program, and waits for it no longer than its limit and what KILL takes (spec 3.5). */
    public void runLast(Program program, Launcher launcher, Children children, Loop loop) {
        try {
            Child child = children.expect(status -> loop.stop());
            int pid = launcher.start(program, Descriptors.own(), false);
            children.started(child, pid);
            int limit = Timing.LAST_PROGRAM_LIMIT_MS;
            Timer kill = loop.after(limit, () -> posix.kill(pid, posix.number(Signal.KILL)));
            Timer giveUp = loop.after(limit + Timing.GIVE_UP_AFTER_MS, loop::stop);
            loop.run();
            kill.cancel();
            giveUp.cancel();
        } catch (ErrnoException e) {
            console.say("can't exec " + program.label() + ": " + e.reason());
        }
    }

    /** Brings the file systems to rest and stops the machine; returns only if the kernel refuses. */
    public void stopMachine(EndKind kind) {
        try {
            posix.sync();
            posix.remountRootReadOnly();
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
        posix.sync();
        console.say("finished");
        try {
            posix.reboot(kind == EndKind.REBOOT ? Reboot.RESTART : Reboot.POWER_OFF);
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
        changeTo(from);
        try {
            posix.exec(self.path(), self.argv(invocation.name(), List.of(directory)), invocation.environment());
        } catch (ErrnoException e) {
            changeTo(directory); // what comes in place of us is looked for there
            throw new StartFailure("can't exec " + self.path() + ": " + e.reason());
        }
    }

    private void changeTo(String directory) {
        try {
            posix.chdir(directory);
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
    }
}
