package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.RLIMIT_NOFILE;

import nitro.posix.ErrnoException;

/** RLIMIT_NOFILE of this process. */
final class DescriptorLimit {
    /** struct rlimit: the soft and the hard limit, 8 bytes each. */
    private static final int HARD = 8;

    private final Native os;
    private final Block limits;

    DescriptorLimit(Native os) {
        this.os = os;
        limits = new Block(os.runtime, 16);
    }

    long soft() throws ErrnoException {
        os.check(os.libc.getrlimit(RLIMIT_NOFILE, limits.address()), "getrlimit", "");
        return limits.memory().getLong(0);
    }

    long hard() throws ErrnoException {
        os.check(os.libc.getrlimit(RLIMIT_NOFILE, limits.address()), "getrlimit", "");
        return limits.memory().getLong(HARD);
    }

    void setSoft(long soft) throws ErrnoException {
        os.check(os.libc.getrlimit(RLIMIT_NOFILE, limits.address()), "getrlimit", "");
        limits.memory().putLong(0, soft);
        os.check(os.libc.setrlimit(RLIMIT_NOFILE, limits.address()), "setrlimit", Long.toString(soft));
    }
}
