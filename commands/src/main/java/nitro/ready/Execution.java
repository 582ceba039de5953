package nitro.ready;

import java.util.List;
import java.util.Map;
import nitro.command.CommandFailure;
import nitro.command.Program;
import nitro.posix.Posix;

/** The last thing that nitro-wait and nitro-ready do: to become the program. */
final class Execution {
    private Execution() {}

    /** Becomes it, with what we were given: signals, limits, descriptors. Returns why that failed. */
    static CommandFailure become(Posix posix, List<String> words, List<String> given, List<String> environment) {
        return CommandFailure.notExecuted(
                words.getFirst(), new Program(posix, given).become(words, null, environment, Map.of()));
    }
}
