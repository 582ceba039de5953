package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

/** Marks what the JVM left open across exec (its modules file, jars, selectors) to be closed by it. */
final class InheritedDescriptors {
    private static final long ALL = 0xffff_ffffL;

    private final Native os;

    InheritedDescriptors(Native os) {
        this.os = os;
    }

    /** Every descriptor from 3 on is closed by the next exec; one by one on kernels before 5.11. */
    void closeOnExec() {
        if (os.libc.syscall(SYS_CLOSE_RANGE, 3, ALL, CLOSE_RANGE_CLOEXEC, 0) == 0) {
            return;
        }
        // Descriptors of a JVM are few, and those we make are marked when made: the first 1024 hold all others.
        for (int fd = 3; fd < 1024; fd++) {
            os.libc.fcntl(fd, F_SETFD, FD_CLOEXEC);
        }
    }
}
