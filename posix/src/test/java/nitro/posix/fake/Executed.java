package nitro.posix.fake;

import java.util.List;

/** Our process has replaced itself by execve(2): the program under test ends here. */
public final class Executed extends Error {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final transient List<String> argv;
    private final transient List<String> environment;

    Executed(String path, List<String> argv, List<String> environment) {
        super("executed " + path + " as " + argv);
        this.path = path;
        this.argv = List.copyOf(argv);
        this.environment = List.copyOf(environment);
    }

    public String path() {
        return path;
    }

    public List<String> argv() {
        return argv;
    }

    public List<String> environment() {
        return environment;
    }
}
