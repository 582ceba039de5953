package nitro.ctl.terminal;

import java.io.PrintStream;
import java.util.List;
import nitro.ctl.screen.AwaitedService;
import nitro.ctl.screen.Screen;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.posix.WindowSize;
import nitro.proc.Foreground;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that says what a command waits for; written again and again, and gone at the end.
 *
 * <p>It is on standard error, so that standard output is the same as for scripts. What is done soon shows nothing, and nothing
 * does in the background of a shell, which has its own line there.
 */
public final class Progress {
    /** People begin to wonder after this time. */
    private static final long SHOW_AFTER_MS = 300;

    /** A narrower window wraps the line; but the cursor stays at its begin, and clears all from there. */
    private static final String CLEAR = "\r\033[J";

    private static final int STDERR = 2;

    private final ClientPosix posix;
    private final PrintStream err;
    private final Style style;
    private final long begin;
    private final boolean wanted;
    private String shown = "";

    /** @param wanted whether it is shown at all, on a terminal that can do it */
    public Progress(ClientPosix posix, Invocation call, boolean wanted) {
        this.posix = posix;
        this.err = call.err();
        this.style = Style.of(call);
        this.begin = posix.now();
        this.wanted = wanted && !Style.isDumb(call);
    }

    /** Whether it is time to show something, to somebody. */
    public boolean isOn() {
        return wanted && posix.now() - begin >= SHOW_AFTER_MS && size() != null && Foreground.isOurs(posix);
    }

    /** It may change while we wait. */
    private @Nullable WindowSize size() {
        return Screen.of(posix, STDERR);
    }

    public void show(List<AwaitedService> waiting) {
        WindowSize size = size();
        if (size == null || !isOn()) {
            return;
        }
        String line = AwaitedService.line(waiting, size.columns(), style);
        if (!line.equals(shown)) {
            err.print(CLEAR + Text.bytes(line) + "\r");
            err.flush();
            shown = line;
        }
    }

    /** Before anything else is printed, and at the end. */
    public void clear() {
        if (!shown.isEmpty() && Foreground.isOurs(posix)) {
            err.print(CLEAR);
            err.flush();
        }
        shown = "";
    }
}
