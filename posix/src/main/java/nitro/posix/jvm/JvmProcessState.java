package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import jnr.ffi.Pointer;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import nitro.posix.Capability;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;
import sun.misc.SignalHandler;

/**
 * {@link ProcessState}. JNR-POSIX serves where it has the call, for here its start of 0.1 s is borne; jnr-ffi
 * does the rest.
 *
 * <p>What Linux keeps for each thread (capabilities, priorities, processors) is changed for the calling one only: it is
 * the one that becomes the program.
 */
final class JvmProcessState implements ProcessState {
    private final Native os;
    private final OwnDescriptors own;
    private @Nullable POSIX loaded;
    private @Nullable Executor executor;

    /** @param atFirst the descriptors that were open before JNR was loaded */
    JvmProcessState(Native os, List<String> atFirst) {
        this.os = os;
        own = new OwnDescriptors(os, atFirst);
    }

    private POSIX posix() {
        POSIX posix = loaded;
        if (posix == null) {
            posix = POSIXFactory.getNativePOSIX();
            loaded = posix;
        }
        return posix;
    }

    private Executor executor() {
        Executor made = executor;
        if (made == null) {
            made = new Executor(os);
            executor = made;
        }
        return made;
    }

    @Override
    public @Nullable Account account(String user) {
        var found = posix().getpwnam(Bytes.decoded(user));
        return found == null ? null : new Account((int) found.getUID(), (int) found.getGID());
    }

    @Override
    public OptionalInt group(String name) {
        var found = posix().getgrnam(Bytes.decoded(name));
        return found == null ? OptionalInt.empty() : OptionalInt.of((int) found.getGID());
    }

    @Override
    public int getppid() {
        return posix().getppid();
    }

    @Override
    public void setgroups(List<Integer> gids) throws ErrnoException {
        Pointer memory = os.data.atLeast(Math.max(1, gids.size()) * Integer.BYTES);
        for (int i = 0; i < gids.size(); i++) {
            memory.putInt((long) i * Integer.BYTES, gids.get(i));
        }
        os.check(os.libc.setgroups(gids.size(), memory.address()), "setgroups", "");
    }

    @Override
    public void setgid(int gid) throws ErrnoException {
        os.check(posix().setgid(gid), "setgid", Integer.toUnsignedString(gid));
    }

    @Override
    public void setuid(int uid) throws ErrnoException {
        os.check(posix().setuid(uid), "setuid", Integer.toUnsignedString(uid));
    }

    @Override
    public boolean becomesRoot() {
        return os.libc.syscall(SYS_SETUID, 0, 0, 0, 0) == 0; // libc's call aborts where threads differ
    }

    @Override
    public void chroot(String path) throws ErrnoException {
        executor(); // for another root is no place to load libraries and classes from
        os.check(os.libc.chroot(Bytes.terminated(path)), "chroot", path);
        os.check(os.libc.chdir(Bytes.terminated("/")), "chdir", "/");
    }

    @Override
    public void addNice(int increment) throws ErrnoException {
        int nice = posix().getpriority(PRIO_PROCESS, 0) + increment;
        os.check(posix().setpriority(PRIO_PROCESS, 0, nice), "setpriority", Integer.toString(nice));
    }

    @Override
    public void setAffinity(BitSet processors) throws ErrnoException {
        byte[] bits = processors.toByteArray();
        int words = bits.length / Long.BYTES + 1;
        Pointer memory = os.data.atLeast(words * Long.BYTES);
        memory.setMemory(0, (long) words * Long.BYTES, (byte) 0);
        memory.put(0, bits, 0, bits.length);
        int outcome = os.libc.sched_setaffinity(0, (long) words * Long.BYTES, memory.address());
        os.check(outcome, "sched_setaffinity", processors.toString());
    }

    @Override
    public void setIoPriority(IoClass to, int level) throws ErrnoException {
        int priority = LinuxNumbers.number(to) << IOPRIO_CLASS_SHIFT | level;
        os.check(os.libc.syscall(SYS_IOPRIO_SET, IOPRIO_WHO_PROCESS, 0, priority, 0), "ioprio_set", to.name());
    }

    @Override
    public void flock(int fd, boolean wait) throws ErrnoException {
        if (wait) {
            for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
                sun.misc.Signal.handle(new sun.misc.Signal(signal.name()), SignalHandler.SIG_DFL);
            }
        }
        int outcome;
        do {
            outcome = posix().flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
        } while (os.interrupted(outcome));
        os.check(outcome, "flock", fd);
    }

    @Override
    public void keepOnExec(int fd) throws ErrnoException {
        os.check(os.libc.fcntl(fd, F_SETFD, 0), "fcntl", fd);
        own.keep(fd);
    }

    @Override
    public void boundCapabilities(Set<Capability> kept) throws ErrnoException {
        long bits = bits(kept);
        for (int i = 0; i < Long.SIZE; i++) {
            int bounded = os.libc.prctl(PR_CAPBSET_READ, i, 0, 0, 0);
            if (bounded == 1 && (bits & 1L << i) == 0) {
                os.check(os.libc.prctl(PR_CAPBSET_DROP, i, 0, 0, 0), "prctl PR_CAPBSET_DROP", i);
            }
        }
    }

    @Override
    public void keepCapabilities() throws ErrnoException {
        os.check(os.libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0), "prctl PR_SET_KEEPCAPS", "");
    }

    @Override
    public void setCapabilities(Set<Capability> capabilities) throws ErrnoException {
        long bits = bits(capabilities);
        Pointer header = os.result.memory();
        header.putInt(0, LINUX_CAPABILITY_VERSION_3);
        header.putInt(4, 0); // ourselves
        long sets = header.address() + 8;
        // effective, permitted and inheritable, the lower halves of all before the upper ones
        for (int i = 0; i < 3; i++) {
            header.putInt(8 + 4 * i, (int) bits);
            header.putInt(20 + 4 * i, (int) (bits >>> 32));
        }
        os.check(os.libc.capset(header.address(), sets), "capset", capabilities.toString());
        os.check(os.libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "prctl PR_CAP_AMBIENT", "");
        for (Capability capability : capabilities) {
            int outcome = os.libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability.ordinal(), 0, 0);
            os.check(outcome, "prctl PR_CAP_AMBIENT", capability.name());
        }
    }

    @Override
    public void setNoNewPrivileges() throws ErrnoException {
        os.check(os.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl PR_SET_NO_NEW_PRIVS", "");
    }

    @Override
    public void setParentDeathSignal(int signal) throws ErrnoException {
        os.check(os.libc.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0), "prctl PR_SET_PDEATHSIG", signal);
    }

    @Override
    public long softLimit(Resource resource) throws ErrnoException {
        return executor().softLimit(resource);
    }

    @Override
    public long hardLimit(Resource resource) throws ErrnoException {
        return executor().hardLimit(resource);
    }

    @Override
    public void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
            throws ErrnoException {
        own.closeOnExec();
        executor().chain(path, argv, environment, softLimits);
    }
}
