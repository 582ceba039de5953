package nitro.define.runit;

import java.util.ArrayList;
import java.util.List;
import nitro.engine.model.Program;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileView;
import org.jspecify.annotations.Nullable;

/** A directory of services: each directory in it that does not begin with a dot is one (spec dinit 2.1). */
public final class ServiceTree {
    private static final String RUN = "run";
    private static final String LOG = "log";
    private static final String TERMINATE = "terminate";

    private final FileView files;
    private final String directory;

    /** @param directory where the services are, absolute */
    public ServiceTree(FileView files, String directory) {
        this.files = files;
        this.directory = directory;
    }

    /**
     * The names of all services, in the order of bytes.
     *
     * @throws ErrnoException of {@code open} or {@code stat} if the directory, or an entry in it, cannot be looked at
     */
    public List<String> names() throws ErrnoException {
        List<String> services = new ArrayList<>();
        for (String name : entries()) {
            if (!name.startsWith(".") && isDirectory(path(name))) {
                services.add(name);
            }
        }
        services.sort(null);
        return services;
    }

    private List<String> entries() throws ErrnoException {
        try {
            return files.list(directory);
        } catch (ErrnoException e) {
            throw new ErrnoException("open", directory, e.errno());
        }
    }

    private boolean isDirectory(String path) throws ErrnoException {
        try {
            return files.stat(path).isDirectory();
        } catch (ErrnoException e) {
            throw new ErrnoException("stat", path, e.errno());
        }
    }

    /** Whether the service has a logger: in doubt it has, and executing that one fails (spec dinit 3.6). */
    public boolean hasLogger(String name) {
        return mayExist(path(name) + "/" + LOG + "/" + RUN);
    }

    private boolean mayExist(String path) {
        try {
            files.stat(path);
            return true;
        } catch (ErrnoException e) {
            return e.errno() != Errno.ENOENT;
        }
    }

    /** The program that is the service. */
    public Program run(String name) {
        return program(name + "/" + RUN, path(name), RUN, List.of());
    }

    /** The program that reads the output of the service. */
    public Program logger(String name) {
        return program(name + "/" + LOG, path(name) + "/" + LOG, RUN, List.of());
    }

    /**
     * The program that stops the service, null if there is none. In doubt there is one, and executing it fails.
     *
     * @param environment what it has besides what every program has
     */
    public @Nullable Program terminate(String name, List<String> environment) {
        Program program = program(name + "/term", path(name), TERMINATE, environment);
        return mayExist(program.path()) ? program : null;
    }

    private static Program program(String label, String directory, String file, List<String> environment) {
        String path = directory + "/" + file;
        List<String> all = new ArrayList<>(environment);
        all.add("PWD=" + directory);
        return new Program(label, path, List.of(path), directory, all);
    }

    private String path(String name) {
        return (directory.endsWith("/") ? directory : directory + "/") + name;
    }
}
