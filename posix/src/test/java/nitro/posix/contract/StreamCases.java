package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Files.Pipe;
import nitro.posix.Streams;
import nitro.posix.Streams.Buffer;

/** {@link Streams}: what nitro-log moves its bytes by. */
final class StreamCases {
    private static final String NO_TEE = "no tee";

    private StreamCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("buffer: read and written at an offset", StreamCases::buffers),
                new Case("buffer: not beyond its ends", StreamCases::bounds),
                new Case("writeAt: does not move the position", StreamCases::positions),
                new Case("tee: what is looked at stays", StreamCases::tee),
                new Case("tee: nothing there, at the end, no pipe", StreamCases::teeWithoutBytes),
                new Case("available: what waits in a pipe", StreamCases::available),
                new Case("setPipeSize: at least as much", StreamCases::setPipeSize),
                new Case("truncate: cuts a file off", StreamCases::truncate),
                new Case("syncFile: a file and a directory", StreamCases::syncFile),
                new Case("rename: replaces what was there", StreamCases::rename),
                new Case("wallClock: seconds since 1970", StreamCases::clock),
                new Case("udpSocket: sends and is no error where nobody listens", StreamCases::udp));
    }

    private static Buffer holding(World world, String text) {
        Buffer buffer = world.posix.buffer(16);
        System.arraycopy(text.getBytes(ISO_8859_1), 0, buffer.bytes(), 0, text.length());
        return buffer;
    }

    private static String text(Buffer buffer, int offset, int length) {
        return new String(buffer.bytes(), offset, length, ISO_8859_1);
    }

    private static void buffers(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(false);
        Check.equal(4, world.posix.write(pipe.writer(), holding(world, "0123\u00ff567"), 2, 4), "written");
        Buffer read = world.posix.buffer(100);
        Check.equal(3, world.posix.read(pipe.reader(), read, 90, 3), "read");
        Check.equal(1, world.posix.read(pipe.reader(), read, 93, 7), "read of the rest");
        Check.equal("23\u00ff5", text(read, 90, 4), "bytes");
        Check.code(Errno.EBADF, world.posix.read(pipe.writer(), read, 0, 1), "read of the write end");
        world.posix.close(pipe.writer());
        Check.equal(0, world.posix.read(pipe.reader(), read, 0, 1), "read at the end");
        world.posix.close(pipe.reader());
    }

    private static void bounds(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(true);
        for (int[] wrong : new int[][] {{0, 17}, {16, 1}, {-1, 1}, {0, -1}, {Integer.MAX_VALUE, 1}}) {
            boolean refused = false;
            try {
                world.posix.read(pipe.reader(), world.posix.buffer(16), wrong[0], wrong[1]);
            } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
                refused = true;
            }
            Check.that(refused || wrong[1] >= 0, "offset " + wrong[0] + " length " + wrong[1]);
        }
        world.posix.close(pipe.writer());
        world.posix.close(pipe.reader());
    }

    private static void positions(World world) throws ErrnoException {
        int fd = world.posix.open(world.write("file", "0123456789", 0600), Files.READ | Files.WRITE, 0);
        Buffer buffer = holding(world, "abcdefgh");
        Check.equal(3, world.posix.writeAt(fd, 4, buffer, 1, 3), "written");
        byte[] all = new byte[20];
        Check.equal(10, world.posix.read(fd, all), "read from the beginning");
        Check.equal("0123bcd789", new String(all, 0, 10, ISO_8859_1), "bytes");
        world.posix.close(fd);
    }

    private static void tee(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(false);
        Pipe copy = world.posix.pipe(false);
        world.writeTo(pipe.writer(), "one two");
        int count = world.posix.tee(pipe.reader(), copy.writer(), 4096);
        Buffer buffer = world.posix.buffer(16);
        boolean possible = count != Errno.EINVAL.code();
        if (possible) {
            Check.equal(7, count, "bytes");
            Check.equal(7, world.posix.read(copy.reader(), buffer, 0, 16), "read of the copy");
            Check.equal("one two", text(buffer, 0, 7), "copy");
            Check.equal(4, world.posix.discard(pipe.reader(), 4), "discarded");
            Check.equal(3, world.posix.read(pipe.reader(), buffer, 0, 16), "read of what is left");
            Check.equal("two", text(buffer, 0, 3), "left");
        }
        closeAll(world, pipe, copy);
        Check.skipUnless(possible, NO_TEE);
    }

    private static void teeWithoutBytes(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(false);
        Pipe copy = world.posix.pipe(false);
        int count = world.posix.tee(pipe.reader(), copy.writer(), 4096);
        boolean possible = count != Errno.EINVAL.code();
        int file = world.posix.open(world.write("file", "1", 0600), Files.READ, 0);
        Check.code(Errno.EINVAL, world.posix.tee(file, copy.writer(), 4096), "tee of a file");
        world.posix.close(file);
        world.posix.close(pipe.writer());
        if (possible) {
            Check.code(Errno.EAGAIN, count, "tee of an empty pipe");
            Check.equal(0, world.posix.tee(pipe.reader(), copy.writer(), 4096), "tee at the end");
        }
        world.posix.close(pipe.reader());
        world.posix.close(copy.writer());
        world.posix.close(copy.reader());
        Check.skipUnless(possible, NO_TEE);
    }

    private static void closeAll(World world, Pipe... pipes) {
        for (Pipe pipe : pipes) {
            world.posix.close(pipe.reader());
            world.posix.close(pipe.writer());
        }
    }

    private static void available(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(false);
        int none = world.posix.available(pipe.reader());
        world.writeTo(pipe.writer(), "12345");
        int some = world.posix.available(pipe.reader());
        closeAll(world, pipe);
        Check.skipUnless(none != Errno.ENOTTY.code(), "no FIONREAD");
        Check.equal(0, none, "at first");
        Check.equal(5, some, "then");
    }

    private static void setPipeSize(World world) throws ErrnoException {
        Pipe pipe = world.posix.pipe(false);
        int size = world.posix.setPipeSize(pipe.reader(), 100_000);
        closeAll(world, pipe);
        Check.that(size >= 100_000 || size == Errno.EPERM.code(), "size " + size);
    }

    private static void truncate(World world) throws ErrnoException {
        String path = world.write("file", "12345", 0640);
        int fd = world.posix.open(path, Files.WRITE, 0);
        Check.equal(world.posix.stat(path), world.posix.fstat(fd), "status");
        world.posix.truncate(fd, 2);
        FileStatus status = world.posix.fstat(fd);
        Check.equal(2L, status.size(), "size");
        Check.equal(FileStatus.Type.FILE, status.type(), "type");
        world.posix.close(fd);
        Check.fails(Errno.EBADF, () -> world.posix.fstat(fd));
        Check.equal("12", new String(world.posix.head(path, 9), ISO_8859_1), "what is left");
    }

    private static void syncFile(World world) throws ErrnoException {
        int file = world.posix.open(world.write("file", "1", 0600), Files.WRITE, 0);
        world.posix.syncFile(file);
        world.posix.close(file);
        int directory = world.posix.open(world.path(""), Files.READ, 0);
        world.posix.syncFile(directory);
        world.posix.close(directory);
        Check.fails(Errno.EBADF, () -> world.posix.syncFile(directory));
    }

    private static void rename(World world) throws ErrnoException {
        String from = world.write("from", "1", 0600);
        String to = world.write("to\u00e9", "2", 0600);
        world.posix.rename(from, to);
        Check.equal("1", new String(world.posix.head(to, 9), ISO_8859_1), "content");
        Check.fails(Errno.ENOENT, () -> world.posix.rename(from, to));
        Check.equal(List.of("to\u00e9"), world.posix.list(world.path("")), "names");
    }

    private static void clock(World world) {
        long first = world.posix.wallClock();
        long second = world.posix.wallClock();
        Check.that(first > 1_700_000_000_000_000_000L, "after 2023: " + first);
        Check.that(Math.abs(second - first) < 3_600_000_000_000L, "about the same: " + first + ", " + second);
    }

    private static void udp(World world) throws ErrnoException {
        int fd = world.posix.udpSocket(0x7f000001, 9);
        world.posix.write(fd, holding(world, "nobody"), 0, 6);
        int again = world.posix.write(fd, holding(world, "nobody"), 0, 6);
        Check.that(again == 6 || again == Errno.ECONNREFUSED.code(), "sent " + again);
        world.posix.close(fd);
    }
}
