package nitro.log.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/** The label of a log's lines, if the log is named by its path. */
final class LogLabel {
    /** Directories that are called like this in each service's directory, and tell nothing. */
    private static final Set<String> COMMON = Set.of("", ".", "main", "log", "logs", "current");

    private LogLabel() {}

    /** The last segment of the path that tells one log from others: {@code web} for {@code /etc/sv/web/log/main}. */
    static String ofPath(String path, Posix posix) {
        String whole = path;
        try {
            whole = posix.realpath(path);
        } catch (ErrnoException e) {
            // It is not there yet.
        }
        String[] segments = whole.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            if (!COMMON.contains(segments[i])) {
                return segments[i];
            }
        }
        return path;
    }

    /** The same logs, those whose names are not their own by their paths. */
    static List<Tail.Log> distinct(List<Tail.Log> logs) {
        Set<String> seen = new HashSet<>();
        List<Tail.Log> distinct = new ArrayList<>();
        for (Tail.Log log : logs) {
            distinct.add(seen.add(log.name()) ? log : new Tail.Log(log.path(), log.path()));
        }
        return distinct;
    }
}
