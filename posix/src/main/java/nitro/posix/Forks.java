package nitro.posix;

/** The kernel's reports of who forks, which are there before the child runs: so they outlive a child that ends at once. */
public interface Forks {
    /**
     * A descriptor that receives every fork on this machine from now on: the process connector. It never blocks.
     *
     * <p>Kernels before 6.6 report nothing to it, and nothing is reported outside of the first pid and user namespace.
     *
     * @throws ErrnoException among others EPERM if we are not root, and EPROTONOSUPPORT in another network namespace
     */
    int forkSocket() throws ErrnoException;

    /**
     * Takes a report.
     *
     * @param family receives the pids of the parent and of the child, which are the same if that is a thread
     * @return 1, or 0 if the kernel reported something else, or the code of an {@link Errno}: EAGAIN if no report waits,
     *     ENOBUFS if reports were lost behind those that wait
     */
    int receiveFork(int fd, int[] family);

    /** Passes each call on to the part that {@link #forks} has. */
    interface Forwarding extends Forks {
        Forks forks();

        @Override
        default int forkSocket() throws ErrnoException {
            return forks().forkSocket();
        }

        @Override
        default int receiveFork(int fd, int[] family) {
            return forks().receiveFork(fd, family);
        }
    }
}
