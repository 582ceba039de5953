package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import nitro.posix.Capability;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.ProcessState;
import nitro.posix.ProcessState.Account;
import nitro.posix.ProcessState.IoClass;
import nitro.posix.ProcessState.Resource;
import nitro.posix.WaitStatus;

/** {@link ProcessState}, but for {@code chain}: what a process changes of itself, seen in the program that it becomes. */
final class StateCases {
    private static final String STATUS = "exec cat /proc/self/status";

    private StateCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("account: of the password database", StateCases::account),
                new Case("group: of the group database", StateCases::group),
                new Case("getppid: is the kernel's", StateCases::getppid),
                new Case("setgroups, setgid, setuid: all ids, and no way back", StateCases::ids),
                new Case("setgroups, setgid, setuid, chroot: not for everyone", StateCases::forbidden),
                new Case("chroot: another root, which is the working directory", StateCases::chroot),
                new Case("chroot: why it fails", StateCases::chrootErrors),
                new Case("addNice: up to the end of its range", StateCases::nice),
                new Case("addNice: upwards only", StateCases::niceForbidden),
                new Case("setAffinity: one processor", StateCases::affinity),
                new Case("setAffinity: none", StateCases::noAffinity),
                new Case("setIoPriority: idle", StateCases::io),
                new Case("flock: one at a time", StateCases::flock),
                new Case("flock: waits for the other, and its lock goes to the program", StateCases::flockWaits),
                new Case("flock: a signal ends the wait as if we did not heed it", StateCases::flockEnds),
                new Case("capabilities: kept by a user who is not root", StateCases::capabilities),
                new Case("capabilities: root with none but some", StateCases::rootsCapabilities),
                new Case("capabilities: none that we have not", StateCases::capabilitiesForbidden),
                new Case("setNoNewPrivileges: is seen", StateCases::noNewPrivileges),
                new Case("setParentDeathSignal: a signal", StateCases::parentDeathSignal),
                new Case("softLimit, hardLimit: are the kernel's", StateCases::limits));
    }

    /** What the script prints as the program that {@link StateHelper} becomes, after these changes. */
    static String become(World world, String script, String... changes) throws ErrnoException {
        return world.finish(world.startHelper("", words(script, changes)));
    }

    static String[] words(String script, String... changes) {
        List<String> words = new ArrayList<>(List.of("state", script));
        words.addAll(List.of(changes));
        return words.toArray(new String[0]);
    }

    private static String field(String status, String key) {
        for (String line : status.split("\n")) {
            if (line.startsWith(key + ":")) {
                return line.substring(key.length() + 1).strip();
            }
        }
        throw new AssertionError("no " + key + " in " + status);
    }

    private static void account(World world) {
        Check.equal(new Account(0, 0), world.posix.account("root"), "root");
        Check.equal(null, world.posix.account("no such user"), "account of nobody");
        Check.equal(null, world.posix.account(""), "account without a name");
        Check.equal(null, world.posix.account("r\u00f6\u00ff"), "account of bytes that are no text");
    }

    private static void group(World world) {
        Check.equal(OptionalInt.of(0), world.posix.group("root"), "root");
        Check.equal(OptionalInt.empty(), world.posix.group("no such group"), "group of nobody");
    }

    private static void getppid(World world) throws ErrnoException {
        String parent = world.field("/proc/self/status", "PPid:");
        Check.equal(parent, Integer.toString(world.posix.getppid()), "parent");
    }

    private static void ids(World world) throws ErrnoException {
        Check.skipUnless(world.isRoot(), "only root may change them");
        String status = become(world, STATUS, "groups=7,5,30000", "gid=6", "uid=8");
        Check.equal("8\t8\t8\t8", field(status, "Uid"), "uids");
        Check.equal("6\t6\t6\t6", field(status, "Gid"), "gids");
        Check.equal("5 7 30000", field(status, "Groups"), "groups");
        Check.equal("EPERM\n", become(world, STATUS, "uid=8", "uid=0"), "way back");
        Check.equal("EPERM\n", become(world, STATUS, "uid=8", "root="), "way back");
        Check.equal("0\t0\t0\t0", field(become(world, STATUS, "root="), "Uid"), "root stays root");
        Check.equal("", field(become(world, STATUS, "groups="), "Groups"), "groups");
    }

    private static void forbidden(World world) {
        Check.skipUnless(!world.isRoot(), "root could");
        Check.fails(Errno.EPERM, () -> world.posix.setgroups(List.of(1)));
        Check.fails(Errno.EPERM, () -> world.posix.setgid(0));
        Check.fails(Errno.EPERM, () -> world.posix.setuid(0));
        Check.that(!world.posix.becomesRoot(), "root again");
        Check.fails(Errno.EPERM, () -> world.posix.chroot("/"));
    }

    private static void chroot(World world) throws ErrnoException {
        Check.skipUnless(world.isRoot(), "only root may");
        world.run("/bin/sh", "-c", "mkdir -p \"$1/bin\" \"$1/here\"", "sh", world.path("root"));
        // No shell is there. That one failed before loads the classes, which in the new root are not found.
        String output = become(world, "", "chain=/missing", "chroot=" + world.path("root"));
        Check.that(output.matches("execve ENOENT [0-9]+\nENOENT\n"), "not found in " + output);
        Check.equal("/\n", become(world, "pwd", "chroot=/"), "working directory");
    }

    private static void chrootErrors(World world) throws ErrnoException {
        String file = world.write("file", "", 0600);
        Check.fails(Errno.ENOTDIR, () -> world.posix.chroot(file));
        Check.fails(Errno.ENOENT, () -> world.posix.chroot(world.path("missing")));
    }

    private static void nice(World world) throws ErrnoException {
        int now = Integer.parseInt(world.run("/usr/bin/nice").strip());
        Check.equal(Math.min(19, now + 3) + "\n", become(world, "nice", "nice=3"), "nice value");
        Check.equal("19\n", become(world, "nice", "nice=1000"), "nice value");
    }

    private static void niceForbidden(World world) {
        Check.skipUnless(!world.isRoot(), "root could");
        Check.fails(Errno.EACCES, () -> world.posix.addNice(-1));
    }

    private static void affinity(World world) throws ErrnoException {
        String allowed = world.field("/proc/self/status", "Cpus_allowed_list:").replaceAll("[-,].*", "");
        Check.equal(allowed, field(become(world, STATUS, "cpus=" + allowed), "Cpus_allowed_list"), "processors");
    }

    private static void noAffinity(World world) {
        Check.fails(Errno.EINVAL, () -> world.posix.setAffinity(new BitSet()));
    }

    private static void io(World world) throws ErrnoException {
        Check.equal("idle\n", become(world, "ionice -p $$", "io=" + IoClass.IDLE), "class");
    }

    private static void flock(World world) throws ErrnoException {
        String path = world.write("lock", "", 0600);
        int first = world.posix.open(path, Files.WRITE, 0);
        int second = world.posix.open(path, Files.WRITE, 0);
        world.posix.flock(first, false);
        Check.fails(Errno.EAGAIN, () -> world.posix.flock(second, false));
        world.posix.close(first);
        world.posix.flock(second, true);
        world.posix.close(second);
        Check.fails(Errno.EBADF, () -> world.posix.flock(second, false));
    }

    private static void flockWaits(World world) throws ErrnoException {
        String path = world.write("lock", "", 0600);
        int ours = world.posix.open(path, Files.WRITE, 0);
        world.posix.flock(ours, false);
        World.Started helper = world.startHelper("", words("echo locked; kill -STOP $$", "lock=" + path));
        Check.equal("locking", world.readLine(helper.output()), "line");
        awaitWaiting(world, helper.pid());
        world.posix.close(ours);
        Check.equal("locked", world.readLine(helper.output()), "line");
        int again = world.posix.open(path, Files.WRITE, 0);
        Check.fails(Errno.EAGAIN, () -> world.posix.flock(again, false));
        world.posix.close(again);
        world.posix.kill(helper.pid(), 9);
        Check.equal(WaitStatus.ofSignal(9), world.await(helper.pid()), "status");
        world.posix.close(helper.output());
    }

    private static void flockEnds(World world) throws ErrnoException {
        String path = world.write("lock", "", 0600);
        int ours = world.posix.open(path, Files.WRITE, 0);
        world.posix.flock(ours, false);
        for (int signal : new int[] {1, 2, 15}) {
            World.Started helper = world.startHelper("", words("", "lock=" + path));
            awaitWaiting(world, helper.pid());
            world.posix.kill(helper.pid(), signal);
            Check.equal(WaitStatus.ofSignal(signal), world.await(helper.pid()), "status");
            world.posix.close(helper.output());
        }
        world.posix.close(ours);
    }

    /** Waits until /proc/locks has the process waiting for a lock. */
    private static void awaitWaiting(World world, int pid) throws ErrnoException {
        long end = world.posix.now() + World.LONG;
        while (!new String(world.posix.head("/proc/locks", 1_000_000), ISO_8859_1)
                .matches("(?s).*-> FLOCK +ADVISORY +WRITE " + pid + " .*")) {
            Check.that(world.posix.now() < end, pid + " waits for a lock");
            world.posix.poll(new PollSet(), 5);
        }
    }

    private static void capabilities(World world) throws ErrnoException {
        Check.skipUnless(world.isRoot(), "only root has some");
        String kept = "CHOWN,NET_BIND_SERVICE";
        String status = become(world, STATUS, "bound=" + kept, "keep=", "uid=8", "capabilities=" + kept);
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            Check.equal("0000000000000401", field(status, set), set);
        }
        Check.equal("8\t8\t8\t8", field(status, "Uid"), "uids");
    }

    private static void rootsCapabilities(World world) throws ErrnoException {
        Check.skipUnless(world.isRoot(), "only root has some");
        String status = become(world, STATUS, "bound=KILL", "capabilities=KILL");
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            Check.equal("0000000000000020", field(status, set), set);
        }
        status = become(world, STATUS, "bound=", "capabilities=");
        Check.equal("0000000000000000", field(status, "CapEff"), "none");
    }

    private static void capabilitiesForbidden(World world) throws ErrnoException {
        Check.skipUnless(!world.isRoot(), "root has them");
        Check.fails(Errno.EPERM, () -> world.posix.setCapabilities(Set.of(Capability.CHOWN)));
        Check.fails(Errno.EPERM, () -> world.posix.boundCapabilities(Set.of()));
    }

    private static void noNewPrivileges(World world) throws ErrnoException {
        Check.equal("1", field(become(world, STATUS, "no-new-privileges="), "NoNewPrivs"), "no new privileges");
    }

    private static void parentDeathSignal(World world) throws ErrnoException {
        Check.fails(Errno.EINVAL, () -> world.posix.setParentDeathSignal(1000));
        Check.equal("ok\n", become(world, "echo ok", "parent-death=9"), "output");
    }

    private static void limits(World world) throws ErrnoException {
        Check.equal(world.posix.descriptorHardLimit(), world.posix.hardLimit(Resource.DESCRIPTORS), "descriptors");
        for (Resource resource : Resource.values()) {
            String line = world.field("/proc/self/limits", "Max " + name(resource));
            String[] limits = line.split(" +");
            if (resource != Resource.DESCRIPTORS) { // of which the runtime raises the soft one for itself
                Check.equal(number(limits[0]), world.posix.softLimit(resource), resource.name());
            }
            Check.equal(number(limits[1]), world.posix.hardLimit(resource), resource.name());
        }
    }

    private static long number(String limit) {
        return limit.equals("unlimited") ? ProcessState.UNLIMITED : Long.parseLong(limit);
    }

    /** As /proc/PID/limits calls it. */
    private static String name(Resource resource) {
        return switch (resource) {
            case CORE -> "core file size";
            case CPU -> "cpu time";
            case DESCRIPTORS -> "open files";
            case FILE_SIZE -> "file size";
            case PROCESSES -> "processes";
            case RESIDENT_SET -> "resident set";
            case LOCKED_MEMORY -> "locked memory";
            case STACK -> "stack size";
            case DATA -> "data size";
            case ADDRESS_SPACE -> "address space";
        };
    }
}
