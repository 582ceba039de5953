package nitro.ctl.screen;

import nitro.posix.WaitStatus;
import nitro.spat.State;

/** Numbers of the protocol in the words of people. */
public final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** By their number on Linux, which is the same on all architectures that nitro runs on; signal(7). */
    private static final String[] SIGNALS = {
        "0", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    private Words() {}

    /** Seconds as the two largest units: {@code 12s}, {@code 3m 05s}, {@code 2h 07m}, {@code 41d 03h}. */
    public static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m " + two(seconds % MINUTE) + "s";
        }
        if (seconds < DAY) {
            return seconds / HOUR + "h " + two(seconds % HOUR / MINUTE) + "m";
        }
        return seconds / DAY + "d " + two(seconds % DAY / HOUR) + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** How the last process ended: {@code exit 1}, {@code SIGKILL}; empty if none ended, or well (spec 5.2, WSTATUS). */
    public static String ending(int wstatus) {
        WaitStatus status = new WaitStatus(wstatus);
        if (wstatus == -1) {
            return "not run";
        }
        if (status.exited()) {
            return status.exitStatus() == 0 ? "" : "exit " + status.exitStatus();
        }
        return signal(status.signal());
    }

    /** {@code SIGKILL}; {@code SIG40} for one without a name. */
    public static String signal(int number) {
        return "SIG" + (number < SIGNALS.length ? SIGNALS[number] : Integer.toString(number));
    }

    /** The state in its colour, behind its sign. */
    public static String signed(State state, Style style) {
        return style.paint(colour(state), sign(state, style) + " " + state);
    }

    /** A service in its state, as a line of text has it: its sign, its name and the state in brackets. */
    public static String described(String name, State state, Style style) {
        return style.paint(colour(state), sign(state, style)) + ' ' + Text.visible(name, style) + " ("
                + style.paint(colour(state), state.toString()) + ')';
    }

    /** Whether somebody should look after a service in this state. */
    static boolean isFailing(State state) {
        return state == State.FATAL || state == State.DELAY || state == State.RESTART;
    }

    /** For those who see no colours: one character for each state, that differs in its shape. */
    static String sign(State state, Style style) {
        return switch (state) {
            case UP -> style.unicode() ? "\u25cf" : "+";
            case ONESHOT -> style.unicode() ? "\u2713" : "=";
            case SETUP, STARTING -> style.unicode() ? "\u25b2" : "^";
            case SHUTDOWN -> style.unicode() ? "\u25bc" : "v";
            case RESTART -> style.unicode() ? "\u21bb" : "%";
            case DELAY -> style.unicode() ? "\u25cc" : "?";
            case FATAL -> style.unicode() ? "\u2717" : "!";
            case DOWN -> style.unicode() ? "\u25cb" : "-";
        };
    }

    static Style.Colour colour(State state) {
        return switch (state) {
            case UP, ONESHOT -> Style.Colour.GREEN;
            case SETUP, STARTING -> Style.Colour.CYAN;
            case SHUTDOWN -> Style.Colour.BLUE;
            case RESTART, DELAY -> Style.Colour.YELLOW;
            case FATAL -> Style.Colour.ALARM;
            case DOWN -> Style.Colour.DIM;
        };
    }
}
