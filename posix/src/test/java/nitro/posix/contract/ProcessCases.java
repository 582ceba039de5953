package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/** The other calls of {@link nitro.posix.Processes}, but for exec. */
final class ProcessCases {
    private ProcessCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("reap: no child at all", ProcessCases::reapNothing),
                new Case("reap: a living child is none yet", ProcessCases::reapLiving),
                new Case("reap: exit statuses and signals", ProcessCases::reap),
                new Case("reap of a pid: its descriptor tells when, and others' ends stay", ProcessCases::reapOne),
                new Case("kill: a process, a group, and a question only", ProcessCases::kill),
                new Case("kill: nobody, and whom we may not", ProcessCases::killErrors),
                new Case("getuid, getgid: are the kernel's", ProcessCases::ids),
                new Case("descriptorLimit: can be set up to the hard limit", ProcessCases::limit),
                new Case("becomeSubreaper: orphans become our children", ProcessCases::subreaper),
                new Case("setsid: a session without a terminal", ProcessCases::setsid),
                new Case("setControllingTerminal: only of a terminal", ProcessCases::noTerminal),
                new Case("setControllingTerminal: of a session that has none", ProcessCases::terminal),
                new Case(
                        "a terminal's foreground, taken from the background, and the terminal given up",
                        ProcessCases::foreground));
    }

    private static void reapOne(World world) throws ErrnoException {
        int other = world.start(List.of("/bin/true"));
        List<String> argv = List.of("/bin/sleep", "1000");
        // not by the world, which would wait for it too
        int pid = world.posix.spawn(new Spawn("/bin/sleep", argv, List.of(), "", List.of(), true, Spawn.INHERIT));
        int[] status = new int[1];
        int fd = world.posix.processDescriptor(pid);
        PollSet set = new PollSet();
        set.add(fd, PollSet.READ);
        Check.equal(0, world.posix.poll(set, 0), "number of the ready");
        Check.equal(0, world.posix.reap(pid, status), "reaped");
        world.posix.kill(pid, world.posix.number(Signal.KILL));
        int ready;
        do {
            ready = world.posix.poll(set, 30_000);
        } while (ready == Errno.EINTR.code());
        Check.equal(1, ready, "number of the ready");
        Check.equal(pid, world.posix.reap(pid, status), "reaped");
        Check.equal(WaitStatus.ofSignal(9), new WaitStatus(status[0]), "status");
        Check.code(Errno.ECHILD, world.posix.reap(pid, status), "reaped");
        Check.fails(Errno.ESRCH, () -> world.posix.processDescriptor(pid));
        Check.equal(WaitStatus.ofExit(0), world.await(other), "status of the other");
        world.posix.close(fd);
    }

    private static void reapNothing(World world) {
        Check.code(Errno.ECHILD, world.posix.reap(new int[1]), "reaped");
    }

    private static void reapLiving(World world) throws ErrnoException {
        int pid = world.start(List.of("/bin/sleep", "1000"));
        Check.equal(0, world.posix.reap(new int[1]), "reaped");
        Check.equal(0, world.posix.kill(pid, world.posix.number(Signal.KILL)), "killed");
        Check.equal(WaitStatus.ofSignal(9), world.await(pid), "status");
        Check.code(Errno.ECHILD, world.posix.reap(new int[1]), "reaped");
    }

    private static void reap(World world) throws ErrnoException {
        for (int status : new int[] {0, 1, 111, 255}) {
            int pid = world.start(List.of("/bin/sh", "-c", "exit " + status));
            WaitStatus found = world.await(pid);
            Check.that(found.exited(), "it exited");
            Check.equal(status, found.exitStatus(), "exit status");
        }
        for (Signal signal : List.of(Signal.TERM, Signal.KILL, Signal.HUP, Signal.USR1, Signal.ABRT)) {
            int pid = world.start(List.of("/bin/sh", "-c", "ulimit -c 0; kill -" + signal + " $$; sleep 1000"));
            WaitStatus found = world.await(pid);
            Check.that(!found.exited(), "it did not exit");
            Check.equal(world.posix.number(signal), found.signal(), "signal");
        }
    }

    private static void kill(World world) throws ErrnoException {
        World.Started shell = world.startReading(List.of("/bin/sh", "-c", "sleep 1000 & echo ready; wait"));
        Check.equal("ready", world.readLine(shell.output()), "line");
        Check.equal(0, world.posix.kill(shell.pid(), 0), "asked");
        Check.equal(0, world.posix.kill(-shell.pid(), 0), "asked for the group");
        Check.equal(0, world.posix.kill(0, 0), "asked for our own group");
        Check.equal(0, world.posix.kill(-shell.pid(), world.posix.number(Signal.TERM)), "killed");
        Check.equal("", world.readAll(shell.output()), "output until both have ended");
        world.posix.close(shell.output());
        Check.equal(WaitStatus.ofSignal(15), world.await(shell.pid()), "status");
        Check.code(Errno.ESRCH, world.posix.kill(shell.pid(), 0), "asked");
    }

    private static void killErrors(World world) throws ErrnoException {
        Check.code(Errno.ESRCH, world.posix.kill(2_000_000_000, 0), "asked");
        Check.code(Errno.EINVAL, world.posix.kill(world.posix.getpid(), 1000), "killed");
        Check.skipUnless(!world.isRoot(), "the rest: root may kill all");
        Check.code(Errno.EPERM, world.posix.kill(1, 0), "asked");
    }

    private static void ids(World world) throws ErrnoException {
        String real = world.field("/proc/self/status", "Uid:").split("\t")[0];
        Check.equal(real, Integer.toString(world.posix.getuid()), "uid");
        String group = world.field("/proc/self/status", "Gid:").split("\t")[0];
        Check.equal(group, Integer.toString(world.posix.getgid()), "gid");
    }

    private static void limit(World world) throws ErrnoException {
        long before = world.posix.descriptorLimit();
        long hard = world.posix.descriptorHardLimit();
        Check.that(before <= hard, "soft is at most hard");
        world.posix.setDescriptorLimit(300);
        Check.equal(300L, world.posix.descriptorLimit(), "limit");
        Check.equal("300\n", world.run("/bin/sh", "-c", "ulimit -n"), "limit of a child");
        world.posix.setDescriptorLimit(hard);
        Check.equal(hard, world.posix.descriptorLimit(), "limit");
        Check.fails(Errno.EINVAL, () -> world.posix.setDescriptorLimit(hard + 1));
        world.posix.setDescriptorLimit(before);
        Check.equal(hard, world.posix.descriptorHardLimit(), "hard limit");
    }

    private static void subreaper(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "subreaper");
        Check.equal("reaped 7\nreaped 3\nECHILD\n", world.finish(helper), "output");
    }

    private static void setsid(World world) throws ErrnoException {
        // a process in the background leads nothing
        World.Started helper = world.startHelper("\"$@\" & wait $!; exit $?;", "setsid");
        Check.equal("leader false\nleader true\nEPERM\n", world.finish(helper), "output");
    }

    private static void noTerminal(World world) throws ErrnoException {
        int fd = world.posix.open("/dev/null", 0, 0);
        Check.fails(Errno.ENOTTY, () -> world.posix.setControllingTerminal(fd));
        world.posix.close(fd);
        Check.fails(Errno.EBADF, () -> world.posix.setControllingTerminal(fd));
    }

    private static void terminal(World world) throws ErrnoException {
        Check.equal("before ENXIO\nafter ok\n", Terminal.run(world, "terminal"), "output");
    }

    private static void foreground(World world) throws ErrnoException {
        String expected = """
                child in front true
                we in front true
                nobody in front EPERM
                HUP, terminal 0
                again ENOTTY
                child is left 0
                """;
        Check.equal(expected, Terminal.run(world, "foreground"), "output");
    }
}
