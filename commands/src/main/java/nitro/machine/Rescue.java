package nitro.machine;

import java.util.List;
import java.util.Map;
import nitro.front.nitro.Nitro;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/** What pid 1 does when it can do nothing else: a shell on the console, again whenever it ends (spec 3.6). */
public final class Rescue {
    private static final String SHELL = "/bin/sh";

    /** The shell's argument 0: it is a login shell. */
    private static final String LOGIN_SHELL = "-sh";

    /** Milliseconds before the shell is started again. */
    private static final int PAUSE = 1000;

    /** The same where there is none. */
    private static final int LONG_PAUSE = 60_000;

    private final Posix posix;
    private final Console console;
    private final Loop loop;
    private final Self self;
    private final List<String> environment;
    private int shell;

    /** @param self how to execute this program as the helper that makes the console the shell's terminal */
    public Rescue(Posix posix, Console console, Self self, List<String> environment) {
        this.posix = posix;
        this.console = console;
        this.self = self;
        this.environment = environment;
        this.loop = new Loop(posix, error -> console.say("internal error: " + error));
    }

    /** Never returns: the end of pid 1 would be the end of the machine. Ctrl-Alt-Del reboots, since nobody else can. */
    public void stay() throws ErrnoException {
        loop.handle(Map.of(Signal.TERM, () -> {}, Signal.INT, this::reboot), this::ended);
        startShell();
        loop.run();
    }

    private void startShell() {
        List<String> argv = self.argv("nitro", List.of(Nitro.TERMINAL_HELPER, SHELL, LOGIN_SHELL));
        if (!start(self.path(), argv) && !start(SHELL, List.of(LOGIN_SHELL))) {
            loop.after(LONG_PAUSE, this::startShell);
        }
    }

    /** Without the helper, whose program may be gone, the shell has no controlling terminal, and is a shell. */
    private boolean start(String path, List<String> argv) {
        try {
            shell = posix.spawn(new Spawn(path, argv, environment, "/", List.of(), true, Spawn.INHERIT));
            return true;
        } catch (ErrnoException e) {
            console.say("can't exec " + path + ": " + e.reason());
            return false;
        }
    }

    private void ended(int pid, int status) {
        if (pid == shell) {
            boolean missing = new WaitStatus(status).equals(WaitStatus.ofExit(Nitro.FAILED));
            loop.after(missing ? LONG_PAUSE : PAUSE, this::startShell);
        }
    }

    private void reboot() {
        posix.sync();
        try {
            posix.reboot(Reboot.RESTART);
        } catch (ErrnoException e) {
            console.say(e.getMessage());
        }
    }
}
