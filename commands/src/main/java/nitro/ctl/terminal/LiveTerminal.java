package nitro.ctl.terminal;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import nitro.command.ExitStatus;
import nitro.ctl.reach.Failure;
import nitro.ctl.screen.Keys;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WindowSize;
import nitro.proc.Foreground;
import org.jspecify.annotations.Nullable;

/**
 * The common part of commands that live on a terminal: a loop, keys as they are pressed, signals, and an end that
 * leaves
 * the terminal as it was, whatever ends it (SIGKILL aside: {@code reset} helps then).
 */
public final class LiveTerminal {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    /** Milliseconds after which an escape is a key, and not the beginning of one. */
    private static final long ESCAPE_MS = 50;
    /** Milliseconds until we look again whether the terminal is ours, where nobody could stop us. */
    private static final long BACKGROUND_MS = 2000;
    /** Milliseconds for what else was sent while we were stopped: a signal that ends us comes before the terminal is taken. */
    private static final long SETTLING_MS = 20;

    /** Signals that end us, by which the terminal must not be left as it is. */
    private static final List<Signal> DEADLY =
            List.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.TERM, Signal.ALRM, Signal.USR1, Signal.USR2);

    private static final WindowSize USUAL = new WindowSize(24, 80);

    /** The command on the terminal. */
    public interface Handler {
        default void key(String key) {}

        /** Takes what was typed as it is; false if it is to come as keys. */
        default boolean typed(byte[] bytes, int count) {
            return false;
        }

        /** Lives on the terminal, whose modes are set and will be put back, until {@link #hasEnded}. */
        void live();

        /** Control-C where it is no key; false if it is to end the command. */
        default boolean interrupted() {
            return false;
        }

        /** Draws anew: the size has changed, or somebody else was on the terminal. */
        void redraw();

        /** Draws anew where others have written, or cleared, meanwhile. */
        default void continued() {
            redraw();
        }

        /** Takes what it has drawn off the terminal, before that is put back. */
        void leave();
    }

    final Posix posix;
    public final Loop loop;
    public final Style style;
    private final boolean draws;
    private final byte[] modes;
    private final byte[] buffer = new byte[1024];
    private final Keys keys;
    private @Nullable Handler handler;
    private @Nullable Timer escape;
    private @Nullable Watch input;
    private @Nullable Throwable error;
    private int borrower;
    private boolean suspended;
    /** Whether TSTP stops us: it does nothing where there is no job control. */
    private boolean stops;

    private @Nullable Timer returning;
    private IntConsumer whenEnded = _ -> {};
    private int status;
    private boolean ended;

    /** One that draws; fails if it has no terminal to live on. */
    public LiveTerminal(Posix posix, Invocation call, String command) throws Failure {
        this(posix, call, command, true);
    }

    /** @param draws whether keys are wanted one by one; if not, the terminal gives whole lines, as it did before we came */
    public LiveTerminal(Posix posix, Invocation call, String command, boolean draws) throws Failure {
        this.posix = posix;
        this.draws = draws;
        this.style = Style.of(call);
        this.keys = new Keys(style.unicode());
        this.loop = new Loop(posix, this::failed);
        if (posix.windowSize(STDIN) == null || posix.windowSize(STDOUT) == null) {
            throw Failure.usage(command + ": needs a terminal for input and output");
        }
        try {
            modes = posix.terminalModes(STDIN);
        } catch (ErrnoException e) {
            throw Failure.error("terminal: " + e.reason());
        }
    }

    /** Lives until {@link #end}; returns the exit status. */
    public int run(Handler on) throws Failure {
        handler = on;
        Map<Signal, Runnable> signals = new EnumMap<>(Signal.class);
        for (Signal signal : DEADLY) {
            signals.put(signal, () -> signalled(signal));
        }
        stops = !posix.isIgnored(Signal.TSTP);
        if (stops) {
            signals.put(Signal.TSTP, this::stop);
        }
        signals.put(Signal.CONT, this::continued);
        signals.put(Signal.WINCH, () -> {
            if (!isLent()) {
                on.redraw();
            }
        });
        try {
            loop.handle(signals, this::childEnded);
            input = loop.watch(STDIN, this::read);
            raw();
            try {
                on.live();
                if (!isLent()) {
                    on.leave();
                }
            } finally {
                if (!suspended) {
                    cooked();
                }
            }
        } catch (ErrnoException e) {
            throw Failure.error("terminal: " + e.reason());
        }
        if (error != null) {
            throw Failure.error("internal error: " + error);
        }
        return status;
    }

    public void end(int with) {
        if (!ended) {
            ended = true;
            status = with;
        }
        loop.stop();
    }

    public boolean hasEnded() {
        return ended;
    }

    private void failed(Throwable cause) {
        error = cause;
        end(ExitStatus.ERROR);
    }

    /** Makes the terminal pass on each key at once. */
    private void raw() throws ErrnoException {
        if (draws) {
            posix.makeRaw(STDIN);
        }
    }

    /** The terminal is as it was when we came. */
    private void cooked() {
        try {
            posix.setTerminalModes(STDIN, modes);
        } catch (ErrnoException _) {
            // It is gone, and with it who could see it.
        }
    }

    /** Gives the terminal to a process, as it was when we came, until that has ended. */
    public void lend(Spawn process, IntConsumer ended) throws ErrnoException {
        cooked();
        try {
            borrower = posix.spawn(process);
        } catch (ErrnoException e) {
            raw();
            throw e;
        }
        whenEnded = ended;
        if (input != null) {
            input.end();
        }
    }

    /** Whether the terminal is somebody else's at present. */
    public boolean isLent() {
        return borrower != 0 || suspended;
    }

    /** Stops all that was started with us, and us as if somebody else had (control-Z). */
    public void suspend() {
        if (stops && !isLent()) {
            giveBack();
            posix.kill(0, posix.number(Signal.TSTP));
        }
    }

    /** Leaves the terminal as it was when we came, until {@link #takeBack}. */
    private void giveBack() {
        if (!isLent() && handler != null) {
            handler.leave();
            cooked();
            withoutInput();
        }
    }

    private void withoutInput() {
        suspended = true;
        if (input != null) {
            input.end();
        }
    }

    /** TSTP came, from us or from somebody else. */
    private void stop() {
        giveBack();
        posix.stopHere();
        takeBackAfter(SETTLING_MS); // somebody has continued us, or nobody could: then we were not stopped
    }

    private void continued() {
        takeBackAfter(SETTLING_MS);
    }

    private void takeBackAfter(long millis) {
        if (returning != null) {
            returning.cancel();
        }
        returning = loop.after(millis, this::takeBack);
    }

    /** The terminal is ours again; in the background there is nothing to do but to wait until it is. */
    private void takeBack() {
        returning = null;
        if (ended || borrower != 0 || handler == null) {
            return;
        }
        if (!Foreground.isOurs(posix)) {
            if (!suspended) { // STOP, which nobody can take, and then CONT in the background
                withoutInput();
            }
            posix.stopHere();
            takeBackAfter(BACKGROUND_MS);
            return;
        }
        try {
            raw();
            if (suspended) {
                suspended = false;
                input = loop.watch(STDIN, this::read);
            }
            handler.continued();
        } catch (ErrnoException e) {
            end(ExitStatus.ofSignal(posix.number(Signal.HUP)));
        }
    }

    private void childEnded(int pid, int raw) {
        if (pid != borrower || ended) {
            return;
        }
        borrower = 0;
        try {
            raw();
            input = loop.watch(STDIN, this::read);
            whenEnded.accept(raw);
        } catch (ErrnoException e) {
            end(ExitStatus.ofSignal(posix.number(Signal.HUP)));
        }
    }

    /** A signal that the terminal sends to its foreground is for the borrower, while there is one. */
    private void signalled(Signal signal) {
        if (signal == Signal.INT && (borrower != 0 || handler != null && handler.interrupted())) {
            return;
        }
        if (borrower != 0) {
            posix.kill(borrower, posix.number(signal));
        }
        end(ExitStatus.ofSignal(posix.number(signal)));
    }

    public WindowSize size() {
        WindowSize size = posix.windowSize(STDOUT);
        return size == null || size.columns() == 0 || size.rows() == 0 ? USUAL : size;
    }

    /** Writes text, with escape sequences or without. */
    public void write(String text) {
        byte[] bytes = Text.bytes(text).getBytes(StandardCharsets.ISO_8859_1);
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int offset, int length) {
        for (int done = offset; done < offset + length; ) {
            int count = posix.write(STDOUT, bytes, done, offset + length - done);
            if (count < 0) {
                end(ExitStatus.ofSignal(posix.number(Signal.HUP)));
                return;
            }
            done += count;
        }
    }

    private void read() {
        int count = posix.read(STDIN, buffer);
        if (count <= 0) {
            boolean endOfFile = count == 0 && !draws; // by control-D, which else is a key
            end(endOfFile ? 0 : ExitStatus.ofSignal(posix.number(Signal.HUP)));
            return;
        }
        if (handler != null && handler.typed(buffer, count)) {
            return;
        }
        if (escape != null) {
            escape.cancel();
            escape = null;
        }
        press(keys.of(buffer, count));
        if (keys.isUndecided()) {
            escape = loop.after(ESCAPE_MS, () -> press(keys.decide()));
        }
    }

    private void press(List<String> pressed) {
        for (String key : pressed) {
            if (handler != null && !ended) {
                handler.key(key);
            }
        }
    }
}
