package nitro.posix;

import java.util.ArrayList;
import java.util.List;

/**
 * How to execute this very program again.
 *
 * @param path the absolute path of the executable
 * @param prefix the arguments that come before the command's name: those of the Java launcher on the JVM, none in the
 *     native binary, whose argument 0 is the name
 */
public record Self(String path, List<String> prefix) {
    /** All arguments, from argument 0, for running the command {@code name}. */
    public List<String> argv(String name, List<String> args) {
        List<String> argv = new ArrayList<>(prefix);
        argv.add(name);
        argv.addAll(args);
        return argv;
    }
}
