package nitro.front.nitro;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.ServiceFiles;
import nitro.posix.Invocation;

/** The environment of all scripts (spec 1.5). */
final class ScriptEnvironment {
    private ScriptEnvironment() {}

    /** Nitro's own, with a PATH if it has none. */
    static List<String> of(Invocation invocation) {
        for (String entry : invocation.environment()) {
            if (entry.startsWith("PATH=")) {
                return invocation.environment();
            }
        }
        List<String> more = new ArrayList<>(invocation.environment());
        more.add("PATH=" + ServiceFiles.DEFAULT_PATH);
        return List.copyOf(more);
    }
}
