package nitro.engine;

import java.util.ArrayList;
import java.util.List;
import nitro.engine.model.Program;
import nitro.posix.ErrnoException;
import nitro.posix.Processes;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;

/** Starts programs, each with nothing but what it is given and what all programs get (spec 1.5, 1.6). */
public final class Launcher {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Processes posix;
    private final List<String> environment;
    private final int devNull;
    private final long descriptorLimit;

    /**
     * @param environment that of all programs
     * @param devNull a descriptor of /dev/null
     * @param descriptorLimit the limit of descriptors that programs get
     */
    public Launcher(Processes posix, List<String> environment, int devNull, long descriptorLimit) {
        this.posix = posix;
        this.environment = environment;
        this.devNull = devNull;
        this.descriptorLimit = descriptorLimit;
    }

    /**
     * The descriptors of a program, where they differ from the supervisor's own.
     *
     * @param stdin {@link #NULL} for /dev/null, {@link #OWN} for the supervisor's
     * @param stdout {@link #OWN} for the supervisor's
     * @param stderr {@link #OWN} for the supervisor's, {@link #STDOUT} to go where standard output goes
     * @param readiness the end of the readiness pipe to be given away, {@link #OWN} if there is none
     * @param readinessTarget the descriptor that it becomes
     */
    public record Descriptors(int stdin, int stdout, int stderr, int readiness, int readinessTarget) {
        public static final int NULL = -1;
        public static final int OWN = -2;
        public static final int STDOUT = -3;

        public Descriptors(int stdin, int stdout, int stderr) {
            this(stdin, stdout, stderr, OWN, OWN);
        }

        /** The supervisor's own. */
        public static Descriptors own() {
            return new Descriptors(OWN, OWN, OWN);
        }

        Descriptors withStdout(int source) {
            return new Descriptors(stdin, source, stderr, readiness, readinessTarget);
        }

        Descriptors withStderr(int source) {
            return new Descriptors(stdin, stdout, source, readiness, readinessTarget);
        }

        Descriptors withReadiness(int source, int target) {
            return new Descriptors(stdin, stdout, stderr, source, target);
        }
    }

    /**
     * Starts a program and returns its pid.
     *
     * @param newSession whether it leads a session of its own
     */
    public int start(Program program, Descriptors descriptors, boolean newSession) throws ErrnoException {
        return posix.spawn(new Spawn(
                program.path(),
                program.argv(),
                environmentOf(program),
                program.directory(),
                duplicates(descriptors),
                newSession,
                descriptorLimit));
    }

    private List<Duplicate> duplicates(Descriptors descriptors) {
        List<Duplicate> duplicates = new ArrayList<>();
        if (descriptors.stdin != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.stdin == Descriptors.NULL ? devNull : descriptors.stdin, STDIN));
        }
        if (descriptors.stdout != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.stdout, STDOUT));
        }
        if (descriptors.stderr != Descriptors.OWN) {
            duplicates.add(
                    new Duplicate(descriptors.stderr == Descriptors.STDOUT ? STDOUT : descriptors.stderr, STDERR));
        }
        if (descriptors.readiness != Descriptors.OWN) {
            duplicates.add(new Duplicate(descriptors.readiness, descriptors.readinessTarget));
        }
        return duplicates;
    }

    private List<String> environmentOf(Program program) {
        if (program.environment().isEmpty()) {
            return environment;
        }
        List<String> all = new ArrayList<>(environment);
        for (String variable : program.environment()) {
            String name = variable.substring(0, variable.indexOf('=') + 1);
            all.removeIf(entry -> entry.startsWith(name));
            all.add(variable);
        }
        return all;
    }

    /** Whether a program can be given the descriptor {@code number}. */
    boolean canHave(int number) {
        return number < descriptorLimit;
    }
}
