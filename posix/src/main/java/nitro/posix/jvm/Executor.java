package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import java.util.Map;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState.Resource;

/** execve(2) in place of the JVM, with what that does to signals and descriptors undone. */
final class Executor {
    private final Native os;
    private final InheritedDescriptors inherited;
    private final Block file;
    private final ArgumentBlock arguments;
    private final Dispositions dispositions;
    private final SignalsAtStart signals;
    private final Block sets;
    private final ProgramLimits limits;

    Executor(Native os) {
        this.os = os;
        inherited = new InheritedDescriptors(os);
        file = new Block(os.runtime, 4096);
        arguments = new ArgumentBlock(os.runtime);
        dispositions = new Dispositions(os);
        signals = SignalsAtStart.of(dispositions);
        sets = new Block(os.runtime, 2 * SIGSET_BYTES);
        limits = new ProgramLimits(os);
    }

    /** The soft limit, in the unit of setrlimit(2). */
    long softLimit(Resource resource) throws ErrnoException {
        return limits.soft(resource);
    }

    /** The hard limit, in the unit of setrlimit(2). */
    long hardLimit(Resource resource) throws ErrnoException {
        return limits.hard(resource);
    }

    /** A clean start: no signal blocked or ignored, no descriptor but 0, 1 and 2. Returns only by throwing. */
    void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        warm(path, argv, environment);
        inherited.closeOnExec();
        throw execute(path, 0, 0);
    }

    /** Hands on the signals as the JVM was given them, and the descriptors as they are. Returns only by throwing. */
    void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
            throws ErrnoException {
        warm(path, argv, environment);
        limits.prepare(softLimits);
        throw execute(path, signals.ignored(), signals.blocked());
    }

    /** Takes what memory and classes an exec of these needs. */
    private void warm(String path, List<String> argv, List<String> environment) {
        arguments.fill(argv, environment);
        Bytes.put(file.atLeast(path.length() + 1), 0, "");
        os.libc.execve(file.address(), arguments.argv, arguments.environment); // fails, but binds the function
        Bytes.put(file.memory(), 0, path);
    }

    /**
     * Only the calling thread goes on in the new program, so only its mask counts.
     *
     * @param ignored the signals that the program ignores, the lowest bit for signal 1
     * @param blocked the signals that it blocks
     * @return why it failed
     */
    private ErrnoException execute(String path, long ignored, long blocked) {
        dispositions.ignoreOnly(ignored);
        Pointer mask = sets.memory();
        mask.setMemory(0, SIGSET_BYTES, (byte) 0);
        mask.putLong(0, blocked);
        long previous = mask.address() + SIGSET_BYTES;
        os.libc.pthread_sigmask(SIG_SETMASK, mask.address(), previous);
        Resource refused = limits.set();
        if (refused == null) {
            os.libc.execve(file.address(), arguments.argv, arguments.environment);
        }
        int error = os.runtime.getLastError();
        limits.restore();
        os.libc.pthread_sigmask(SIG_SETMASK, previous, 0);
        dispositions.restore();
        return refused == null
                ? new ErrnoException("execve", path, Errnos.of(error))
                : new ErrnoException("setrlimit", refused.name(), Errnos.of(error));
    }
}
