package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.SIGSET_BYTES;

import java.util.BitSet;
import jnr.ffi.Pointer;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;

/** posix_spawn(3): a process from data, with a clean set of signals and descriptors. */
final class Spawner {
    private static final short SETPGROUP = 0x02;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    /** More than posix_spawnattr_t and posix_spawn_file_actions_t take in any libc (336 and 80 bytes in glibc). */
    private static final int OPAQUE = 1024;

    /** Up to here the child closes one by one what is between its descriptors. */
    private static final int FEW = 64;

    private final Native os;
    private final DescriptorLimit limit;
    private final InheritedDescriptors inherited;
    private final ArgumentBlock arguments;
    private final Block attributes;
    private final Block actions;
    private final Block pid;
    private boolean closeFromExists = true;

    Spawner(Native os, DescriptorLimit limit) {
        this.os = os;
        this.limit = limit;
        inherited = new InheritedDescriptors(os);
        arguments = new ArgumentBlock(os.runtime);
        attributes = new Block(os.runtime, OPAQUE);
        actions = new Block(os.runtime, OPAQUE);
        pid = new Block(os.runtime, Integer.BYTES);
        initializeAttributes();
    }

    private void initializeAttributes() {
        Pointer set = new Block(os.runtime, SIGSET_BYTES).memory();
        os.libc.posix_spawnattr_init(attributes.address());
        set.setMemory(0, SIGSET_BYTES, (byte) 0);
        os.libc.posix_spawnattr_setsigmask(attributes.address(), set.address());
        // not by sigfillset: it omits 32 and 33, which glibc then leaves ignored in the child
        set.setMemory(0, SIGSET_BYTES, (byte) 0xff);
        os.libc.posix_spawnattr_setsigdefault(attributes.address(), set.address());
    }

    int spawn(Spawn request) throws ErrnoException {
        arguments.fill(request.argv(), request.environment());
        int lead = switch (request.leads()) {
            case NOTHING -> 0;
            case GROUP -> SETPGROUP; // which is the child's own, as no other was asked for
            case SESSION -> SETSID;
        };
        os.libc.posix_spawnattr_setflags(attributes.address(), (short) (SETSIGDEF | SETSIGMASK | lead));
        check(os.libc.posix_spawn_file_actions_init(actions.address()), request);
        try {
            addActions(request);
            return spawnWithLimit(request);
        } finally {
            os.libc.posix_spawn_file_actions_destroy(actions.address());
        }
    }

    private void addActions(Spawn request) throws ErrnoException {
        if (!request.directory().isEmpty()) {
            byte[] directory = Bytes.terminated(request.directory());
            check(os.libc.posix_spawn_file_actions_addchdir_np(actions.address(), directory), request);
        }
        int highest = 2;
        BitSet targets = new BitSet();
        for (Duplicate duplicate : request.duplicates()) {
            highest = Math.max(highest, duplicate.target());
            targets.set(duplicate.target());
            check(
                    os.libc.posix_spawn_file_actions_adddup2(actions.address(), duplicate.source(), duplicate.target()),
                    request);
        }
        boolean closes = addCloseFrom(highest + 1, request);
        if (closes && highest <= FEW) { // what a tool was given stays open in it for the program that it becomes
            for (int fd = targets.nextClearBit(3); fd < highest; fd = targets.nextClearBit(fd + 1)) {
                check(os.libc.posix_spawn_file_actions_addclose(actions.address(), fd), request);
            }
        } else {
            inherited.closeOnExec();
        }
    }

    /** Whether the libc can do it: it closes without a race what other threads of the JVM open meanwhile. */
    private boolean addCloseFrom(int first, Spawn request) throws ErrnoException {
        if (closeFromExists) {
            try {
                check(os.libc.posix_spawn_file_actions_addclosefrom_np(actions.address(), first), request);
            } catch (UnsatisfiedLinkError e) {
                closeFromExists = false;
            }
        }
        return closeFromExists;
    }

    /** The child inherits the limit that we have at the moment it is made. */
    private int spawnWithLimit(Spawn request) throws ErrnoException {
        if (request.descriptorLimit() == Spawn.INHERIT) {
            return spawnNow(request);
        }
        long ours = limit.soft();
        if (ours == request.descriptorLimit()) {
            return spawnNow(request);
        }
        limit.setSoft(request.descriptorLimit());
        try {
            return spawnNow(request);
        } finally {
            limit.setSoft(ours);
        }
    }

    private int spawnNow(Spawn request) throws ErrnoException {
        int error = os.libc.posix_spawn(
                pid.address(),
                Bytes.terminated(request.path()),
                actions.address(),
                attributes.address(),
                arguments.argv,
                arguments.environment);
        check(error, request);
        return pid.memory().getInt(0);
    }

    private static void check(int error, Spawn request) throws ErrnoException {
        if (error != 0) {
            Errno errno = Errnos.of(error);
            throw new ErrnoException("posix_spawn", request.path(), errno);
        }
    }
}
