package nitro.posix.image;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nitro.posix.Capability;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState;
import nitro.posix.image.ProcessCalls.Limit;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.jspecify.annotations.Nullable;

/** {@link ProcessState}, in the image. */
final class ImageProcessState implements ProcessState {
    private final Scratch scratch;

    ImageProcessState(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public @Nullable Account account(String user) {
        StateCalls.User found = StateCalls.getpwnam(scratch.path(user));
        return found.isNull() ? null : new Account(found.uid(), found.gid());
    }

    @Override
    public OptionalInt group(String name) {
        StateCalls.Group found = StateCalls.getgrnam(scratch.path(name));
        return found.isNull() ? OptionalInt.empty() : OptionalInt.of(found.gid());
    }

    @Override
    public int getppid() {
        return StateCalls.getppid();
    }

    @Override
    public void setgroups(List<Integer> gids) throws ErrnoException {
        CIntPointer list = scratch.only((long) gids.size() * Integer.BYTES);
        for (int i = 0; i < gids.size(); i++) {
            list.write(i, gids.get(i));
        }
        ErrnoNumber.check(StateCalls.setgroups(gids.size(), list), "setgroups", "");
    }

    @Override
    public void setgid(int gid) throws ErrnoException {
        ErrnoNumber.check(StateCalls.setgid(gid), "setgid", gid);
    }

    @Override
    public void setuid(int uid) throws ErrnoException {
        ErrnoNumber.check(StateCalls.setuid(uid), "setuid", uid);
    }

    @Override
    public boolean becomesRoot() {
        return StateCalls.setuid(0) == 0; // there is one thread
    }

    @Override
    public void chroot(String path) throws ErrnoException {
        ErrnoNumber.check(StateCalls.chroot(scratch.path(path)), "chroot", path);
        ErrnoNumber.check(FileCalls.chdir(scratch.path("/")), "chdir", "/");
    }

    @Override
    public void addNice(int increment) throws ErrnoException {
        int nice = StateCalls.getpriority(StateCalls.PRIO_PROCESS(), 0) + increment;
        ErrnoNumber.check(StateCalls.setpriority(StateCalls.PRIO_PROCESS(), 0, nice), "setpriority", nice);
    }

    @Override
    public void setAffinity(BitSet processors) throws ErrnoException {
        byte[] bits = processors.toByteArray();
        int size = (bits.length / Long.BYTES + 1) * Long.BYTES;
        CCharPointer mask = scratch.only(size);
        Bytes.copy(bits, 0, mask, bits.length);
        for (int i = bits.length; i < size; i++) {
            mask.write(i, (byte) 0);
        }
        int result = StateCalls.setAffinity(0, size, mask);
        ErrnoNumber.check(result, "sched_setaffinity", processors.cardinality());
    }

    @Override
    public void setIoPriority(IoClass to, int level) throws ErrnoException {
        ErrnoNumber.checkReturned(StateCalls.setIoPriority(to.ordinal(), level), "ioprio_set", to.name());
    }

    /** Signals do what they did at exec already: see {@link ImagePlatform#releaseSignals}. */
    @Override
    public void flock(int fd, boolean wait) throws ErrnoException {
        int operation = StateCalls.LOCK_EX() | (wait ? 0 : StateCalls.LOCK_NB());
        int result;
        do {
            result = StateCalls.flock(fd, operation);
        } while (result < 0 && ErrnoNumber.interrupted());
        ErrnoNumber.check(result, "flock", fd);
    }

    @Override
    public void keepOnExec(int fd) throws ErrnoException {
        ErrnoNumber.check(FileCalls.fcntl(fd, FileCalls.F_SETFD(), 0), "fcntl", fd);
    }

    @Override
    public void boundCapabilities(Set<Capability> kept) throws ErrnoException {
        ErrnoNumber.checkReturned(StateCalls.boundCapabilities(bits(kept)), "prctl PR_CAPBSET_DROP", "");
    }

    @Override
    public void keepCapabilities() throws ErrnoException {
        ErrnoNumber.check(ProcessCalls.prctl(StateCalls.PR_SET_KEEPCAPS(), 1, 0, 0, 0), "prctl PR_SET_KEEPCAPS", "");
    }

    @Override
    public void setCapabilities(Set<Capability> capabilities) throws ErrnoException {
        ErrnoNumber.checkReturned(StateCalls.setCapabilities(bits(capabilities)), "capset", capabilities.toString());
    }

    /** The kernel's set, with a bit for each: the enumeration has the kernel's order. */
    private static long bits(Set<Capability> capabilities) {
        long bits = 0;
        for (Capability capability : capabilities) {
            bits |= 1L << capability.ordinal();
        }
        return bits;
    }

    @Override
    public void setNoNewPrivileges() throws ErrnoException {
        int result = ProcessCalls.prctl(StateCalls.PR_SET_NO_NEW_PRIVS(), 1, 0, 0, 0);
        ErrnoNumber.check(result, "prctl PR_SET_NO_NEW_PRIVS", "");
    }

    @Override
    public void setParentDeathSignal(int signal) throws ErrnoException {
        int result = ProcessCalls.prctl(StateCalls.PR_SET_PDEATHSIG(), signal, 0, 0, 0);
        ErrnoNumber.check(result, "prctl PR_SET_PDEATHSIG", signal);
    }

    @Override
    public long hardLimit(Resource resource) throws ErrnoException {
        Limit limit = StackValue.get(Limit.class);
        ErrnoNumber.check(StateCalls.givenLimit(number(resource), limit), "getrlimit", resource.name());
        return limit.hard(); // RLIM_INFINITY has all bits set, as UNLIMITED
    }

    @Override
    public long softLimit(Resource resource) throws ErrnoException {
        Limit limit = StackValue.get(Limit.class);
        ErrnoNumber.check(StateCalls.givenLimit(number(resource), limit), "getrlimit", resource.name());
        return limit.soft();
    }

    private static int number(Resource resource) {
        return switch (resource) {
            case CORE -> StateCalls.RLIMIT_CORE();
            case CPU -> StateCalls.RLIMIT_CPU();
            case DESCRIPTORS -> ProcessCalls.RLIMIT_NOFILE();
            case FILE_SIZE -> StateCalls.RLIMIT_FSIZE();
            case PROCESSES -> StateCalls.RLIMIT_NPROC();
            case RESIDENT_SET -> StateCalls.RLIMIT_RSS();
            case LOCKED_MEMORY -> StateCalls.RLIMIT_MEMLOCK();
            case STACK -> StateCalls.RLIMIT_STACK();
            case DATA -> StateCalls.RLIMIT_DATA();
            case ADDRESS_SPACE -> StateCalls.RLIMIT_AS();
        };
    }

    @Override
    public void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
            throws ErrnoException {
        long pairs = (long) softLimits.size() * 2 * Long.BYTES;
        scratch.begin(Scratch.size(path) + Scratch.size(argv) + Scratch.size(environment) + Scratch.size(pairs));
        CLongPointer limits = scratch.take(pairs);
        int at = 0;
        for (var limit : softLimits.entrySet()) {
            limits.write(at++, number(limit.getKey()));
            limits.write(at++, limit.getValue());
        }
        CCharPointerPointer arguments = scratch.vector(argv);
        CCharPointerPointer variables = scratch.vector(environment);
        int result = StateCalls.chain(scratch.string(path), arguments, variables, limits, softLimits.size());
        ErrnoNumber.checkReturned(result, "execve", path);
    }
}
