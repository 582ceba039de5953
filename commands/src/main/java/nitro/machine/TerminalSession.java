package nitro.machine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nitro.engine.model.Timing;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/**
 * The helper that pid 1 executes itself as for a program that gets the console as its terminal (spec 7.1): it leads the
 * session, and the program the process group in the foreground.
 *
 * <p>When the leader of a session ends, the kernel hangs the terminal up, and what the program has left in the background
 * would die of HUP. So the program does not lead it, and the helper gives the terminal up before it ends.
 */
final class TerminalSession {
    /** How often a program is tried that cannot be executed for the moment (spec 3.3). */
    private static final int ATTEMPTS = 5;

    private static final int TERMINAL = 0;

    private final Posix posix;
    private final Console console;
    private final Loop loop;
    private final Spawn program;
    private final String words;

    /** The program's process; 0 before it runs. */
    private int pid;

    private int status = SelfHelper.FAILED;
    private int attempts;
    private boolean ending;

    /**
     * @param path the program
     * @param name its argument 0
     * @param words what messages call it
     */
    TerminalSession(Posix posix, Invocation invocation, String path, String name, String words) {
        this.posix = posix;
        this.console = new Console(posix);
        this.loop = new Loop(posix, error -> console.say("internal error: " + error));
        this.words = words;
        this.program = new Spawn(
                path, List.of(name), invocation.environment(), "", List.of(), Spawn.Leads.GROUP, Spawn.INHERIT);
    }

    /** Runs the program to its end; returns its exit status, 128 + N if signal N ended it, 111 if it was not executed. */
    int run() throws ErrnoException {
        attempt(() -> posix.setControllingTerminal(TERMINAL)); // another session may have it
        Map<Signal, Runnable> handlers = new EnumMap<>(Signal.class);
        handlers.put(Signal.HUP, () -> send(Signal.HUP));
        handlers.put(Signal.TERM, this::end);
        handlers.put(Signal.CHLD, this::resume);
        loop.handle(handlers, this::ended);
        start();
        loop.run();
        attempt(() -> posix.setForegroundGroup(TERMINAL, posix.getpid())); // HUP comes to who is in front: to us
        attempt(() -> posix.giveUpControllingTerminal(TERMINAL));
        return status;
    }

    private void start() {
        try {
            pid = posix.spawn(program);
            resume(); // it may have been stopped for reading before it was in front
        } catch (ErrnoException e) {
            console.say("can't exec " + words + ": " + e.reason());
            if (e.errno().isPassing() && !ending && ++attempts < ATTEMPTS) {
                loop.after(Timing.RETRY_DELAY_MS, this::start);
            } else {
                loop.stop();
            }
        }
    }

    /** It is in front and runs: nobody is there who would have it continue if Ctrl-Z stopped it. */
    private void resume() {
        if (pid != 0) {
            attempt(() -> posix.setForegroundGroup(TERMINAL, pid));
            posix.kill(-pid, posix.number(Signal.CONT));
        }
    }

    private void end() {
        ending = true;
        if (pid == 0) {
            loop.stop();
            return;
        }
        send(Signal.TERM);
        send(Signal.CONT);
        loop.after(Timing.KILL_AFTER_MS, () -> send(Signal.KILL));
    }

    private void send(Signal signal) {
        if (pid != 0) {
            posix.kill(pid, posix.number(signal));
        }
    }

    private void ended(int process, int raw) {
        if (process == pid) {
            WaitStatus end = new WaitStatus(raw);
            status = end.exited() ? end.exitStatus() : 128 + end.signal();
            loop.stop();
        }
    }

    private interface Call {
        void make() throws ErrnoException;
    }

    private static void attempt(Call call) {
        try {
            call.make();
        } catch (ErrnoException e) {
            // There is no terminal, or it is not ours: the program runs all the same.
        }
    }
}
