package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;

/** execve(2) in place of the JVM, with what that does to signals and descriptors undone. */
final class Executor {
    private final Native os;
    private final InheritedDescriptors inherited;
    private final ArgumentBlock arguments;
    private final Dispositions dispositions;
    private final SignalsAtStart signals;
    private final Block sets;

    Executor(Native os) {
        this.os = os;
        inherited = new InheritedDescriptors(os);
        arguments = new ArgumentBlock(os.runtime);
        dispositions = new Dispositions(os);
        signals = SignalsAtStart.of(dispositions);
        sets = new Block(os.runtime, 2 * SIGSET_BYTES);
    }

    /** A clean start: no signal blocked or ignored, no descriptor but 0, 1 and 2. Returns only by throwing. */
    void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        warm(argv, environment);
        inherited.closeOnExec();
        throw execute(path, 0, 0);
    }

    /** Hands on the signals as the JVM was given them, and the descriptors as they are. Returns why it failed. */
    ErrnoException chain(String path, List<String> argv, List<String> environment) {
        warm(argv, environment);
        return execute(path, signals.ignored(), signals.blocked());
    }

    /** Takes what memory and classes an exec of these needs. */
    void warm(List<String> argv, List<String> environment) {
        arguments.fill(argv, environment);
        byte[] nothing = Bytes.terminated("");
        os.libc.execve(nothing, arguments.argv, arguments.environment); // fails, but binds the function
    }

    /**
     * Only the calling thread goes on in the new program, so only its mask counts.
     *
     * @param ignored the signals that the program ignores, the lowest bit for signal 1
     * @param blocked the signals that it blocks
     * @return why it failed
     */
    private ErrnoException execute(String path, long ignored, long blocked) {
        byte[] file = Bytes.terminated(path);
        dispositions.ignoreOnly(ignored);
        Pointer mask = sets.memory();
        mask.setMemory(0, SIGSET_BYTES, (byte) 0);
        mask.putLong(0, blocked);
        long previous = mask.address() + SIGSET_BYTES;
        os.libc.pthread_sigmask(SIG_SETMASK, mask.address(), previous);
        os.libc.execve(file, arguments.argv, arguments.environment);
        ErrnoException failure = new ErrnoException("execve", path, os.errno());
        os.libc.pthread_sigmask(SIG_SETMASK, previous, 0);
        dispositions.restore();
        return failure;
    }
}
