package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;

/** The calls of {@link Files} on descriptors, but for poll. */
final class DescriptorCases {
    /** O_CLOEXEC and O_NONBLOCK as /proc/PID/fdinfo shows them, on all architectures that we run on. */
    private static final int CLOEXEC = 02000000;

    private static final int NONBLOCK = 04000;

    private DescriptorCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("open: reads what is there", DescriptorCases::openToRead),
                new Case("open: CREATE makes a file, less the umask", DescriptorCases::openToCreate),
                new Case("open: TRUNCATE and APPEND", DescriptorCases::openToWrite),
                new Case("open: READ and WRITE together", DescriptorCases::openForBoth),
                new Case("open: NOFOLLOW refuses a symlink", DescriptorCases::openNoLink),
                new Case("open: NONBLOCK does not wait for the other end of a FIFO", DescriptorCases::openFifo),
                new Case("open: why it fails", DescriptorCases::openErrors),
                new Case("every descriptor is closed on exec", DescriptorCases::closedOnExec),
                new Case("read and write: any bytes, from any offset", DescriptorCases::bytes),
                new Case("read and write: megabytes", DescriptorCases::megabytes),
                new Case("pread: from any position, whatever was read before", DescriptorCases::pread),
                new Case("fstat: what stat tells, also when the name is gone", DescriptorCases::fstat),
                new Case("read and write: why they fail", DescriptorCases::readErrors),
                new Case("splice: from a pipe to a pipe and to a file, to the end", DescriptorCases::splice),
                new Case("pipe: the end of the last writer is the end of the file", DescriptorCases::pipe),
                new Case("pipe: only the read end may not wait", DescriptorCases::pipeBlocking),
                new Case("pipe: writing to nobody is an error and no signal", DescriptorCases::brokenPipe),
                new Case("dup2: a copy that stays open across exec", DescriptorCases::dup2),
                new Case("isOpen and isatty", DescriptorCases::isOpen),
                new Case("isatty: a terminal is one", DescriptorCases::isatty),
                new Case("no descriptors left: EMFILE, and it recovers", DescriptorCases::exhausted));
    }

    private static String readOnce(World world, int fd, int length) {
        byte[] buffer = new byte[length];
        int count = world.posix.read(fd, buffer);
        return count < 0 ? Errno.of(count).name() : new String(buffer, 0, count, ISO_8859_1);
    }

    private static String content(World world, String name) throws ErrnoException {
        return new String(world.posix.head(world.path(name), 1000), ISO_8859_1);
    }

    private static void openToRead(World world) throws ErrnoException {
        int fd = world.posix.open(world.write("f\u00e9", "0123456789", 0400), 0, 0);
        Check.that(fd > 2, "it is none of the standard descriptors");
        Check.equal("0123", readOnce(world, fd, 4), "first bytes");
        Check.equal("456789", readOnce(world, fd, 100), "next bytes");
        Check.equal("", readOnce(world, fd, 100), "end");
        Check.code(Errno.EBADF, world.posix.write(fd, new byte[1], 0, 1), "written");
        world.posix.close(fd);
        Check.equal("EBADF", readOnce(world, fd, 1), "after close");
    }

    private static void openToCreate(World world) throws ErrnoException {
        int umask = world.posix.umask(027);
        int fd = world.posix.open(world.path("file"), Files.WRITE | Files.CREATE, 0666);
        world.posix.umask(umask);
        world.writeTo(fd, "abc");
        Check.equal("EBADF", readOnce(world, fd, 1), "read from a descriptor for writing");
        world.posix.close(fd);
        Check.equal(0640, world.posix.stat(world.path("file")).mode(), "mode");
        Check.equal("abc", content(world, "file"), "content");
    }

    private static void openToWrite(World world) throws ErrnoException {
        String file = world.write("file", "0123456789", 0600);
        int fd = world.posix.open(file, Files.WRITE, 0);
        world.writeTo(fd, "ab");
        world.posix.close(fd);
        Check.equal("ab23456789", content(world, "file"), "content");
        fd = world.posix.open(file, Files.WRITE | Files.APPEND, 0);
        world.writeTo(fd, "c");
        world.posix.close(fd);
        Check.equal("ab23456789c", content(world, "file"), "content");
        fd = world.posix.open(file, Files.WRITE | Files.CREATE | Files.TRUNCATE, 0644);
        world.writeTo(fd, "d");
        world.posix.close(fd);
        Check.equal("d", content(world, "file"), "content");
        Check.equal(0600, world.posix.stat(file).mode(), "mode");
    }

    private static void openForBoth(World world) throws ErrnoException {
        int fd = world.posix.open(world.write("file", "0123", 0600), Files.READ | Files.WRITE, 0);
        Check.equal("01", readOnce(world, fd, 2), "read");
        world.writeTo(fd, "xy");
        world.posix.close(fd);
        Check.equal("01xy", content(world, "file"), "content");
    }

    private static void openNoLink(World world) throws ErrnoException {
        world.write("file", "0123", 0600);
        world.posix.symlink("file", world.path("link"));
        world.posix.symlink("new", world.path("dangling"));
        int flags = Files.WRITE | Files.CREATE | Files.NOFOLLOW;
        Check.fails(Errno.ELOOP, () -> world.posix.open(world.path("link"), flags, 0600));
        Check.fails(Errno.ELOOP, () -> world.posix.open(world.path("dangling"), flags, 0600));
        Check.fails(Errno.ENOENT, () -> world.posix.stat(world.path("new")));
        world.posix.close(world.posix.open(world.path("file"), flags, 0600));
    }

    private static void openFifo(World world) throws ErrnoException {
        String fifo = world.makeFifo("fifo");
        Check.fails(Errno.ENXIO, () -> world.posix.open(fifo, Files.WRITE | Files.NONBLOCK, 0));
        int reader = world.posix.open(fifo, Files.NONBLOCK, 0);
        int writer = world.posix.open(fifo, Files.WRITE | Files.NONBLOCK, 0);
        Check.equal("EAGAIN", readOnce(world, reader, 1), "nothing there");
        world.writeTo(writer, "abc");
        Check.equal("abc", readOnce(world, reader, 10), "what was written");
        world.posix.close(writer);
        world.posix.close(reader);
    }

    private static void openErrors(World world) throws ErrnoException {
        world.write("file", "", 0600);
        Check.fails(Errno.ENOENT, () -> world.posix.open(world.path("missing"), Files.WRITE, 0));
        Check.fails(Errno.ENOENT, () -> world.posix.open("", 0, 0));
        Check.fails(Errno.ENOTDIR, () -> world.posix.open(world.path("file/below"), 0, 0));
        Check.fails(Errno.EISDIR, () -> world.posix.open(world.path(""), Files.WRITE, 0));
        Check.fails(Errno.ENXIO, () -> world.posix.open(world.makeStale("socket"), 0, 0));
        if (!world.isRoot()) {
            world.posix.chmod(world.path("file"), 0);
            Check.fails(Errno.EACCES, () -> world.posix.open(world.path("file"), 0, 0));
        }
        try {
            world.posix.open(world.path("missing"), 0, 0);
            throw new AssertionError("it was opened");
        } catch (ErrnoException e) {
            Check.equal("open", e.call(), "call");
            Check.equal("open " + world.path("missing") + ": No such file or directory", e.getMessage(), "message");
        }
    }

    private static int flags(World world, int fd) throws ErrnoException {
        return Integer.parseInt(world.field("/proc/self/fdinfo/" + fd, "flags:"), 8);
    }

    private static void closedOnExec(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int file = world.posix.open("/dev/null", 0, 0);
        int socket = world.posix.datagramSocket();
        for (int fd : new int[] {pipe.reader(), pipe.writer(), file, socket, world.signals()}) {
            Check.that((flags(world, fd) & CLOEXEC) != 0, "descriptor " + fd + " has the flag");
            Check.that(world.posix.isOpen(fd), "descriptor " + fd + " is open");
        }
        for (int fd : new int[] {pipe.reader(), pipe.writer(), file, socket}) {
            world.posix.close(fd);
        }
    }

    private static void bytes(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        Check.equal(256, world.posix.write(pipe.writer(), all, 0, 256), "bytes written");
        byte[] read = new byte[300];
        Check.equal(256, world.posix.read(pipe.reader(), read), "bytes read");
        Check.that(Arrays.equals(all, 0, 256, read, 0, 256), "they are the same");
        Check.equal(3, world.posix.write(pipe.writer(), all, 'a', 3), "bytes written");
        Check.equal("abc", readOnce(world, pipe.reader(), 10), "bytes read");
        Check.equal(0, world.posix.write(pipe.writer(), all, 5, 0), "no bytes written");
        Check.equal("EAGAIN", readOnce(world, pipe.reader(), 10), "bytes read");
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
    }

    private static void megabytes(World world) throws ErrnoException {
        byte[] much = new byte[3_000_000];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 31 >> 8);
        }
        int fd = world.posix.open(world.path("file"), Files.READ | Files.WRITE | Files.CREATE, 0600);
        Check.equal(much.length, world.posix.write(fd, much, 0, much.length), "bytes written");
        world.posix.close(fd);
        Check.that(Arrays.equals(much, world.posix.head(world.path("file"), 4_000_000)), "they are the same");
    }

    private static void pread(World world) throws ErrnoException {
        int fd = world.posix.open(world.write("file", "0123456789", 0600), 0, 0);
        byte[] four = new byte[4];
        Check.equal(4, world.posix.pread(fd, four, 3), "bytes read");
        Check.equal("3456", new String(four, ISO_8859_1), "what was read");
        Check.equal(2, world.posix.pread(fd, four, 8), "bytes read before the end");
        Check.equal("8956", new String(four, ISO_8859_1), "what was read");
        Check.equal(0, world.posix.pread(fd, four, 10), "bytes at the end");
        Check.equal(0, world.posix.pread(fd, four, 1L << 40), "bytes far behind the end");
        Check.equal("0123", readOnce(world, fd, 4), "first bytes");
        world.posix.close(fd);
        Check.code(Errno.EBADF, world.posix.pread(fd, four, 0), "read from a closed one");
        Files.Pipe pipe = world.posix.pipe(true);
        Check.code(Errno.ESPIPE, world.posix.pread(pipe.reader(), four, 0), "read from a pipe");
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
    }

    private static void fstat(World world) throws ErrnoException {
        String file = world.write("file", "0123456789", 0640);
        int fd = world.posix.open(file, 0, 0);
        Check.equal(world.posix.stat(file), world.posix.fstat(fd), "status");
        FileStatus before = world.posix.fstat(fd);
        world.posix.unlink(file);
        world.write("file", "", 0600);
        Check.that(before.sameFile(world.posix.fstat(fd)), "it is still the same file");
        Check.that(!world.posix.stat(file).sameFile(before), "another has the name");
        world.posix.close(fd);
        Check.fails(Errno.EBADF, () -> world.posix.fstat(fd));
        Files.Pipe pipe = world.posix.pipe(true);
        Check.equal(FileStatus.Type.FIFO, world.posix.fstat(pipe.reader()).type(), "type");
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
    }

    private static void readErrors(World world) throws ErrnoException {
        int directory = world.posix.open(world.path(""), 0, 0);
        Check.equal("EISDIR", readOnce(world, directory, 1), "read from a directory");
        world.posix.close(directory);
        Check.equal("EBADF", readOnce(world, -1, 1), "read from -1");
        Check.code(Errno.EBADF, world.posix.write(-1, new byte[1], 0, 1), "written to -1");
        world.posix.close(-1);
        int full = world.posix.open("/dev/full", Files.WRITE, 0);
        Check.code(Errno.ENOSPC, world.posix.write(full, new byte[1], 0, 1), "written to /dev/full");
        world.posix.close(full);
    }

    private static void splice(World world) throws ErrnoException {
        Files.Pipe from = world.posix.pipe(false);
        Files.Pipe to = world.posix.pipe(true);
        world.writeTo(from.writer(), "a\0\u00ff\n");
        Check.equal(4, world.posix.splice(from.reader(), to.writer(), 65536), "bytes moved");
        int file = world.posix.open(world.path("file"), Files.WRITE | Files.CREATE, 0600);
        world.writeTo(from.writer(), "file");
        Check.equal(4, world.posix.splice(from.reader(), file, 65536), "bytes moved");
        world.posix.close(from.writer());
        Check.equal(0, world.posix.splice(from.reader(), to.writer(), 65536), "bytes moved at the end");
        world.posix.close(to.writer());
        Check.equal("a\0\u00ff\n", world.readAll(to.reader()), "moved");
        Check.equal("file", new String(world.posix.head(world.path("file"), 9), ISO_8859_1), "moved");
        Check.code(Errno.EBADF, world.posix.splice(from.writer(), to.writer(), 1), "moved from nowhere");
        for (int fd : new int[] {from.reader(), to.reader(), file}) {
            world.posix.close(fd);
        }
    }

    private static void pipe(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        Check.equal("EAGAIN", readOnce(world, pipe.reader(), 10), "read from an empty pipe");
        world.writeTo(pipe.writer(), "abc");
        world.posix.close(pipe.writer());
        Check.equal("abc", readOnce(world, pipe.reader(), 10), "what was in flight");
        Check.equal("", readOnce(world, pipe.reader(), 10), "end");
        world.posix.close(pipe.reader());
    }

    private static void pipeBlocking(World world) throws ErrnoException {
        Files.Pipe one = world.posix.pipe(true);
        Files.Pipe two = world.posix.pipe(false);
        Check.that((flags(world, one.reader()) & NONBLOCK) != 0, "reader may not wait");
        Check.that((flags(world, one.writer()) & NONBLOCK) == 0, "its writer waits");
        Check.that((flags(world, two.reader()) & NONBLOCK) == 0, "the other reader waits");
        Check.that((flags(world, two.writer()) & NONBLOCK) == 0, "its writer waits too");
        for (int fd : new int[] {one.reader(), one.writer(), two.reader(), two.writer()}) {
            world.posix.close(fd);
        }
    }

    private static void brokenPipe(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        world.posix.close(pipe.reader());
        Check.code(Errno.EPIPE, world.posix.write(pipe.writer(), new byte[1], 0, 1), "written");
        world.posix.close(pipe.writer());
    }

    private static void dup2(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int target = 99;
        Check.that(!world.posix.isOpen(target), "the target is free");
        world.posix.dup2(pipe.writer(), target);
        Check.that((flags(world, target) & CLOEXEC) == 0, "the copy stays open");
        Check.that((flags(world, pipe.writer()) & CLOEXEC) != 0, "the original does not");
        world.writeTo(target, "abc");
        Check.equal("abc", readOnce(world, pipe.reader(), 10), "read");
        world.posix.dup2(pipe.writer(), pipe.writer());
        Check.that((flags(world, pipe.writer()) & CLOEXEC) == 0, "a copy on itself stays open");
        world.posix.close(target);
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
        Check.fails(Errno.EBADF, () -> world.posix.dup2(pipe.writer(), target));
        Check.that(!world.posix.isOpen(target), "the target is free");
    }

    private static void isOpen(World world) throws ErrnoException {
        int fd = world.posix.open("/dev/null", 0, 0);
        Check.that(world.posix.isOpen(fd), "it is open");
        Check.that(!world.posix.isatty(fd), "it is no terminal");
        world.posix.close(fd);
        Check.that(!world.posix.isOpen(fd), "it is closed");
        Check.that(!world.posix.isatty(fd), "it is no terminal");
        Check.that(!world.posix.isOpen(-1), "-1 is never open");
    }

    private static void isatty(World world) throws ErrnoException {
        Check.equal("isatty true\n", Terminal.run(world, "isatty"), "output");
    }

    private static void exhausted(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "exhausted", world.path("socket"));
        Check.equal(
                "open EMFILE\npipe EMFILE\nsocket EMFILE\nlist EMFILE\nmailbox EMFILE\nspawn ok\nopen ok\n",
                world.finish(helper),
                "output");
    }
}
