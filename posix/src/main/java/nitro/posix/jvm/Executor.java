package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;

/** execve(2) in place of the JVM, with what it does to signals and descriptors undone. */
final class Executor {
    /** The kernel's struct sigaction begins with the handler; 64 bytes hold it on every architecture. */
    private static final int SIGACTION = 64;
    /** The kernel's sigset_t, in bytes. */
    private static final int KERNEL_SET = 8;

    private final Native os;
    private final InheritedDescriptors inherited;
    private final ArgumentBlock arguments;
    private final Block sets;
    private final Block action;

    Executor(Native os) {
        this.os = os;
        inherited = new InheritedDescriptors(os);
        arguments = new ArgumentBlock(os.runtime);
        sets = new Block(os.runtime, 2 * SIGSET_BYTES);
        action = new Block(os.runtime, SIGACTION);
    }

    /** Only the calling thread goes on in the new program, so only its mask counts. Returns only by throwing. */
    void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
        arguments.fill(argv, environment);
        byte[] nothing = Bytes.terminated("");
        os.libc.execve(nothing, arguments.argv, arguments.environment); // fails, but binds the function
        byte[] file = Bytes.terminated(path);
        inherited.closeOnExec();
        long ignored = replaceDispositions(-1L, SIG_IGN, SIG_DFL);
        Pointer empty = sets.memory();
        empty.setMemory(0, SIGSET_BYTES, (byte) 0);
        long previous = empty.address() + SIGSET_BYTES;
        os.libc.pthread_sigmask(SIG_SETMASK, empty.address(), previous);
        os.libc.execve(file, arguments.argv, arguments.environment);
        ErrnoException failure = new ErrnoException("execve", path, os.errno());
        os.libc.pthread_sigmask(SIG_SETMASK, previous, 0);
        replaceDispositions(ignored, SIG_DFL, SIG_IGN);
        throw failure;
    }

    /**
     * Gives signals another disposition; exec itself resets handlers, but leaves ignored what was ignored. By the
     * kernel's call, since libc's refuses 32 and 33.
     *
     * @param signals a bit for each signal to be looked at, the lowest for signal 1
     * @return those that had {@code from} and have {@code to} now
     */
    private long replaceDispositions(long signals, int from, int to) {
        long changed = 0;
        Pointer memory = action.memory();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            long bit = 1L << (signal - 1);
            if ((signals & bit) != 0
                    && os.libc.syscall(SYS_RT_SIGACTION, signal, 0, memory.address(), KERNEL_SET) == 0
                    && memory.getLong(0) == from) {
                memory.setMemory(0, SIGACTION, (byte) 0);
                memory.putLong(0, to);
                os.libc.syscall(SYS_RT_SIGACTION, signal, memory.address(), 0, KERNEL_SET);
                changed |= bit;
            }
        }
        return changed;
    }
}
