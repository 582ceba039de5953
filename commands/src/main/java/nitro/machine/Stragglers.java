package nitro.machine;

import java.util.List;
import nitro.engine.Engine;
import nitro.engine.Kit;
import nitro.engine.Scripts;
import nitro.engine.Scripts.Descriptors;
import nitro.front.nitro.Nitro;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/** Ends whatever processes are left when pid 1 has stopped its services (spec 7.4). */
public final class Stragglers {
    private final Posix posix;
    private final Loop loop;
    private final Scripts scripts;
    private final Self self;
    private @Nullable Timer timer;

    /** @param self how to execute this program as the helper that kills */
    public Stragglers(Kit kit, Self self) {
        this.posix = kit.posix();
        this.loop = kit.loop();
        this.scripts = kit.scripts();
        this.self = self;
    }

    /** Tells every process to end, kills those that do not, and returns when there is none or none will go. */
    public void end() {
        posix.kill(-1, posix.number(Signal.TERM));
        posix.kill(-1, posix.number(Signal.CONT));
        timer = loop.after(Engine.KILL_TIME, this::killAll);
        loop.whenChildless(loop::stop);
        loop.run();
        if (timer != null) {
            timer.cancel();
        }
        loop.whenChildless(null);
    }

    /** From a child, so that a process stuck in the kernel cannot make us wait with it. */
    private void killAll() {
        timer = loop.after(Engine.KILL_TIME, loop::stop);
        try {
            List<String> argv = self.argv("nitro", List.of(Nitro.KILL_HELPER));
            scripts.start(self.path(), argv, "", Descriptors.own(), false);
        } catch (ErrnoException e) {
            posix.kill(-1, posix.number(Signal.KILL));
        }
    }
}
