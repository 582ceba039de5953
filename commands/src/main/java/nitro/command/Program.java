package nitro.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.ProcessState.Resource;
import org.jspecify.annotations.Nullable;

/** The program that a tool becomes, found as its original does, by the PATH that the tool itself was given. */
public final class Program {
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private final Posix posix;
    private final List<String> given;

    /** @param given the environment that the tool was called with */
    public Program(Posix posix, List<String> given) {
        this.posix = posix;
        this.given = given;
    }

    /**
     * Becomes it.
     *
     * @param words its name and arguments
     * @param argumentZero in place of its name, if not null
     * @return why it could not be executed
     */
    public ErrnoException become(
            List<String> words, @Nullable String argumentZero, List<String> environment, Map<Resource, Long> limits) {
        String name = words.getFirst();
        List<String> argv = new ArrayList<>(words);
        if (argumentZero != null) {
            argv.set(0, argumentZero);
        }
        ErrnoException reason = new ErrnoException("execve", name, Errno.ENOENT);
        for (String file : candidates(name)) {
            try {
                posix.chain(file, argv, environment, limits);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT) {
                    reason = e;
                }
                if (e.errno() != Errno.ENOENT && e.errno() != Errno.EACCES && e.errno() != Errno.EPERM) {
                    break;
                }
            }
        }
        return reason;
    }

    /** Where it may be: a name without a slash in each directory of PATH, of which an empty one is the working directory. */
    private List<String> candidates(String name) {
        if (name.contains("/")) {
            return List.of(name);
        }
        String path = value(given, "PATH");
        List<String> files = new ArrayList<>();
        for (String directory : (path == null ? DEFAULT_PATH : path).split(":", -1)) {
            files.add((directory.isEmpty() ? "." : directory) + "/" + name);
        }
        return files;
    }

    /** A variable's value among {@code entries}, null if it is not there: which is not the same as empty. */
    private static @Nullable String value(List<String> entries, String name) {
        for (String entry : entries) {
            if (entry.startsWith(name + "=")) {
                return entry.substring(name.length() + 1);
            }
        }
        return null;
    }
}
