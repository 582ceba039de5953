package nitro.posix.jvm;

import java.util.Map;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Soft limits of a program, set in the last moment before its exec: one of the JVM's threads that wants memory which they
 * forbid ends the JVM.
 */
final class ProgramLimits {
    /** struct rlimit: the soft and the hard limit, 8 bytes each. */
    private static final int HARD = 8;

    private static final int RLIMIT = 16;
    /** As it was, and as the program shall have it. */
    private static final int PAIR = 2 * RLIMIT;

    private final Native os;
    private final Block limits;
    private Resource[] prepared = {};

    ProgramLimits(Native os) {
        this.os = os;
        limits = new Block(os.runtime, PAIR * Resource.values().length);
    }

    long soft(Resource resource) throws ErrnoException {
        return read(resource).getLong(0);
    }

    long hard(Resource resource) throws ErrnoException {
        return read(resource).getLong(HARD); // RLIM_INFINITY has all bits set, as UNLIMITED
    }

    /** Does all of {@link #set} that needs memory or a class, so that it needs none. */
    void prepare(Map<Resource, Long> soft) throws ErrnoException {
        for (var limit : soft.entrySet()) {
            Pointer pair = read(limit.getKey());
            pair.putLong(RLIMIT, limit.getValue());
            pair.putLong(RLIMIT + HARD, pair.getLong(HARD));
            write(limit.getKey(), 0); // binds the function
        }
        prepared = soft.keySet().toArray(new Resource[0]);
    }

    /** Returns the one that cannot be set, or null if all could. */
    @Nullable
    Resource set() {
        for (Resource resource : prepared) {
            if (write(resource, RLIMIT) < 0) {
                return resource;
            }
        }
        return null;
    }

    /** All that were prepared are as they were. */
    void restore() {
        for (Resource resource : prepared) {
            write(resource, 0);
        }
    }

    private Pointer read(Resource resource) throws ErrnoException {
        long offset = offset(resource);
        int outcome = os.libc.getrlimit(LinuxNumbers.number(resource), limits.address() + offset);
        os.check(outcome, "getrlimit", resource.name());
        return limits.memory().slice(offset, PAIR);
    }

    private int write(Resource resource, int place) {
        return os.libc.setrlimit(LinuxNumbers.number(resource), limits.address() + offset(resource) + place);
    }

    private static long offset(Resource resource) {
        return (long) PAIR * resource.ordinal();
    }
}
