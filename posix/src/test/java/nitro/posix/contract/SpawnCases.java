package nitro.posix.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;

/** spawn: what a child begins with. */
final class SpawnCases {
    private SpawnCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("spawn: argv, byte for byte", SpawnCases::argv),
                new Case("spawn: the environment, byte for byte and nothing else", SpawnCases::environment),
                new Case("spawn: megabytes of environment", SpawnCases::largeEnvironment),
                new Case("spawn: the directory, from which the path is looked up", SpawnCases::directory),
                new Case("spawn: no PATH search", SpawnCases::noSearch),
                new Case("spawn: duplicates in order", SpawnCases::duplicates),
                new Case("spawn: duplicates beyond 2", SpawnCases::highDuplicates),
                new Case("spawn: a source equal to its target stays open", SpawnCases::equalDuplicates),
                new Case("spawn: no other descriptor, whatever we have open", SpawnCases::noOtherDescriptor),
                new Case("spawn: a session of its own, or ours", SpawnCases::session),
                new Case("spawn: no signal blocked, ignored or handled", SpawnCases::signals),
                new Case("spawn: the limit of descriptors is the child's alone", SpawnCases::limit),
                new Case("spawn: a low limit, and descriptors above it", SpawnCases::lowLimit),
                new Case("spawn: a hundred children at once, each with its status", SpawnCases::many));
    }

    private static final List<Duplicate> NONE = List.of();

    /** A program that copies its input, which we hold, and so lives until we have looked at it. */
    private record Living(int pid, int input, int output) {
        static Living start(World world, List<Duplicate> more, boolean session, long limit) throws ErrnoException {
            Files.Pipe in = world.posix.pipe(false);
            Files.Pipe out = world.posix.pipe(true);
            List<Duplicate> duplicates =
                    new ArrayList<>(List.of(new Duplicate(in.reader(), 0), new Duplicate(out.writer(), 1)));
            duplicates.addAll(more);
            int pid = world.spawn(new Spawn("/bin/cat", List.of("cat"), List.of(), "", duplicates, session, limit));
            world.posix.close(in.reader());
            world.posix.close(out.writer());
            // what exec closes may still be open when spawn returns
            world.writeTo(in.writer(), "up\n");
            Check.equal("up", world.readLine(out.reader()), "line");
            return new Living(pid, in.writer(), out.reader());
        }

        String proc(String file) {
            return "/proc/" + pid + "/" + file;
        }

        void end(World world) {
            world.posix.close(input);
            world.finish(new World.Started(pid, output));
        }
    }

    private static String output(World world, Spawn request) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        List<Duplicate> duplicates = new ArrayList<>(List.of(new Duplicate(pipe.writer(), 1)));
        duplicates.addAll(request.duplicates());
        int pid = world.spawn(new Spawn(
                request.path(),
                request.argv(),
                request.environment(),
                request.directory(),
                duplicates,
                request.leads(),
                request.descriptorLimit()));
        world.posix.close(pipe.writer());
        return world.finish(new World.Started(pid, pipe.reader()));
    }

    private static Spawn shell(String script, String directory, Duplicate... duplicates) {
        List<String> argv = List.of("sh", "-c", script);
        return new Spawn("/bin/sh", argv, World.ENVIRONMENT, directory, List.of(duplicates), true, Spawn.INHERIT);
    }

    private static void argv(World world) throws ErrnoException {
        List<String> argv = new ArrayList<>(List.of("any name", "-c", "cat /proc/$$/cmdline", "", "a b", "'\"$\n"));
        argv.addAll(ClientCases.ALL_BYTES);
        Spawn request = new Spawn("/bin/sh", argv, World.ENVIRONMENT, "", NONE, false, Spawn.INHERIT);
        Check.equal(String.join("\0", argv) + "\0", output(world, request), "argv");
    }

    private static void environment(World world) throws ErrnoException {
        List<String> argv = List.of("cat", "/proc/self/environ");
        for (List<String> environment : List.of(
                List.<String>of(),
                List.of("B=2", "A=1", "B=3", "EMPTY=", "NO_EQUALS", "BYTES=\u0001\u00e9\u00ff\n ="))) {
            Spawn request = new Spawn("/bin/cat", argv, environment, "", NONE, false, Spawn.INHERIT);
            StringBuilder expected = new StringBuilder();
            environment.forEach(entry -> expected.append(entry).append('\0'));
            Check.equal(expected.toString(), output(world, request), "environment");
        }
    }

    private static void largeEnvironment(World world) throws ErrnoException {
        List<String> environment = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            environment.add("V" + i + "=" + "x".repeat(50_000));
        }
        List<String> argv = List.of("cat", "/proc/self/environ");
        Spawn request = new Spawn("/bin/cat", argv, environment, "", NONE, false, Spawn.INHERIT);
        Check.equal(String.join("\0", environment) + "\0", output(world, request), "environment");
        Check.equal("ok\n", output(world, shell("echo ok", "")), "output of a small one after that");
    }

    private static void directory(World world) throws ErrnoException {
        world.posix.mkdir(world.path("d\u00ef"), 0700);
        world.write("d\u00ef/run", "#!/bin/sh\npwd -P\n", 0700);
        Check.equal(world.path("d\u00ef") + "\n", output(world, shell("pwd -P", world.path("d\u00ef"))), "directory");
        Spawn relative =
                new Spawn("run", List.of("run"), World.ENVIRONMENT, world.path("d\u00ef"), NONE, true, Spawn.INHERIT);
        Check.equal(world.path("d\u00ef") + "\n", output(world, relative), "directory of a relative path");
        Check.equal(world.posix.getcwd() + "\n", output(world, shell("pwd -P", "")), "directory without one");
    }

    private static void noSearch(World world) throws ErrnoException {
        Spawn request = new Spawn("sh", List.of("sh"), World.ENVIRONMENT, world.path(""), NONE, true, Spawn.INHERIT);
        Check.fails(Errno.ENOENT, () -> world.posix.spawn(request));
    }

    private static void duplicates(World world) throws ErrnoException {
        Check.equal("x\n", output(world, shell("echo x >&2", "", new Duplicate(1, 2))), "output by descriptor 2");
        Files.Pipe other = world.posix.pipe(true);
        // 2 becomes what 1 was before 1 becomes another
        Spawn request = shell("echo one; echo two >&2", "", new Duplicate(1, 2), new Duplicate(other.writer(), 1));
        String second = output(world, request);
        world.posix.close(other.writer());
        Check.equal("two\n", second, "output by descriptor 2");
        Check.equal("one\n", world.readAll(other.reader()), "output by descriptor 1");
        world.posix.close(other.reader());
    }

    private static void highDuplicates(World world) throws ErrnoException {
        for (int target : new int[] {3, 7, 200}) {
            Living child = Living.start(world, List.of(new Duplicate(1, target)), true, Spawn.INHERIT);
            Check.equal(
                    Set.of("0", "1", "2", Integer.toString(target)),
                    new HashSet<>(world.posix.list(child.proc("fd"))),
                    "descriptors of the child");
            child.end(world);
        }
        Check.equal("ready\n", output(world, shell("echo ready >&9", "", new Duplicate(1, 9))), "output by 9");
    }

    private static void equalDuplicates(World world) throws ErrnoException {
        int fd = world.posix.open("/dev/null", 0, 0);
        Living child = Living.start(world, List.of(new Duplicate(fd, fd), new Duplicate(1, 1)), true, Spawn.INHERIT);
        Check.equal("/dev/null", world.posix.readlink(child.proc("fd/" + fd)), "the descriptor in the child");
        Check.equal(
                Set.of("0", "1", "2", Integer.toString(fd)),
                new HashSet<>(world.posix.list(child.proc("fd"))),
                "descriptors of the child");
        child.end(world);
        Living next = Living.start(world, NONE, true, Spawn.INHERIT);
        Check.equal(3, world.posix.list(next.proc("fd")).size(), "number of descriptors of the next child");
        next.end(world);
        world.posix.close(fd);
    }

    private static void noOtherDescriptor(World world) throws ErrnoException {
        int open = 99;
        world.posix.dup2(0, open); // stays open across exec
        Living child = Living.start(world, NONE, true, Spawn.INHERIT);
        Check.equal(
                Set.of("0", "1", "2"), new HashSet<>(world.posix.list(child.proc("fd"))), "descriptors of the child");
        child.end(world);
        Check.that(world.posix.isOpen(open), "ours is still open");
        Living other = Living.start(world, List.of(new Duplicate(1, 5)), true, Spawn.INHERIT);
        Check.equal(
                Set.of("0", "1", "2", "5"),
                new HashSet<>(world.posix.list(other.proc("fd"))),
                "descriptors of the child");
        other.end(world);
        world.posix.close(open);
    }

    /** The fields of /proc/PID/stat behind the name: state, parent, group, session ... */
    private static String[] stat(World world, String pid) throws ErrnoException {
        String line = world.field("/proc/" + pid + "/stat", "");
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    private static void session(World world) throws ErrnoException {
        Living own = Living.start(world, NONE, true, Spawn.INHERIT);
        String pid = Integer.toString(own.pid());
        Check.equal(pid, stat(world, pid)[2], "process group");
        Check.equal(pid, stat(world, pid)[3], "session");
        own.end(world);
        Living ours = Living.start(world, NONE, false, Spawn.INHERIT);
        pid = Integer.toString(ours.pid());
        Check.equal(stat(world, "self")[2], stat(world, pid)[2], "process group");
        Check.equal(stat(world, "self")[3], stat(world, pid)[3], "session");
        ours.end(world);
    }

    private static void signals(World world) throws ErrnoException {
        Living child = Living.start(world, NONE, true, Spawn.INHERIT);
        for (String set : List.of("SigBlk:", "SigIgn:", "SigCgt:")) {
            Check.equal("0000000000000000", world.field(child.proc("status"), set), set);
        }
        child.end(world);
    }

    private static String softLimit(World world, String limits) throws ErrnoException {
        return world.field(limits, "Max open files").split(" +")[0];
    }

    private static void limit(World world) throws ErrnoException {
        long ours = world.posix.descriptorLimit();
        String hard = world.field("/proc/self/limits", "Max open files").split(" +")[1];
        Check.equal(Long.toString(world.posix.descriptorHardLimit()), hard, "hard limit");
        for (long limit : new long[] {256, 300, ours, Spawn.INHERIT}) {
            Living child = Living.start(world, NONE, true, limit);
            String expected = Long.toString(limit == Spawn.INHERIT ? ours : limit);
            Check.equal(expected, softLimit(world, child.proc("limits")), "limit of the child");
            Check.equal(
                    hard, world.field(child.proc("limits"), "Max open files").split(" +")[1], "hard limit");
            Check.equal(ours, world.posix.descriptorLimit(), "our limit");
            child.end(world);
        }
    }

    private static void lowLimit(World world) throws ErrnoException {
        int high = 150;
        Files.Pipe pipe = world.posix.pipe(true);
        world.posix.dup2(pipe.writer(), high);
        int pid = world.spawn(new Spawn(
                "/bin/sh",
                List.of("sh", "-c", "ulimit -n"),
                World.ENVIRONMENT,
                "/",
                List.of(new Duplicate(high, 1), new Duplicate(high, 5)),
                true,
                20));
        world.posix.close(high);
        world.posix.close(pipe.writer());
        Check.equal("20\n", world.finish(new World.Started(pid, pipe.reader())), "output");
    }

    private static void many(World world) throws ErrnoException {
        List<Integer> pids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pids.add(world.start(List.of("/bin/sh", "-c", "exit " + i)));
        }
        for (int i = 0; i < 100; i++) {
            Check.equal(WaitStatus.ofExit(i), world.await(pids.get(i)), "status of child " + i);
        }
    }
}
