package nitro.ready;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nitro.command.ExitStatus;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;

/** The signals that ask to end, as far as they were not ignored when we were executed. */
final class EndingSignals {
    private static final List<Signal> ENDING = List.of(Signal.HUP, Signal.INT, Signal.TERM);

    private EndingSignals() {}

    /** Has the loop tell of them. */
    static void handle(CommandContext context, Consumer<Signal> handler) throws ErrnoException {
        Map<Signal, Runnable> handlers = new EnumMap<>(Signal.class);
        for (Signal signal : ENDING) {
            if (!context.posix().isIgnored(signal)) {
                handlers.put(signal, () -> handler.accept(signal));
            }
        }
        context.loop().handle(handlers);
    }

    /** The exit status of what a signal ended. */
    static int status(CommandContext context, Signal signal) {
        return ExitStatus.ofSignal(context.posix().number(signal));
    }
}
