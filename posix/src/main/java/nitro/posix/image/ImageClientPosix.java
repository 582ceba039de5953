package nitro.posix.image;

import static nitro.posix.image.TerminalCalls.TIOCGWINSZ;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.Signal;
import nitro.posix.WindowSize;
import nitro.posix.image.FileCalls.Entry;
import nitro.posix.image.FileCalls.Stat;
import nitro.posix.image.StreamCalls.Time;
import nitro.posix.image.TerminalCalls.Window;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.jspecify.annotations.Nullable;

/** {@link ClientPosix}, in the image. */
final class ImageClientPosix implements ClientPosix {
    /** Bytes of directory entries that are asked for at a time. */
    private static final int ENTRIES = 16 * 1024;

    /** Bytes that most files have less of whose beginning is read: those of /proc, and of a service's directory. */
    private static final int USUAL_HEAD = 512;

    private static final long SECOND = 1_000_000_000;

    private final Scratch scratch;
    private final ImageFiles files;
    private final ImageSockets sockets;
    private final ImageSignals signals;
    private final ImagePolling polling;

    ImageClientPosix(
            Scratch scratch, ImageFiles files, ImageSockets sockets, ImageSignals signals, ImagePolling polling) {
        this.scratch = scratch;
        this.files = files;
        this.sockets = sockets;
        this.signals = signals;
        this.polling = polling;
    }

    @Override
    public long now() {
        return MonotonicClock.millis();
    }

    @Override
    public long wallClock() {
        Time time = StackValue.get(Time.class);
        StreamCalls.clock(StreamCalls.CLOCK_REALTIME(), time);
        return time.seconds() * SECOND + time.nanos();
    }

    @Override
    public int getpid() {
        return ProcessCalls.getpid();
    }

    @Override
    public void setFileUser(int uid) {
        FileCalls.setfsuid(uid);
    }

    @Override
    public int number(Signal signal) {
        return SignalNumber.of(signal);
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.stat(scratch.path(path), stat), "stat", path);
        return FileStatuses.of(stat);
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        Stat stat = StackValue.get(Stat.class);
        ErrnoNumber.check(FileCalls.lstat(scratch.path(path), stat), "lstat", path);
        return FileStatuses.of(stat);
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        scratch.begin(Scratch.size(path) + Scratch.size(size));
        CCharPointer from = scratch.string(path);
        CCharPointer into = scratch.take(size);
        int length = (int) FileCalls.readlink(from, into, size);
        return Bytes.string(into, ErrnoNumber.check(length, "readlink", path));
    }

    @Override
    public String getcwd() throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        CCharPointer into = scratch.only(size);
        ErrnoNumber.check(FileCalls.getcwd(into, size).isNull() ? -1 : 0, "getcwd", "");
        return Bytes.string(into);
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        int fd = FileCalls.open(
                scratch.path(path), FileCalls.O_RDONLY() | FileCalls.O_DIRECTORY() | FileCalls.O_CLOEXEC(), 0);
        ErrnoNumber.check(fd, "open", path);
        List<String> names = new ArrayList<>();
        try {
            Pointer entries = scratch.only(ENTRIES);
            int size = FileCalls.getdents(fd, entries, ENTRIES);
            while (size > 0) {
                for (int at = 0; at < size; ) {
                    Entry entry = (Entry) entries.add(at);
                    addName(entry.name(), names);
                    at += entry.length();
                }
                size = FileCalls.getdents(fd, entries, ENTRIES);
            }
            ErrnoNumber.check(size, "getdents", path);
        } finally {
            FileCalls.close(fd);
        }
        return names;
    }

    private static void addName(CCharPointer name, List<String> names) {
        if (!Bytes.equal(name, ".") && !Bytes.equal(name, "..")) {
            names.add(Bytes.string(name));
        }
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        int fd = files.open(path, Files.READ | Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            byte[] bytes = new byte[Math.min(limit, USUAL_HEAD)];
            int length = 0;
            while (length < limit) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(limit, 4L * length));
                }
                int count = files.read(fd, bytes, length);
                if (count == 0 || count == Errno.EAGAIN.code()) {
                    break;
                }
                if (count < 0) {
                    throw new ErrnoException("read", path, Errno.of(count));
                }
                length += count;
            }
            return Arrays.copyOf(bytes, length);
        } finally {
            files.close(fd);
        }
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        int fd = files.open(path, Files.WRITE | Files.APPEND | Files.NONBLOCK | Files.NOCTTY, 0);
        try {
            int count = files.write(fd, record, 0, record.length);
            if (count != record.length) {
                throw new ErrnoException("write", path, count < 0 ? Errno.of(count) : Errno.ENOSPC);
            }
        } finally {
            files.close(fd);
        }
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        ErrnoNumber.check(FileCalls.unlink(scratch.path(path)), "unlink", path);
    }

    @Override
    public @Nullable WindowSize windowSize(int fd) {
        Window window = StackValue.get(Window.class);
        if (TerminalCalls.ioctl(fd, TIOCGWINSZ(), window) < 0) {
            return null;
        }
        return new WindowSize(Short.toUnsignedInt(window.rows()), Short.toUnsignedInt(window.columns()));
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        return new ImageMailbox(sockets, signals, polling, path);
    }
}
