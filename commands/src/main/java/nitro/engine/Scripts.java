package nitro.engine;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.Script;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;

/** Starts the scripts of service directories, each in its own session with nothing but what spec 1.5 and 1.6 name. */
public final class Scripts {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Posix posix;
    private final List<String> environment;
    private final int devNull;
    private final long descriptorLimit;

    /**
     * @param environment that of all scripts
     * @param devNull a descriptor of /dev/null
     * @param descriptorLimit the limit of descriptors that nitro was started with, which scripts get
     */
    public Scripts(Posix posix, List<String> environment, int devNull, long descriptorLimit) {
        this.posix = posix;
        this.environment = environment;
        this.devNull = devNull;
        this.descriptorLimit = descriptorLimit;
    }

    /**
     * The descriptors of a script, where they differ from nitro's own.
     *
     * @param stdin {@link #NULL} for /dev/null, {@link #OWN} for nitro's
     * @param stdout {@link #OWN} for nitro's
     * @param stderrToo whether standard error goes where standard output goes
     * @param readiness the end of the readiness pipe to be given away, {@link #OWN} if there is none
     * @param readinessTarget the descriptor that it becomes
     */
    public record Descriptors(int stdin, int stdout, boolean stderrToo, int readiness, int readinessTarget) {
        public static final int NULL = -1;
        public static final int OWN = -2;

        public Descriptors(int stdin, int stdout, boolean stderrToo) {
            this(stdin, stdout, stderrToo, OWN, OWN);
        }

        /** Nitro's own. */
        public static Descriptors own() {
            return new Descriptors(OWN, OWN, false);
        }

        Descriptors withReadiness(int source, int target) {
            return new Descriptors(stdin, stdout, stderrToo, source, target);
        }
    }

    /** Executes {@code file} in {@code directory}; returns its pid. */
    public int start(String directory, String file, List<String> arguments, Descriptors descriptors)
            throws ErrnoException {
        List<String> argv = new ArrayList<>();
        argv.add(file);
        argv.addAll(arguments);
        return start(file, argv, directory, descriptors, true);
    }

    /** Executes any program; returns its pid. */
    public int start(String path, List<String> argv, String directory, Descriptors descriptors, boolean newSession)
            throws ErrnoException {
        List<Duplicate> duplicates = new ArrayList<>();
        if (descriptors.stdin != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.stdin == Descriptors.NULL ? devNull : descriptors.stdin, STDIN));
        }
        if (descriptors.stdout != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.stdout, STDOUT));
        }
        if (descriptors.stderrToo) {
            duplicates.add(new Duplicate(STDOUT, STDERR));
        }
        if (descriptors.readiness != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.readiness, descriptors.readinessTarget));
        }
        return posix.spawn(new Spawn(path, argv, environment, directory, duplicates, newSession, descriptorLimit));
    }

    /** Whether a script can be given the descriptor {@code number}. */
    boolean canHave(int number) {
        return number < descriptorLimit;
    }

    /** The environment of scripts. */
    public List<String> environment() {
        return environment;
    }

    /** Nitro's own environment, with a PATH if it has none (spec 1.5). */
    public static List<String> environment(Invocation invocation) {
        for (String entry : invocation.environment()) {
            if (entry.startsWith("PATH=")) {
                return invocation.environment();
            }
        }
        List<String> more = new ArrayList<>(invocation.environment());
        more.add("PATH=" + Script.DEFAULT_PATH);
        return List.copyOf(more);
    }
}
