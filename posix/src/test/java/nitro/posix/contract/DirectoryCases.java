package nitro.posix.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;

/** What {@link nitro.posix.ClientPosix} tells of the entries of a directory. */
final class DirectoryCases {
    private DirectoryCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("lstat: a link itself", DirectoryCases::lstat),
                new Case("list: all names but the dots", DirectoryCases::list),
                new Case("list: thousands of long names", DirectoryCases::listMany),
                new Case("list: why it fails", DirectoryCases::listErrors));
    }

    private static void lstat(World world) throws ErrnoException {
        world.posix.symlink("target", world.path("link"));
        FileStatus link = world.client.lstat(world.path("link"));
        Check.equal(FileStatus.Type.SYMLINK, link.type(), "type");
        Check.equal(6L, link.size(), "size");
        world.write("target", "12", 0600);
        Check.equal(
                FileStatus.Type.SYMLINK, world.client.lstat(world.path("link")).type(), "type");
        Check.equal(world.client.stat(world.path("target")), world.client.lstat(world.path("target")), "of a file");
        Check.fails(Errno.ENOENT, () -> world.client.lstat(world.path("missing")));
    }

    private static void list(World world) throws ErrnoException {
        Check.equal(List.of(), world.client.list(world.path("")), "names in an empty directory");
        List<String> names = new ArrayList<>(ClientCases.ALL_BYTES);
        names.addAll(List.of("plain", "..hidden", "...", " "));
        for (String name : names) {
            world.write(name, "", 0600);
        }
        world.posix.symlink("nowhere", world.path("dangling"));
        names.add("dangling");
        List<String> found = world.client.list(world.path(""));
        Check.equal(names.size(), found.size(), "number of names");
        Check.equal(new HashSet<>(names), new HashSet<>(found), "names");
    }

    private static void listMany(World world) throws ErrnoException {
        int count = 3000;
        for (int i = 0; i < count; i++) {
            world.posix.symlink("x", world.path("n".repeat(200) + i));
        }
        List<String> found = world.client.list(world.path(""));
        Check.equal(count, found.size(), "number of names");
        Check.equal(count, new HashSet<>(found).size(), "number of different names");
        Check.that(found.contains("n".repeat(200) + (count - 1)), "the last is among them");
    }

    private static void listErrors(World world) throws ErrnoException {
        Check.fails(Errno.ENOENT, () -> world.client.list(world.path("missing")));
        Check.fails(Errno.ENOTDIR, () -> world.client.list(world.write("file", "", 0600)));
        Check.fails(Errno.ENOTDIR, () -> world.client.list(world.makeFifo("fifo")));
        if (!world.isRoot()) {
            world.posix.mkdir(world.path("closed"), 0);
            Check.fails(Errno.EACCES, () -> world.client.list(world.path("closed")));
        }
    }
}
