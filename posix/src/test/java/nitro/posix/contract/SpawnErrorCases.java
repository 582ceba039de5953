package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;

/** spawn: why it fails, with exec's own errno; nothing is left of what failed. */
final class SpawnErrorCases {
    private SpawnErrorCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("spawn: a missing file, interpreter or directory", SpawnErrorCases::missing),
                new Case("spawn: what is no directory", SpawnErrorCases::noDirectory),
                new Case("spawn: what is not executable", SpawnErrorCases::notExecutable),
                new Case("spawn: no shell for a file without #!", SpawnErrorCases::noFormat),
                new Case("spawn: a file that somebody writes to", SpawnErrorCases::busy),
                new Case("spawn: links in a circle and names too long", SpawnErrorCases::badPaths),
                new Case("spawn: an argument too long", SpawnErrorCases::tooBig),
                new Case("spawn: descriptors that are not open, or beyond the limit", SpawnErrorCases::badDescriptors),
                new Case("spawn: a limit that we may not have", SpawnErrorCases::badLimit),
                new Case("spawn: the exception names the path", SpawnErrorCases::message));
    }

    private static Spawn request(String path, String directory, Duplicate... duplicates) {
        List<String> argv = List.of(path);
        return new Spawn(path, argv, World.ENVIRONMENT, directory, List.of(duplicates), true, Spawn.INHERIT);
    }

    /** Fails so, and leaves neither a child, dead or alive, nor another limit. */
    private static void fails(Errno expected, World world, Spawn request) throws ErrnoException {
        long limit = world.posix.descriptorLimit();
        Check.fails(expected, () -> world.posix.spawn(request));
        Check.code(Errno.ECHILD, world.posix.reap(new int[1]), "a child to reap");
        Check.equal(limit, world.posix.descriptorLimit(), "our limit");
    }

    private static void missing(World world) throws ErrnoException {
        String script = world.write("script", "#!" + world.path("interpreter") + "\n", 0700);
        fails(Errno.ENOENT, world, request(world.path("missing"), ""));
        fails(Errno.ENOENT, world, request("", ""));
        fails(Errno.ENOENT, world, request(script, ""));
        fails(Errno.ENOENT, world, request("/bin/true", world.path("missing")));
    }

    private static void noDirectory(World world) throws ErrnoException {
        String file = world.write("file", "", 0700);
        fails(Errno.ENOTDIR, world, request("/bin/true", file));
        fails(Errno.ENOTDIR, world, request(file + "/below", ""));
    }

    private static void notExecutable(World world) throws ErrnoException {
        fails(Errno.EACCES, world, request(world.write("file", "#!/bin/sh\n", 0644), ""));
        fails(Errno.EACCES, world, request(world.path(""), ""));
        if (!world.isRoot()) {
            world.posix.mkdir(world.path("closed"), 0);
            fails(Errno.EACCES, world, request("/bin/true", world.path("closed")));
        }
    }

    private static void noFormat(World world) throws ErrnoException {
        fails(Errno.ENOEXEC, world, request(world.write("text", "echo hello\n", 0700), ""));
        fails(Errno.ENOEXEC, world, request(world.write("empty", "", 0700), ""));
    }

    private static void busy(World world) throws ErrnoException {
        String script = world.write("script", "#!/bin/true\n", 0700);
        int fd = world.posix.open(script, Files.WRITE, 0);
        fails(Errno.ETXTBSY, world, request(script, ""));
        world.posix.close(fd);
        world.await(world.spawn(request(script, "")));
    }

    private static void badPaths(World world) throws ErrnoException {
        world.posix.symlink("loop", world.path("loop"));
        fails(Errno.ELOOP, world, request(world.path("loop"), ""));
        fails(Errno.ENAMETOOLONG, world, request(world.path("x".repeat(300)), ""));
        fails(Errno.ENAMETOOLONG, world, request("/bin/true", "/" + "x/".repeat(4000)));
    }

    private static void tooBig(World world) throws ErrnoException {
        List<String> argv = List.of("true", "x".repeat(200_000));
        fails(Errno.E2BIG, world, new Spawn("/bin/true", argv, List.of(), "", List.of(), true, Spawn.INHERIT));
    }

    private static void badDescriptors(World world) throws ErrnoException {
        Check.that(!world.posix.isOpen(98), "98 is not open");
        fails(Errno.EBADF, world, request("/bin/true", "", new Duplicate(98, 1)));
        fails(Errno.EBADF, world, request("/bin/true", "", new Duplicate(98, 98)));
        fails(Errno.EBADF, world, request("/bin/true", "", new Duplicate(1, 2_000_000_000)));
        List<Duplicate> above = List.of(new Duplicate(1, 20));
        fails(Errno.EBADF, world, new Spawn("/bin/true", List.of("true"), List.of(), "", above, true, 20));
    }

    private static void badLimit(World world) throws ErrnoException {
        long tooMuch = world.posix.descriptorHardLimit() + 1;
        fails(Errno.EINVAL, world, new Spawn("/bin/true", List.of("true"), List.of(), "", List.of(), true, tooMuch));
    }

    private static void message(World world) {
        try {
            world.posix.spawn(request(world.path("missing"), ""));
            throw new AssertionError("it was started");
        } catch (ErrnoException e) {
            Check.that(e.getMessage().endsWith(world.path("missing") + ": No such file or directory"), e.getMessage());
            Check.equal("No such file or directory", e.reason(), "reason");
        }
    }
}
