package nitro.ready;

import java.util.List;
import java.util.Map;
import nitro.chpst.Program;
import nitro.posix.Posix;

/** The last thing that nitro-wait and nitro-ready do: to become the program. */
final class Execution {
    private Execution() {}

    /** Becomes it, with what we were given: signals, limits, descriptors. Returns why that failed. */
    static Failure become(Posix posix, List<String> words, List<String> given, List<String> environment) {
        return Failure.notExecuted(
                words.getFirst(), new Program(posix, given).become(words, null, environment, Map.of()));
    }
}
