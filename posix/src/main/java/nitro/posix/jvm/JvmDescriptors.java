package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;

/** The calls on open descriptors, and {@code open} itself. */
abstract class JvmDescriptors implements Files {
    // struct pollfd: an int, the descriptor, then two shorts; the second is poll's answer for every entry
    private static final int EVENTS = 4;

    private static final int FOUND = 6;
    private static final int POLLFD = 8;

    /** Descriptors that were open before JNR was loaded. */
    final List<String> atFirst = OwnDescriptors.open();

    final Native os = new Native();
    /** What is read, written, sent and received passes through here. */
    final Block data = new Block(os.runtime, 4096);
    /** For structures and small results of any call. */
    final Block result = new Block(os.runtime, 512);

    private final Block poll = new Block(os.runtime, 16 * POLLFD);

    @Override
    public int open(String path, int flags, int mode) throws ErrnoException {
        int bits = O_CLOEXEC;
        bits |= (flags & WRITE) == 0 ? 0 : (flags & READ) == 0 ? O_WRONLY : O_RDWR;
        bits |= (flags & APPEND) == 0 ? 0 : O_APPEND;
        bits |= (flags & CREATE) == 0 ? 0 : O_CREAT;
        bits |= (flags & TRUNCATE) == 0 ? 0 : O_TRUNC;
        bits |= (flags & NONBLOCK) == 0 ? 0 : O_NONBLOCK;
        bits |= (flags & NOCTTY) == 0 ? 0 : O_NOCTTY;
        bits |= (flags & NOFOLLOW) == 0 ? 0 : O_NOFOLLOW;
        byte[] name = Bytes.terminated(path);
        int fd;
        do {
            fd = os.libc.open(name, bits, mode);
        } while (os.interrupted(fd));
        return os.check(fd, "open", path);
    }

    @Override
    public void close(int fd) {
        os.libc.close(fd);
    }

    @Override
    public int read(int fd, byte[] buffer) {
        Pointer memory = data.atLeast(buffer.length);
        long count;
        do {
            count = os.libc.read(fd, memory.address(), buffer.length);
        } while (os.interrupted(count));
        if (count > 0) {
            memory.get(0, buffer, 0, (int) count);
        }
        return os.resultOrCode(count);
    }

    @Override
    public int pread(int fd, byte[] buffer, long position) {
        Pointer memory = data.atLeast(buffer.length);
        long count;
        do {
            count = os.libc.pread(fd, memory.address(), buffer.length, position);
        } while (os.interrupted(count));
        if (count > 0) {
            memory.get(0, buffer, 0, (int) count);
        }
        return os.resultOrCode(count);
    }

    @Override
    public int write(int fd, byte[] buffer, int offset, int length) {
        Pointer memory = data.atLeast(length);
        memory.put(0, buffer, offset, length);
        long count;
        do {
            count = os.libc.write(fd, memory.address(), length);
        } while (os.interrupted(count));
        return os.resultOrCode(count);
    }

    @Override
    public int splice(int from, int to, int count) {
        long moved;
        do {
            moved = os.libc.splice(from, null, to, null, count, 0);
        } while (os.interrupted(moved));
        return os.resultOrCode(moved);
    }

    @Override
    public Pipe pipe(boolean nonblockingRead) throws ErrnoException {
        os.check(os.libc.pipe2(result.address(), O_CLOEXEC), "pipe2", "");
        Pipe pipe = new Pipe(result.memory().getInt(0), result.memory().getInt(4));
        if (nonblockingRead) {
            os.check(os.libc.fcntl(pipe.reader(), F_SETFL, O_NONBLOCK), "fcntl", pipe.reader());
        }
        return pipe;
    }

    @Override
    public int poll(PollSet set, int millis) {
        int size = set.size();
        Pointer fds = poll.atLeast(size * POLLFD);
        for (int i = 0; i < size; i++) {
            int wanted = set.wanted(i);
            int events = ((wanted & PollSet.READ) == 0 ? 0 : POLLIN) | ((wanted & PollSet.WRITE) == 0 ? 0 : POLLOUT);
            int at = i * POLLFD;
            fds.putInt(at, set.fd(i));
            fds.putShort(at + EVENTS, (short) events);
        }
        int ready = os.libc.poll(fds.address(), size, millis);
        if (ready < 0) {
            return os.errno().code();
        }
        for (int i = 0; i < size; i++) {
            int at = i * POLLFD;
            set.setReady(i, readiness(fds.getShort(at + FOUND), set.wanted(i)));
        }
        return ready;
    }

    private static int readiness(int events, int wanted) {
        if ((events & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
            return wanted;
        }
        return ((events & POLLIN) == 0 ? 0 : PollSet.READ) | ((events & POLLOUT) == 0 ? 0 : PollSet.WRITE);
    }

    @Override
    public void dup2(int fd, int target) throws ErrnoException {
        os.check(os.libc.dup2(fd, target), "dup2", fd);
        if (fd == target) {
            os.check(os.libc.fcntl(fd, F_SETFD, 0), "fcntl", fd); // dup2 left it as it was
        }
    }

    @Override
    public boolean isOpen(int fd) {
        return os.libc.fcntl(fd, F_GETFD, 0) >= 0;
    }

    @Override
    public boolean isatty(int fd) {
        return os.libc.isatty(fd) == 1;
    }
}
