package nitro.posix.fake;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import nitro.posix.Capability;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.ProcessState;
import org.jspecify.annotations.Nullable;

/** Our process's calls on its own state: those that succeed are noted in words, in their order. */
abstract class StateCalls extends WatchCalls implements ProcessState {
    private final Map<String, Account> accounts = new HashMap<>(Map.of("root", new Account(0, 0)));
    private final Map<String, Integer> groups = new HashMap<>(Map.of("root", 0));
    private final Map<Resource, Long> softLimits = new EnumMap<>(Resource.class);
    private final Map<Resource, Long> hardLimits = new EnumMap<>(Resource.class);
    private final List<String> changes = new ArrayList<>();
    private final Set<String> lockedByOthers = new HashSet<>();
    private final IdentityHashMap<Node, Description> locks = new IdentityHashMap<>();
    private final Set<Integer> kept = new TreeSet<>();
    private boolean saved;
    private boolean keeping;

    StateCalls(Chance chance, int pid, long limit, long hardLimit) {
        super(chance, pid, limit, hardLimit);
        hardLimits.put(Resource.DESCRIPTORS, hardLimit);
    }

    /** Makes a user of the system's database. */
    public void account(String user, int uid, int gid) {
        accounts.put(user, new Account(uid, gid));
    }

    /** Makes a group of the system's database. */
    public void group(String name, int gid) {
        groups.put(name, gid);
    }

    public void hardLimit(Resource resource, long hard) {
        hardLimits.put(resource, hard);
    }

    /** Another process has the lock of this file, and keeps it. */
    public void lock(String path) {
        lockedByOthers.add(path);
    }

    /** It gives the lock back. */
    public void unlock(String path) {
        lockedByOthers.remove(path);
    }

    /** Makes our process one of a session that another leads. */
    public void led() {
        self.session = 1;
        self.group = 1;
    }

    /** Makes setuid leave a way back to root, as it does where root's identity was kept. */
    public void saveRoot() {
        saved = true;
    }

    /** What our process has changed of its own state so far, in order: {@code setuid 1000}, {@code chroot /srv}. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    private void privilege(String call, String subject) throws ErrnoException {
        if (!privileged()) {
            throw new ErrnoException(call, subject, Errno.EPERM);
        }
    }

    @Override
    public @Nullable Account account(String user) {
        return accounts.get(user);
    }

    @Override
    public OptionalInt group(String name) {
        Integer gid = groups.get(name);
        return gid == null ? OptionalInt.empty() : OptionalInt.of(gid);
    }

    @Override
    public int getppid() {
        return 1;
    }

    @Override
    public void setgroups(List<Integer> gids) throws ErrnoException {
        privilege("setgroups", "");
        changes.add("setgroups " + gids);
    }

    @Override
    public void setgid(int gid) throws ErrnoException {
        privilege("setgid", Integer.toUnsignedString(gid));
        changes.add("setgid " + Integer.toUnsignedString(gid));
    }

    @Override
    public void setuid(int to) throws ErrnoException {
        if (!(saved && to == 0) && to != uid) {
            privilege("setuid", Integer.toUnsignedString(to));
        }
        uid = to;
        changes.add("setuid " + Integer.toUnsignedString(to));
    }

    @Override
    public boolean becomesRoot() {
        try {
            setuid(0);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    @Override
    public void chroot(String path) throws ErrnoException {
        Node.Directory directory = directoryAt("chroot", path);
        privilege("chroot", path);
        changes.add("chroot " + directory.path());
        files.root = directory;
        self.directory = directory;
    }

    @Override
    public void setsid() throws ErrnoException {
        super.setsid();
        changes.add("setsid");
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        super.chdir(path);
        changes.add("chdir " + getcwd());
    }

    @Override
    public int umask(int mask) {
        changes.add("umask " + Integer.toOctalString(mask));
        return super.umask(mask);
    }

    @Override
    public void close(int fd) {
        if (fd <= 2) {
            changes.add("close " + fd);
        }
        super.close(fd);
    }

    @Override
    public void addNice(int increment) throws ErrnoException {
        if (increment < 0 && !privileged()) {
            throw new ErrnoException("setpriority", Integer.toString(increment), Errno.EACCES);
        }
        changes.add("nice " + increment);
    }

    @Override
    public void setAffinity(BitSet processors) throws ErrnoException {
        if (processors.isEmpty()) {
            throw new ErrnoException("sched_setaffinity", "", Errno.EINVAL);
        }
        changes.add("affinity " + processors);
    }

    @Override
    public void setIoPriority(IoClass to, int level) {
        changes.add("io " + to + " " + level);
    }

    @Override
    public void flock(int fd, boolean wait) throws ErrnoException {
        Description description = table().require("flock", fd);
        String file = description.toString();
        String path = file.substring(file.indexOf(' ') + 1);
        Node node = description instanceof OpenFile open ? open.node : null;
        Description holder = locks.get(node);
        boolean taken = holder != null && !holder.equals(description) && holder.isOpen();
        if (taken || lockedByOthers.contains(path)) {
            if (wait) {
                throw new WouldBlock("flock of " + path);
            }
            throw new ErrnoException("flock", Integer.toString(fd), Errno.EAGAIN);
        }
        if (node != null) {
            locks.put(node, description);
        }
        changes.add("flock " + path);
    }

    @Override
    public void keepOnExec(int fd) throws ErrnoException {
        table().require("fcntl", fd);
        kept.add(fd);
    }

    @Override
    public void boundCapabilities(Set<Capability> bound) throws ErrnoException {
        privilege("prctl PR_CAPBSET_DROP", "");
        changes.add("bound " + new TreeSet<>(bound));
    }

    @Override
    public void keepCapabilities() {
        keeping = true;
        changes.add("keep capabilities");
    }

    @Override
    public void setCapabilities(Set<Capability> capabilities) throws ErrnoException {
        if (!keeping) {
            privilege("capset", "");
        }
        changes.add("capabilities " + new TreeSet<>(capabilities));
    }

    @Override
    public void setNoNewPrivileges() {
        changes.add("no new privileges");
    }

    @Override
    public void setParentDeathSignal(int signal) throws ErrnoException {
        if (signal < 0 || signal > 64) {
            throw new ErrnoException("prctl PR_SET_PDEATHSIG", Integer.toString(signal), Errno.EINVAL);
        }
        changes.add("parent death signal " + signal);
    }

    public void softLimit(Resource resource, long soft) {
        softLimits.put(resource, soft);
    }

    @Override
    public long softLimit(Resource resource) throws ErrnoException {
        long usual = resource == Resource.DESCRIPTORS ? descriptorLimit() : hardLimit(resource);
        return softLimits.getOrDefault(resource, usual);
    }

    @Override
    public long hardLimit(Resource resource) {
        return hardLimits.getOrDefault(resource, UNLIMITED);
    }

    /** Those of the descriptors that we opened ourselves end here, but for what was to be kept. */
    @Override
    public void chain(String path, List<String> argv, List<String> environment, Map<Resource, Long> softLimits)
            throws ErrnoException {
        processes.executable("execve", self.directory, path, privileged());
        softLimits.forEach((resource, soft) -> changes.add("limit " + resource + " " + soft));
        for (int fd : List.copyOf(table().entries.keySet())) {
            if (fd > 2 && !kept.contains(fd)) {
                table().close(fd);
            }
        }
        throw new Executed(path, argv, environment);
    }
}
