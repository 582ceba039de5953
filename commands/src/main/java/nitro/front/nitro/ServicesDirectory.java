package nitro.front.nitro;

import java.util.List;
import nitro.machine.StartFailure;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/** Which directory nitro takes its services from (spec 1.1). */
final class ServicesDirectory {
    private static final String DEFAULT = "/etc/nitro";
    private static final String SINGLE_USER = "/etc/nitro.single";

    private ServicesDirectory() {}

    /** The one that nitro's only argument names. */
    static String ofArguments(List<String> arguments) {
        return arguments.isEmpty() ? DEFAULT : arguments.getFirst();
    }

    /** The one that the kernel's words ask for. */
    static String ofKernel(Posix posix, List<String> words) {
        if (words.contains("S") || words.contains("single")) {
            return SINGLE_USER;
        }
        for (String word : words) {
            if (word.contains("/") && isDirectory(posix, word)) {
                return word;
            }
        }
        return DEFAULT;
    }

    /**
     * Makes it the working directory.
     *
     * @param from the working directory that a relative path begins at
     */
    static ServicesPath enter(Posix posix, String from, String directory) throws StartFailure {
        try {
            return new ServicesPath(posix, from, directory);
        } catch (ErrnoException e) {
            throw new StartFailure("can't open the services directory " + directory + ": " + e.reason());
        }
    }

    private static boolean isDirectory(Posix posix, String path) {
        try {
            return posix.stat(path).isDirectory();
        } catch (ErrnoException e) {
            return false;
        }
    }
}
