package nitro.ctl.lookalike;

import java.util.List;
import nitro.posix.Signal;
import nitro.spat.Message.Status;
import org.jspecify.annotations.Nullable;

/**
 * A command of sv: what it asks of nitro, and when that is done (spec tools 8.2).
 *
 * @param waits whether it waits and reports without {@code -v}, too
 * @param kills whether KILL is sent when the time is over
 */
record SvOrder(Action action, List<Signal> signals, Until until, boolean waits, boolean kills) {
    /** The order to nitro, besides signals. */
    enum Action {
        STATUS,
        NOTHING,
        UP,
        DOWN,
        RESTART,
        RESTART_IF_UP,
        ONCE
    }

    /** The state in which it is done. */
    enum Until {
        NOW,
        UP,
        DOWN,
        /** Another process runs than before; at once if none ran. */
        RENEWED,
        /** The state that was asked for last. */
        WANTED
    }

    /** The command of that name; of most of them the first letter counts. Null if there is none. */
    static @Nullable SvOrder of(String word) {
        return switch (word) {
            case "start" -> new SvOrder(Action.UP, List.of(), Until.UP, true, false);
            case "stop", "shutdown" -> new SvOrder(Action.DOWN, List.of(), Until.DOWN, true, false);
            case "restart" -> new SvOrder(Action.RESTART, List.of(), Until.RENEWED, true, false);
            case "try-restart" -> new SvOrder(Action.RESTART_IF_UP, List.of(), Until.RENEWED, true, false);
            case "reload" -> new SvOrder(Action.NOTHING, List.of(Signal.HUP), Until.NOW, true, false);
            case "check" -> new SvOrder(Action.NOTHING, List.of(), Until.WANTED, true, false);
            case "force-stop", "force-shutdown" -> new SvOrder(Action.DOWN, List.of(), Until.DOWN, true, true);
            case "force-restart" -> new SvOrder(Action.RESTART, List.of(), Until.RENEWED, true, true);
            case "force-reload" -> new SvOrder(Action.RESTART_IF_UP, List.of(), Until.RENEWED, true, true);
            default -> word.isEmpty() ? null : byLetter(word.charAt(0));
        };
    }

    private static @Nullable SvOrder byLetter(char letter) {
        return switch (letter) {
            case 's' -> new SvOrder(Action.STATUS, List.of(), Until.NOW, false, false);
            case 'u' -> new SvOrder(Action.UP, List.of(), Until.UP, false, false);
            case 'd', 'e', 'x' -> new SvOrder(Action.DOWN, List.of(), Until.DOWN, false, false);
            case 'o' -> new SvOrder(Action.ONCE, List.of(), Until.NOW, false, false);
            case 't' -> signals(Until.RENEWED, Signal.TERM, Signal.CONT);
            case 'c' -> signals(Until.NOW, Signal.CONT);
            case 'p' -> signals(Until.NOW, Signal.STOP);
            case 'h' -> signals(Until.NOW, Signal.HUP);
            case 'a' -> signals(Until.NOW, Signal.ALRM);
            case 'i' -> signals(Until.NOW, Signal.INT);
            case 'q' -> signals(Until.NOW, Signal.QUIT);
            case 'k' -> signals(Until.NOW, Signal.KILL);
            case '1' -> signals(Until.NOW, Signal.USR1);
            case '2' -> signals(Until.NOW, Signal.USR2);
            default -> null;
        };
    }

    private static SvOrder signals(Until until, Signal... signals) {
        return new SvOrder(Action.NOTHING, List.of(signals), until, false, false);
    }

    /** Whether it is done, but for the service's own check. */
    boolean isDone(Status before, Status now) {
        return switch (until) {
            case NOW -> true;
            case UP -> SvLine.isUp(now);
            case DOWN -> SvLine.isDown(now);
            case RENEWED -> isRenewed(before, now);
            case WANTED -> SvLine.isUp(now) || SvLine.isDown(now);
        };
    }

    private boolean isRenewed(Status before, Status now) {
        if (action != Action.RESTART && before.pid() == 0) {
            return true;
        }
        return SvLine.isUp(now) && (now.pid() == 0 || now.pid() != before.pid());
    }
}
