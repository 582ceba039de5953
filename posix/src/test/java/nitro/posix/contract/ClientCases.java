package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Signal;

/** {@link nitro.posix.ClientPosix} but for its mailboxes. */
final class ClientCases {
    /** Every byte that a name may have, in two names. */
    static final List<String> ALL_BYTES = allBytes();

    private ClientCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("now: goes on by what a wait took", ClientCases::now),
                new Case("getpid: is the kernel's", ClientCases::getpid),
                new Case("number: every signal as the shell knows it", ClientCases::number),
                new Case("stat: type, mode, size and owner", ClientCases::stat),
                new Case("stat: every type of file", ClientCases::statTypes),
                new Case("stat: follows links, and tells files apart", ClientCases::statLinks),
                new Case("stat: why it fails", ClientCases::statErrors),
                new Case("stat: a directory that may not be searched", ClientCases::statForbidden),
                new Case("readlink: the target as it is", ClientCases::readlink),
                new Case("readlink: why it fails", ClientCases::readlinkErrors),
                new Case("getcwd: the working directory", ClientCases::getcwd),
                new Case("unlink: files and links, not what they lead to", ClientCases::unlink),
                new Case("unlink: why it fails", ClientCases::unlinkErrors),
                new Case("head: the first bytes", ClientCases::head),
                new Case("head: a FIFO or device is not waited for", ClientCases::headWithoutWaiting),
                new Case("head: why it fails", ClientCases::headErrors),
                new Case("append: behind what is there", ClientCases::append),
                new Case("append: makes no file, waits for no FIFO", ClientCases::appendErrors),
                new Case("names: every byte but 0 and the slash", ClientCases::names),
                new Case("names: relative ones belong to the working directory", ClientCases::relative));
    }

    private static void now(World world) {
        long before = world.client.now();
        world.posix.poll(new PollSet(), 30);
        long passed = world.client.now() - before;
        Check.that(passed >= 29 && passed < World.LONG, "30 ms take 30 ms, and not " + passed);
    }

    private static void getpid(World world) throws ErrnoException {
        Check.equal(world.posix.readlink("/proc/self"), Integer.toString(world.client.getpid()), "pid");
    }

    private static void number(World world) throws ErrnoException {
        for (Signal signal : Signal.values()) {
            String name = world.run("/bin/sh", "-c", "kill -l " + world.client.number(signal));
            Check.equal(signal.toString(), name.strip(), "name of the signal");
        }
    }

    private static void stat(World world) throws ErrnoException {
        FileStatus file = world.client.stat(world.write("file", "12345", 0640));
        Check.equal(FileStatus.Type.FILE, file.type(), "type");
        Check.equal(0640, file.mode(), "mode");
        Check.equal(5L, file.size(), "size");
        Check.equal(world.posix.getuid(), file.uid(), "uid");
        Check.equal(
                world.run("/usr/bin/stat", "-c", "%d %i %g", world.path("file")).strip(),
                file.device() + " " + file.inode() + " " + file.gid(),
                "device, inode and gid");
        world.posix.chmod(world.path("file"), 07000);
        Check.equal(07000, world.client.stat(world.path("file")).mode(), "mode of the uncommon bits");
    }

    private static void statTypes(World world) throws ErrnoException {
        Check.equal(FileStatus.Type.DIRECTORY, world.client.stat(world.path("")).type(), "type of a directory");
        Check.that(world.client.stat(world.path("")).isDirectory(), "it is a directory");
        Check.equal(
                FileStatus.Type.FIFO, world.client.stat(world.makeFifo("fifo")).type(), "type of a FIFO");
        Check.equal(
                FileStatus.Type.SOCKET,
                world.client.stat(world.makeStale("socket")).type(),
                "type of a socket");
        Check.equal(FileStatus.Type.DEVICE, world.client.stat("/dev/null").type(), "type of a device");
    }

    private static void statLinks(World world) throws ErrnoException {
        FileStatus one = world.client.stat(world.write("one", "", 0600));
        FileStatus two = world.client.stat(world.write("two", "", 0600));
        world.posix.symlink("one", world.path("link"));
        FileStatus linked = world.client.stat(world.path("link"));
        Check.equal(FileStatus.Type.FILE, linked.type(), "type behind a link");
        Check.that(linked.sameFile(one), "the link leads to one");
        Check.that(!linked.sameFile(two), "and not to two");
        Check.equal(one, world.posix.stat(world.path("one")), "status by the whole system");
    }

    private static void statErrors(World world) throws ErrnoException {
        world.write("file", "", 0600);
        world.posix.symlink("nowhere", world.path("dangling"));
        world.posix.symlink("loop", world.path("loop"));
        Check.fails(Errno.ENOENT, () -> world.client.stat(world.path("missing")));
        Check.fails(Errno.ENOENT, () -> world.client.stat(world.path("dangling")));
        Check.fails(Errno.ENOENT, () -> world.client.stat(""));
        Check.fails(Errno.ENOTDIR, () -> world.client.stat(world.path("file/below")));
        Check.fails(Errno.ENOTDIR, () -> world.client.stat(world.path("file/")));
        Check.fails(Errno.ELOOP, () -> world.client.stat(world.path("loop")));
        Check.fails(Errno.ENAMETOOLONG, () -> world.client.stat(world.path("x".repeat(256))));
    }

    private static void statForbidden(World world) throws ErrnoException {
        Check.skipUnless(!world.isRoot(), "root may search every directory");
        world.posix.mkdir(world.path("closed"), 0);
        Check.fails(Errno.EACCES, () -> world.client.stat(world.path("closed/file")));
        world.posix.chmod(world.path("closed"), 0700);
    }

    private static void readlink(World world) throws ErrnoException {
        String longest = "0123456789abcde/".repeat(255);
        List<String> targets =
                List.of("../log@", "/absolute", "slash/", "/nowhere/", "a//b/./../c", longest, ".", "..", "?%41 \n");
        for (int i = 0; i < targets.size(); i++) {
            world.posix.symlink(targets.get(i), world.path("link" + i));
            Check.equal(targets.get(i), world.client.readlink(world.path("link" + i)), "target");
        }
        for (String name : ALL_BYTES) {
            for (String target : List.of(name, name + "/", "../" + name, "/" + name)) {
                world.posix.symlink(target, world.path("bytes"));
                Check.equal(target, world.client.readlink(world.path("bytes")), "target");
                world.posix.unlink(world.path("bytes"));
            }
        }
        world.posix.mkdir(world.path("d\u00ef"), 0700); // a target that is there and a directory
        world.posix.symlink(world.path("d\u00ef"), world.path("bytes"));
        Check.equal(world.path("d\u00ef"), world.client.readlink(world.path("bytes")), "target");
    }

    private static void readlinkErrors(World world) throws ErrnoException {
        world.write("file", "", 0600);
        Check.fails(Errno.EINVAL, () -> world.client.readlink(world.path("file")));
        Check.fails(Errno.EINVAL, () -> world.client.readlink(world.path("")));
        Check.fails(Errno.ENOENT, () -> world.client.readlink(world.path("missing")));
        Check.fails(Errno.ENOTDIR, () -> world.client.readlink(world.path("file/below")));
    }

    private static void getcwd(World world) throws ErrnoException {
        String before = world.client.getcwd();
        for (String name : List.of("plain", "a b", "\u00e9\u00ff")) {
            world.posix.mkdir(world.path(name), 0700);
            world.posix.chdir(world.path(name));
            String during = world.client.getcwd();
            world.posix.chdir(before);
            Check.equal(world.path(name), during, "working directory");
        }
        Check.equal(before, world.client.getcwd(), "working directory afterwards");
    }

    private static void unlink(World world) throws ErrnoException {
        world.write("file", "", 0);
        world.posix.symlink("file", world.path("link"));
        world.client.unlink(world.path("link"));
        Check.equal(List.of("file"), world.posix.list(world.path("")), "what is left");
        world.client.unlink(world.path("file"));
        world.posix.symlink("nowhere", world.path("dangling"));
        world.client.unlink(world.path("dangling"));
        world.makeStale("socket");
        world.client.unlink(world.path("socket"));
        Check.equal(List.of(), world.posix.list(world.path("")), "what is left");
    }

    private static void unlinkErrors(World world) throws ErrnoException {
        world.posix.mkdir(world.path("directory"), 0700);
        world.write("file", "", 0600);
        Check.fails(Errno.ENOENT, () -> world.client.unlink(world.path("missing")));
        Check.fails(Errno.EISDIR, () -> world.client.unlink(world.path("directory")));
        Check.fails(Errno.ENOTDIR, () -> world.client.unlink(world.path("file/below")));
        Check.that(world.posix.stat(world.path("directory")).isDirectory(), "the directory is still there");
    }

    private static String headOf(World world, String path, int limit) throws ErrnoException {
        return new String(world.client.head(path, limit), ISO_8859_1);
    }

    private static void head(World world) throws ErrnoException {
        String file = world.write("file", "0123456789\u00ff", 0400);
        Check.equal("0123", headOf(world, file, 4), "head");
        Check.equal("0123456789\u00ff", headOf(world, file, 11), "head");
        Check.equal("0123456789\u00ff", headOf(world, file, 100_000), "head");
        Check.equal("", headOf(world, world.write("empty", "", 0600), 10), "head");
        Check.that(headOf(world, "/proc/self/status", 5).equals("Name:"), "head of a file without a size");
    }

    private static void headWithoutWaiting(World world) throws ErrnoException {
        String fifo = world.makeFifo("fifo");
        Check.equal("", headOf(world, fifo, 10), "head of a FIFO without a writer");
        int reader = world.posix.open(fifo, Files.NONBLOCK, 0);
        int writer = world.posix.open(fifo, Files.WRITE | Files.NONBLOCK, 0);
        Check.equal("", headOf(world, fifo, 10), "head of a FIFO with a writer who is silent");
        world.writeTo(writer, "abc");
        Check.equal("abc", headOf(world, fifo, 10), "head of a FIFO with less in it");
        world.posix.close(writer);
        world.posix.close(reader);
        Check.equal("\0\0\0\0", headOf(world, "/dev/zero", 4), "head of a device");
        Check.equal("", headOf(world, "/dev/null", 4), "head of a device");
    }

    private static void headErrors(World world) throws ErrnoException {
        Check.fails(Errno.ENOENT, () -> world.client.head(world.path("missing"), 10));
        Check.fails(Errno.EISDIR, () -> world.client.head(world.path(""), 10));
        Check.fails(Errno.ENXIO, () -> world.client.head(world.makeStale("socket"), 10));
        if (!world.isRoot()) {
            Check.fails(Errno.EACCES, () -> world.client.head(world.write("closed", "", 0), 10));
        }
    }

    private static void append(World world) throws ErrnoException {
        String file = world.write("file", "one", 0600);
        world.client.append(file, "two".getBytes(ISO_8859_1));
        world.client.append(file, new byte[] {0, -1});
        Check.equal("onetwo\0\u00ff", headOf(world, file, 100), "content");
    }

    private static void appendErrors(World world) throws ErrnoException {
        Check.fails(Errno.ENOENT, () -> world.client.append(world.path("missing"), new byte[1]));
        Check.fails(Errno.ENOENT, () -> world.posix.stat(world.path("missing")));
        Check.fails(Errno.EISDIR, () -> world.client.append(world.path(""), new byte[1]));
        String fifo = world.makeFifo("fifo");
        Check.fails(Errno.ENXIO, () -> world.client.append(fifo, new byte[1])); // it does not wait for a reader
    }

    private static void names(World world) throws ErrnoException {
        for (String name : ALL_BYTES) {
            world.write(name, name, 0600);
            Check.equal(
                    (long) name.length(), world.client.stat(world.path(name)).size(), "size");
            Check.equal(name, headOf(world, world.path(name), 300), "content");
            Check.that(world.posix.list(world.path("")).contains(name), "the name is in the directory");
            world.client.unlink(world.path(name));
            Check.equal(List.of(), world.posix.list(world.path("")), "what is left");
        }
    }

    private static void relative(World world) throws ErrnoException {
        Set<Long> inodes = new HashSet<>();
        String before = world.posix.getcwd();
        for (String name : List.of("plain", "\u00e9\u00ff")) {
            world.posix.mkdir(world.path(name), 0700);
            long inode =
                    world.posix.stat(world.write(name + "/f\u00e4", "", 0600)).inode();
            world.posix.chdir(world.path(name));
            try {
                Check.equal(inode, world.client.stat("f\u00e4").inode(), "inode");
                Check.equal(
                        inode, world.client.stat("../" + name + "/./f\u00e4").inode(), "inode");
            } finally {
                world.posix.chdir(before);
            }
            inodes.add(inode);
        }
        Check.equal(2, inodes.size(), "different files");
    }

    private static List<String> allBytes() {
        StringBuilder low = new StringBuilder();
        StringBuilder high = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            if (c != '/') {
                (c < 128 ? low : high).append(c);
            }
        }
        return List.of(low.toString(), high.toString(), "\u00e2\u0082\u00ac", "a\u0080");
    }
}
