package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;

/** The calls of {@link nitro.posix.Files} that name files and are not a client's. */
final class FileCases {
    private FileCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("realpath: without links, dots and double slashes", FileCases::realpath),
                new Case("realpath: why it fails", FileCases::realpathErrors),
                new Case("mkdir: with these permissions, less the umask", FileCases::mkdir),
                new Case("symlink: leads there, whatever is there", FileCases::symlink),
                new Case("chmod: changes the permissions", FileCases::chmod),
                new Case("fchmod: changes those of what is open", FileCases::fchmod),
                new Case("chdir: changes the working directory", FileCases::chdir),
                new Case("umask: returns the one before", FileCases::umask));
    }

    private static void realpath(World world) throws ErrnoException {
        String top = world.path("");
        world.posix.mkdir(world.path("a"), 0700);
        world.posix.mkdir(world.path("a/b\u00ff"), 0700);
        world.posix.symlink("a/b\u00ff", world.path("relative"));
        world.posix.symlink(top + "//a/../relative/", world.path("absolute"));
        Check.equal(top + "/a/b\u00ff", world.posix.realpath(world.path("absolute")), "real path");
        Check.equal(top + "/a", world.posix.realpath(world.path("relative/..")), "real path");
        Check.equal(top, world.posix.realpath(world.path("a//.././/")), "real path");
        String before = world.posix.getcwd();
        world.posix.chdir(world.path("a"));
        String here = world.posix.realpath("b\u00ff");
        world.posix.chdir(before);
        Check.equal(top + "/a/b\u00ff", here, "real path of a relative one");
    }

    private static void realpathErrors(World world) throws ErrnoException {
        world.write("file", "", 0600);
        world.posix.symlink("loop", world.path("loop"));
        Check.fails(Errno.ENOENT, () -> world.posix.realpath(world.path("missing")));
        Check.fails(Errno.ENOENT, () -> world.posix.realpath(""));
        Check.fails(Errno.ENOTDIR, () -> world.posix.realpath(world.path("file/..")));
        Check.fails(Errno.ELOOP, () -> world.posix.realpath(world.path("loop")));
    }

    private static void mkdir(World world) throws ErrnoException {
        int umask = world.posix.umask(022);
        world.posix.mkdir(world.path("d\u00e9"), 0777);
        world.posix.umask(umask);
        Check.equal(0755, world.posix.stat(world.path("d\u00e9")).mode(), "mode");
        Check.fails(Errno.EEXIST, () -> world.posix.mkdir(world.path("d\u00e9"), 0700));
        Check.fails(Errno.ENOENT, () -> world.posix.mkdir(world.path("missing/below"), 0700));
    }

    private static void symlink(World world) throws ErrnoException {
        world.posix.symlink("nowh\u00e9re", world.path("link"));
        Check.equal("nowh\u00e9re", world.posix.readlink(world.path("link")), "target");
        Check.fails(Errno.EEXIST, () -> world.posix.symlink("x", world.path("link")));
    }

    private static void chmod(World world) throws ErrnoException {
        String file = world.write("f\u00e9", "", 0600);
        world.posix.chmod(file, 0751);
        Check.equal(0751, world.posix.stat(file).mode(), "mode");
        Check.fails(Errno.ENOENT, () -> world.posix.chmod(world.path("missing"), 0600));
        Check.skipUnless(!world.isRoot(), "the rest: root may change everything");
        Check.fails(Errno.EPERM, () -> world.posix.chmod("/", 0755));
    }

    private static void fchmod(World world) throws ErrnoException {
        String file = world.write("file", "", 0600);
        int fd = world.posix.open(file, Files.WRITE, 0);
        world.posix.rename(file, world.path("moved"));
        world.write("file", "", 0600);
        world.posix.fchmod(fd, 0751);
        world.posix.close(fd);
        Check.equal(0751, world.posix.stat(world.path("moved")).mode(), "mode");
        Check.equal(0600, world.posix.stat(file).mode(), "mode of what has its name now");
        Check.fails(Errno.EBADF, () -> world.posix.fchmod(fd, 0600));
    }

    private static void chdir(World world) throws ErrnoException {
        String before = world.posix.getcwd();
        world.posix.mkdir(world.path("d\u00e9"), 0700);
        world.posix.chdir(world.path("d\u00e9"));
        String during = world.posix.getcwd();
        String ofChild = world.run("/bin/sh", "-c", "pwd -P");
        world.posix.chdir(before);
        Check.equal(world.path("d\u00e9"), during, "working directory");
        Check.equal(world.path("d\u00e9") + "\n", ofChild, "working directory of a child");
        Check.fails(Errno.ENOENT, () -> world.posix.chdir(world.path("missing")));
        Check.fails(Errno.ENOTDIR, () -> world.posix.chdir(world.write("file", "", 0700)));
        Check.equal(before, world.posix.getcwd(), "working directory afterwards");
    }

    private static void umask(World world) throws ErrnoException {
        int before = world.posix.umask(027);
        Check.equal(027, world.posix.umask(before), "umask that was set");
        Check.equal(before, world.posix.umask(before), "umask that was put back");
    }
}
