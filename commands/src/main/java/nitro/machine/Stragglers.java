package nitro.machine;

import nitro.engine.Launcher;
import nitro.engine.Launcher.Descriptors;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/** Ends whatever processes are left when pid 1 has stopped its services (spec 7.4). */
public final class Stragglers {
    private final Posix posix;
    private final Loop loop;
    private final Launcher launcher;
    private final SelfHelper helper;
    private @Nullable Timer timer;

    /** @param helper is the one that kills */
    public Stragglers(Posix posix, Loop loop, Launcher launcher, SelfHelper helper) {
        this.posix = posix;
        this.loop = loop;
        this.launcher = launcher;
        this.helper = helper;
    }

    /** Tells every process to end, kills those that do not, and returns when there is none or none will go. */
    public void end() {
        posix.kill(-1, posix.number(Signal.TERM));
        posix.kill(-1, posix.number(Signal.CONT));
        timer = loop.after(Timing.KILL_AFTER_MS, this::killAll);
        loop.whenChildless(loop::stop);
        loop.run();
        if (timer != null) {
            timer.cancel();
        }
        loop.whenChildless(null);
    }

    /** From a child, so that a process stuck in the kernel cannot make us wait with it. */
    private void killAll() {
        timer = loop.after(Timing.GIVE_UP_AFTER_MS, loop::stop);
        try {
            launcher.start(helper.killAll(), Descriptors.own(), false);
        } catch (ErrnoException e) {
            posix.kill(-1, posix.number(Signal.KILL));
        }
    }
}
