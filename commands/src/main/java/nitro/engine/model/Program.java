package nitro.engine.model;

import java.util.List;

/**
 * A program and how it is executed.
 *
 * @param label what messages call it
 * @param path the executable, looked up from {@code directory}; PATH is not searched
 * @param argv all arguments, from argument 0
 * @param directory its working directory, empty for the supervisor's
 * @param environment {@code NAME=VALUE} strings that come on top of what every program gets
 */
public record Program(String label, String path, List<String> argv, String directory, List<String> environment) {
    /** With the environment that every program gets. */
    public Program(String label, String path, List<String> argv, String directory) {
        this(label, path, argv, directory, List.of());
    }
}
