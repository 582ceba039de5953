package nitro.supervisor;

import java.util.List;
import java.util.Map;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;

/** What pid 1 does when it can do nothing else: a shell on the console, again whenever it ends (spec 3.6). */
final class Rescue {
    private static final String SHELL = "/bin/sh";

    /** Milliseconds before the shell is started again. */
    private static final int PAUSE = 1000;

    private final Posix posix;
    private final Console console;
    private final Loop loop;
    private final List<String> environment;
    private int shell;

    Rescue(Posix posix, Console console, List<String> environment) {
        this.posix = posix;
        this.console = console;
        this.environment = environment;
        this.loop = new Loop(posix, error -> console.say("internal error: " + error));
    }

    /** Never returns: the end of pid 1 would be the end of the machine. */
    void stay() throws ErrnoException {
        loop.handle(Map.of(Signal.TERM, () -> {}), (pid, status) -> {
            if (pid == shell) {
                loop.after(PAUSE, this::startShell);
            }
        });
        startShell();
        loop.run();
    }

    private void startShell() {
        try {
            shell = posix.spawn(new Spawn(SHELL, List.of("-sh"), environment, "", List.of(), true, Spawn.INHERIT));
        } catch (ErrnoException e) {
            console.say("can't exec " + SHELL + ": " + e.reason());
            loop.after(PAUSE * 60L, this::startShell);
        }
    }
}
