package nitro.posix;

import java.util.List;

/** Calls that start processes, take their ends and replace our own, and its limit of descriptors. */
public interface Processes {
    /** Starts a process; fails as posix_spawn(3) does, with exec's own errno if that is what failed. */
    int spawn(Spawn request) throws ErrnoException;

    /**
     * waitpid(-1, WNOHANG): takes one dead child.
     *
     * @param status its first element receives the raw wait status
     * @return its pid, 0 if no child is dead, or the code of an {@link Errno}: ECHILD if there is no child at all
     */
    int reap(int[] status);

    /**
     * waitpid(2) with WNOHANG: takes one child's end and leaves those of all others, which may be none of ours.
     *
     * @return its pid, 0 if it lives, or the code of an {@link Errno}: ECHILD if it is no child
     */
    int reap(int pid, int[] status);

    /** What {@link #peekChild} tells. */
    int ENDED = 0;

    int STOPPED = 1;

    /**
     * waitid(2) with WNOWAIT: shows a child that has ended, or a process that we trace and that has ended or stopped, and
     * leaves it as it is.
     *
     * @param what its first element receives {@link #ENDED} or {@link #STOPPED}
     * @return its pid, 0 if there is none, or the code of an {@link Errno}: ECHILD if there is no child at all
     */
    int peekChild(int[] what);

    /** pidfd_open(2): a descriptor that becomes readable when the process has ended; ESRCH if there is none. */
    int processDescriptor(int pid) throws ErrnoException;

    /**
     * Replaces this program: execve(2) with an empty signal mask, default signals, and only 0, 1, 2 left open.
     * Returns only by failing.
     */
    void exec(String path, List<String> argv, List<String> environment) throws ErrnoException;

    /**
     * From now on a crash of the runtime, which Java cannot catch, does what {@link #exec} does, in {@code directory};
     * that fails without a word. So does an exit without {@link #mayExit}: the runtime's own, when it cannot go on. On the
     * JVM nothing can be done, and nothing is.
     */
    default void onCrash(String directory, String path, List<String> argv, List<String> environment) {}

    /** An exit is no crash from now on. */
    default void mayExit() {}

    /** The soft limit of open descriptors. */
    long descriptorLimit() throws ErrnoException;

    /** The hard limit of open descriptors. */
    long descriptorHardLimit() throws ErrnoException;

    /** Sets the soft limit of open descriptors of this process. */
    void setDescriptorLimit(long soft) throws ErrnoException;

    /** Orphaned descendants become our children: prctl(PR_SET_CHILD_SUBREAPER). */
    void becomeSubreaper() throws ErrnoException;

    /** setsid(2). */
    void setsid() throws ErrnoException;

    /** Makes the terminal on {@code fd} the controlling one of our session: ioctl(TIOCSCTTY), not stolen. */
    void setControllingTerminal(int fd) throws ErrnoException;

    /**
     * Has the terminal, the controlling one of our session, signal a process group of the session when Ctrl-C is typed, and
     * let only that read: tcsetpgrp(3), which does not stop us if we are in the background.
     */
    void setForegroundGroup(int fd, int group) throws ErrnoException;

    /** Ends our session's hold on its terminal, which sends HUP and CONT to the foreground group: ioctl(TIOCNOTTY). */
    void giveUpControllingTerminal(int fd) throws ErrnoException;

    int getuid();

    int getgid();

    /** Passes each call on to the part that {@link #processes} has. */
    interface Forwarding extends Processes {
        Processes processes();

        @Override
        default int spawn(Spawn request) throws ErrnoException {
            return processes().spawn(request);
        }

        @Override
        default int reap(int[] status) {
            return processes().reap(status);
        }

        @Override
        default int reap(int pid, int[] status) {
            return processes().reap(pid, status);
        }

        @Override
        default int peekChild(int[] what) {
            return processes().peekChild(what);
        }

        @Override
        default int processDescriptor(int pid) throws ErrnoException {
            return processes().processDescriptor(pid);
        }

        @Override
        default void exec(String path, List<String> argv, List<String> environment) throws ErrnoException {
            processes().exec(path, argv, environment);
        }

        @Override
        default void onCrash(String directory, String path, List<String> argv, List<String> environment) {
            processes().onCrash(directory, path, argv, environment);
        }

        @Override
        default void mayExit() {
            processes().mayExit();
        }

        @Override
        default long descriptorLimit() throws ErrnoException {
            return processes().descriptorLimit();
        }

        @Override
        default long descriptorHardLimit() throws ErrnoException {
            return processes().descriptorHardLimit();
        }

        @Override
        default void setDescriptorLimit(long soft) throws ErrnoException {
            processes().setDescriptorLimit(soft);
        }

        @Override
        default void becomeSubreaper() throws ErrnoException {
            processes().becomeSubreaper();
        }

        @Override
        default void setsid() throws ErrnoException {
            processes().setsid();
        }

        @Override
        default void setControllingTerminal(int fd) throws ErrnoException {
            processes().setControllingTerminal(fd);
        }

        @Override
        default void setForegroundGroup(int fd, int group) throws ErrnoException {
            processes().setForegroundGroup(fd, group);
        }

        @Override
        default void giveUpControllingTerminal(int fd) throws ErrnoException {
            processes().giveUpControllingTerminal(fd);
        }

        @Override
        default int getgid() {
            return processes().getgid();
        }

        @Override
        default int getuid() {
            return processes().getuid();
        }
    }
}
