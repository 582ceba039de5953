package nitro.machine;

import java.util.List;
import java.util.Map;
import nitro.engine.model.Program;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Machine.Reboot;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/** The last resort of pid 1: a shell on the console, again whenever it ends (spec 3.6). */
public final class Rescue {
    private static final String SHELL = "/bin/sh";

    /** The shell's argument 0: it is a login shell. */
    private static final String LOGIN_SHELL = "-sh";

    /** Before the shell is started again. */
    private static final int PAUSE_MS = 1000;

    /** Before it is looked for again where there is none. */
    private static final int LONG_PAUSE_MS = 60_000;

    private final Posix posix;
    private final Console console;
    private final Loop loop;
    private final SelfHelper helper;
    private final List<String> environment;
    private int shell;

    /** @param helper makes the console the shell's terminal */
    public Rescue(Posix posix, Console console, SelfHelper helper, List<String> environment) {
        this.posix = posix;
        this.console = console;
        this.helper = helper;
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
        Program program = new Program(SHELL, SHELL, List.of(LOGIN_SHELL), "/");
        if (!start(helper.withTerminal(program)) && !start(program)) {
            loop.after(LONG_PAUSE_MS, this::startShell);
        }
    }

    /** Without the helper, whose program may be gone, the shell has no controlling terminal, and is a shell. */
    private boolean start(Program program) {
        try {
            shell = posix.spawn(new Spawn(
                    program.path(), program.argv(), environment, program.directory(), List.of(), true, Spawn.INHERIT));
            return true;
        } catch (ErrnoException e) {
            console.say("can't exec " + program.path() + ": " + e.reason());
            return false;
        }
    }

    private void ended(int pid, int status) {
        if (pid == shell) {
            boolean missing = new WaitStatus(status).equals(WaitStatus.ofExit(SelfHelper.FAILED));
            loop.after(missing ? LONG_PAUSE_MS : PAUSE_MS, this::startShell);
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
