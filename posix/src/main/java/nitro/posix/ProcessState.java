package nitro.posix;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls by which a chain-loading tool changes what its process is and may do, before it becomes another program.
 *
 * <p>Users and groups are numbers of 32 bits without a sign, held as ints.
 */
public interface ProcessState {
    /** A user's numbers in the system's database. */
    record Account(int uid, int gid) {}

    /** Looks a user up: getpwnam(3); null if there is none of that name, or no database. */
    @Nullable
    Account account(String user);

    /** Looks a group's number up: getgrnam(3); empty if there is none of that name, or no database. */
    OptionalInt group(String name);

    int getppid();

    /** setgroups(2): exactly these supplementary groups. */
    void setgroups(List<Integer> gids) throws ErrnoException;

    /** setgid(2), for all threads. */
    void setgid(int gid) throws ErrnoException;

    /** setuid(2), for all threads. */
    void setuid(int uid) throws ErrnoException;

    /**
     * Whether setuid(2) to 0 is possible for the calling thread, which is the one that executes another program: it is tried,
     * and the thread has that user if it was. Threads may differ by {@link #setCapabilities}.
     */
    boolean becomesRoot();

    /** chroot(2); the working directory becomes the new root. */
    void chroot(String path) throws ErrnoException;

    /** setpriority(2): adds to the nice value, as far as its range goes. */
    void addNice(int increment) throws ErrnoException;

    /** sched_setaffinity(2): the processors that the program may run on. */
    void setAffinity(BitSet processors) throws ErrnoException;

    /** How the kernel serves a process's input and output, from ioprio_set(2). */
    enum IoClass {
        REALTIME,
        BEST_EFFORT,
        IDLE
    }

    /**
     * ioprio_set(2).
     *
     * @param level 0, which is served first, to 7; of no meaning for IDLE
     */
    void setIoPriority(IoClass to, int level) throws ErrnoException;

    /**
     * flock(2): an exclusive lock. While it waits, HUP, INT and TERM do what they did at exec.
     *
     * @param wait whether to wait for it; otherwise EAGAIN if another has it
     */
    void flock(int fd, boolean wait) throws ErrnoException;

    /** The descriptor stays open across {@link #chain}. */
    void keepOnExec(int fd) throws ErrnoException;

    /** prctl(PR_CAPBSET_DROP): the bounding set has no other than these from now on. */
    void boundCapabilities(Set<Capability> kept) throws ErrnoException;

    /** prctl(PR_SET_KEEPCAPS): the next {@link #setuid} takes none of the permitted ones away. */
    void keepCapabilities() throws ErrnoException;

    /** capset(2): exactly these are permitted, effective, inheritable and, by prctl(PR_CAP_AMBIENT), ambient. */
    void setCapabilities(Set<Capability> capabilities) throws ErrnoException;

    /** prctl(PR_SET_NO_NEW_PRIVS): no program gives more privileges than we have. */
    void setNoNewPrivileges() throws ErrnoException;

    /** prctl(PR_SET_PDEATHSIG): this signal comes when our parent dies; a change of user would forget it. */
    void setParentDeathSignal(int signal) throws ErrnoException;

    /** The resources that setrlimit(2) limits. */
    enum Resource {
        CORE,
        CPU,
        DESCRIPTORS,
        FILE_SIZE,
        PROCESSES,
        RESIDENT_SET,
        LOCKED_MEMORY,
        STACK,
        DATA,
        ADDRESS_SPACE
    }

    /** No limit. Limits are numbers of 64 bits without a sign, of which this is the largest. */
    long UNLIMITED = -1;

    /** The hard limit, in the unit of setrlimit(2). */
    long hardLimit(Resource resource) throws ErrnoException;

    /** The soft limit, in the unit of setrlimit(2). */
    long softLimit(Resource resource) throws ErrnoException;

    /**
     * Replaces this program as a chain-loading tool does: execve(2), by which the program gets what we were given, that is
     * the descriptors that stayed open, the ignored signals and the blocked ones. Returns only by failing, and then all is
     * as before.
     *
     * @param softLimits set with it and not before: the runtime might not live within them
     */
    void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
            throws ErrnoException;

    /** Passes each call on to the part that {@link #processState} has. */
    interface Forwarding extends ProcessState {
        ProcessState processState();

        @Override
        default @Nullable Account account(String user) {
            return processState().account(user);
        }

        @Override
        default OptionalInt group(String name) {
            return processState().group(name);
        }

        @Override
        default int getppid() {
            return processState().getppid();
        }

        @Override
        default void setgroups(List<Integer> gids) throws ErrnoException {
            processState().setgroups(gids);
        }

        @Override
        default void setgid(int gid) throws ErrnoException {
            processState().setgid(gid);
        }

        @Override
        default boolean becomesRoot() {
            return processState().becomesRoot();
        }

        @Override
        default void setuid(int uid) throws ErrnoException {
            processState().setuid(uid);
        }

        @Override
        default void chroot(String path) throws ErrnoException {
            processState().chroot(path);
        }

        @Override
        default void addNice(int increment) throws ErrnoException {
            processState().addNice(increment);
        }

        @Override
        default void setAffinity(BitSet processors) throws ErrnoException {
            processState().setAffinity(processors);
        }

        @Override
        default void setIoPriority(IoClass to, int level) throws ErrnoException {
            processState().setIoPriority(to, level);
        }

        @Override
        default void flock(int fd, boolean wait) throws ErrnoException {
            processState().flock(fd, wait);
        }

        @Override
        default void keepOnExec(int fd) throws ErrnoException {
            processState().keepOnExec(fd);
        }

        @Override
        default void boundCapabilities(Set<Capability> kept) throws ErrnoException {
            processState().boundCapabilities(kept);
        }

        @Override
        default void keepCapabilities() throws ErrnoException {
            processState().keepCapabilities();
        }

        @Override
        default void setCapabilities(Set<Capability> capabilities) throws ErrnoException {
            processState().setCapabilities(capabilities);
        }

        @Override
        default void setNoNewPrivileges() throws ErrnoException {
            processState().setNoNewPrivileges();
        }

        @Override
        default void setParentDeathSignal(int signal) throws ErrnoException {
            processState().setParentDeathSignal(signal);
        }

        @Override
        default long softLimit(Resource resource) throws ErrnoException {
            return processState().softLimit(resource);
        }

        @Override
        default long hardLimit(Resource resource) throws ErrnoException {
            return processState().hardLimit(resource);
        }

        @Override
        default void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
                throws ErrnoException {
            processState().chain(path, argv, environment, softLimits);
        }
    }
}
