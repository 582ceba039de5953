package nitro.posix.jvm;

import java.util.Map;
import jnr.ffi.Pointer;
import jnr.posix.POSIX;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState.Resource;

/** Soft limits that are set for an exec and, if that fails, put back before the JVM needs what they forbid. */
final class ProgramLimits {
    /** struct rlimit: the soft and the hard limit, 8 bytes each. */
    private static final int HARD = 8;

    private static final int RLIMIT = 16;

    private final Native os;
    private final POSIX posix;
    private final Block limits;

    ProgramLimits(Native os, POSIX posix) {
        this.os = os;
        this.posix = posix;
        limits = new Block(os.runtime, RLIMIT * (Resource.values().length + 1));
    }

    long hard(Resource resource) throws ErrnoException {
        return read(resource, place(resource)).getLong(HARD); // RLIM_INFINITY has all bits set, as UNLIMITED
    }

    /** Each must be at most the hard one, or none is set. */
    void set(Map<Resource, Long> soft) throws ErrnoException {
        Pointer changed = limits.memory().slice(0, RLIMIT);
        for (Resource resource : soft.keySet()) {
            read(resource, place(resource));
        }
        for (var limit : soft.entrySet()) {
            changed.putLong(0, limit.getValue());
            changed.putLong(HARD, place(limit.getKey()).getLong(HARD));
            if (posix.setrlimit(LinuxNumbers.number(limit.getKey()), changed) < 0) {
                ErrnoException failure =
                        new ErrnoException("setrlimit", limit.getKey().name(), os.errno());
                restore(soft);
                throw failure;
            }
        }
    }

    void restore(Map<Resource, Long> soft) {
        for (Resource resource : soft.keySet()) {
            posix.setrlimit(LinuxNumbers.number(resource), place(resource));
        }
    }

    /** Where the limits of a resource are kept as they were. */
    private Pointer place(Resource resource) {
        return limits.memory().slice((long) RLIMIT * (resource.ordinal() + 1), RLIMIT);
    }

    private Pointer read(Resource resource, Pointer into) throws ErrnoException {
        os.check(posix.getrlimit(LinuxNumbers.number(resource), into), "getrlimit", resource.name());
        return into;
    }
}
