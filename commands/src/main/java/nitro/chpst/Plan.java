package nitro.chpst;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nitro.posix.Capability;
import nitro.posix.ProcessState.IoClass;
import nitro.posix.ProcessState.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a tool is asked to make to its process, and the program to become: filled from its arguments; null
 * means no change.
 */
final class Plan {
    /** A directory of variables; {@link EnvironmentDirectory} says what is strict. */
    record Directory(String path, boolean strict) {}

    /** A user; of the database by a plain name, or as {@link Users#named} reads it. */
    record User(String spec, boolean plain) {}

    /**
     * A file to be locked.
     *
     * @param waits whether it waits for who has it
     * @param quiet whether the tool ends well and without a word if it cannot be had
     */
    record Lock(String path, boolean waits, boolean quiet) {}

    record Io(IoClass to, int level) {}

    @Nullable
    String environmentFile;

    @Nullable
    Directory environmentDirectory;

    /** Whose numbers UID and GID tell. */
    @Nullable
    User told;

    boolean newSession;

    /** Soft limits, which may be above the hard ones: numbers without a sign, as {@link nitro.posix.ProcessState} has them. */
    final Map<Resource, Long> limits = new EnumMap<>(Resource.class);

    int nice;

    @Nullable
    Integer oomScore;

    @Nullable
    BitSet processors;

    @Nullable
    Io io;

    @Nullable
    Lock lock;

    @Nullable
    String root;

    @Nullable
    String directory;

    @Nullable
    Set<Capability> capabilities;

    /** The user of the program. */
    @Nullable
    User user;

    @Nullable
    Integer umask;

    boolean noNewPrivileges;
    int parentDeathSignal;
    final Set<Integer> closed = new TreeSet<>();
    boolean verbose;

    @Nullable
    String argumentZero;

    /** The program and its arguments; never empty. */
    List<String> program = List.of();

    /** Limits all memory alike, as {@code -m} does. */
    void limitMemory(long bytes) {
        for (Resource resource :
                List.of(Resource.DATA, Resource.STACK, Resource.LOCKED_MEMORY, Resource.ADDRESS_SPACE)) {
            limits.put(resource, bytes);
        }
    }
}
