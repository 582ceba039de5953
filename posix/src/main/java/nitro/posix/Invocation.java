package nitro.posix;

import java.io.PrintStream;
import java.util.List;

/**
 * A command as it was called: everything that comes in from outside, so that a test needs no process.
 *
 * @param name the name it was called by, the last segment only
 * @param args the arguments after the name, byte strings
 * @param environment {@code NAME=VALUE} byte strings
 * @param self how to execute this very program again, as this or another command
 * @param out standard output, a char a byte
 * @param err standard error, a char a byte
 */
public record Invocation(
        String name, List<String> args, List<String> environment, Self self, PrintStream out, PrintStream err) {

    /** The value of an environment variable, empty if it is not set. */
    public String variable(String key) {
        String prefix = key + "=";
        for (String entry : environment) {
            if (entry.startsWith(prefix)) {
                return entry.substring(prefix.length());
            }
        }
        return "";
    }
}
