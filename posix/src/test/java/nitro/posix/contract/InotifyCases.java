package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Inotify.Change;
import nitro.posix.Inotify.Kind;
import nitro.posix.PollSet;

/** {@link nitro.posix.Inotify}. */
final class InotifyCases {
    private InotifyCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("inotify: names that come and go, of any bytes", InotifyCases::names),
                new Case("inotify: writes to a file, if they are wanted", InotifyCases::writes),
                new Case("inotify: what is not there cannot be watched", InotifyCases::missing),
                new Case("inotify: nothing after the watch is removed", InotifyCases::removed));
    }

    private static void names(World world) throws ErrnoException {
        int fd = world.posix.inotify();
        int watch = world.posix.addWatch(fd, world.path(""), false);
        Check.equal(List.of(), world.posix.changes(fd), "changes at first");
        Check.equal(false, readable(world, fd), "readable at first");
        String name = "a \u00ff\u00c3\u0001";
        world.write(name, "", 0600);
        Check.equal(true, readable(world, fd), "readable then");
        Check.equal(List.of(new Change(watch, Kind.APPEARED, name)), world.posix.changes(fd), "changes");
        world.posix.unlink(world.path(name));
        Check.equal(List.of(new Change(watch, Kind.VANISHED, name)), world.posix.changes(fd), "changes");
        world.posix.mkdir(world.path("directory"), 0700);
        Check.equal(List.of(new Change(watch, Kind.APPEARED, "directory")), world.posix.changes(fd), "changes");
        Check.equal(watch, world.posix.addWatch(fd, world.path("directory/.."), false), "the same watch");
        world.posix.close(fd);
    }

    private static void writes(World world) throws ErrnoException {
        int fd = world.posix.inotify();
        String wanted = world.write("wanted", "", 0600);
        String other = world.write("other", "", 0600);
        int watch = world.posix.addWatch(fd, wanted, true);
        world.posix.addWatch(fd, other, false);
        for (String path : List.of(other, wanted)) {
            int file = world.posix.open(path, Files.WRITE, 0);
            world.writeTo(file, "text");
            world.posix.close(file);
        }
        Check.equal(List.of(new Change(watch, Kind.WRITTEN, "")), world.posix.changes(fd), "changes");
        world.posix.close(fd);
    }

    private static void missing(World world) throws ErrnoException {
        int fd = world.posix.inotify();
        Check.fails(Errno.ENOENT, () -> world.posix.addWatch(fd, world.path("missing"), false));
        world.write("file", "", 0600);
        Check.fails(Errno.ENOTDIR, () -> world.posix.addWatch(fd, world.path("file/name"), false));
        world.posix.close(fd);
    }

    private static void removed(World world) throws ErrnoException {
        int fd = world.posix.inotify();
        world.posix.removeWatch(fd, world.posix.addWatch(fd, world.path(""), false));
        world.write("file", "", 0600);
        Check.equal(List.of(), world.posix.changes(fd), "changes");
        world.posix.close(fd);
    }

    private static boolean readable(World world, int fd) {
        PollSet set = new PollSet();
        set.add(fd, PollSet.READ);
        return world.posix.poll(set, 0) == 1;
    }
}
