package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Invocation;
import nitro.posix.Mailbox;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.WindowSize;
import nitro.posix.fake.FakeProcesses;
import org.jspecify.annotations.Nullable;

/** A system for clients: a virtual clock, a few files, and the sockets of a {@link ScriptedNitro}. */
public final class Scene implements ClientPosix, Platform {
    /** Commands that wait longer than this wait for ever. */
    private static final long AGES = 3_600_000;

    static final String SOCKET = "/run/nitro/nitro.sock";
    public static final int PID = 77;

    public final ScriptedNitro nitro = new ScriptedNitro(this);
    public final Map<String, FileStatus> files = new HashMap<>();
    public final Map<String, String> links = new HashMap<>();
    public final Map<String, String> contents = new HashMap<>();
    public final List<String> environment = new ArrayList<>(List.of("NITRO_SOCK=" + SOCKET));

    /** Every address that was ever bound. */
    public final List<String> bound = new ArrayList<>();
    /** Sockets that are there now, also those that others left. */
    public final Map<String, FakeMailbox> sockets = new TreeMap<>();

    private final TreeMap<Long, List<Runnable>> plans = new TreeMap<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private int nextInode = 100;

    public String workingDirectory = "/srv";

    @Nullable
    Errno bindFails;

    public int pid = PID;

    /** Whom our sockets belong to; root may make some for others. */
    int user;

    /** Whom nitro runs as. */
    int nitroUser;

    private int fileUser;

    /** What standard output and error go to; null: no terminal. */
    @Nullable
    WindowSize terminal;

    @Nullable
    public Posix posix;

    long now = 1000;
    private int signal;

    public Scene() {
        file(SOCKET, FileStatus.Type.SOCKET);
        file("/srv", FileStatus.Type.DIRECTORY);
    }

    /** What a command printed and returned. */
    public record Result(int status, String out, String err) {}

    public Result nitroctl(String... args) {
        return run(new Nitroctl(), "nitroctl", args);
    }

    /** A call of a command that prints nothing. */
    Invocation call(String name) {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.ISO_8859_1);
        return new Invocation(name, List.of(), environment, new Self("/usr/bin/nitro", List.of()), none, none);
    }

    /** Runs a command; whatever comes of it, no socket of its own may stay behind. */
    public Result run(Command command, String name, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = run(command, name, out, args);
        return new Result(result.status, out.toString(StandardCharsets.ISO_8859_1), result.err);
    }

    public Result run(Command command, String name, OutputStream to, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Set<String> before = Set.copyOf(sockets.keySet());
        PrintStream out = new PrintStream(to, false, StandardCharsets.ISO_8859_1);
        int status = command.run(
                new Invocation(
                        name,
                        List.of(args),
                        environment,
                        new Self("/usr/bin/nitro", List.of()),
                        out,
                        new PrintStream(err, true, StandardCharsets.ISO_8859_1)),
                this);
        out.flush();
        assertEquals(before, sockets.keySet(), "sockets left behind");
        return new Result(status, "", err.toString(StandardCharsets.ISO_8859_1));
    }

    public void file(String path, FileStatus.Type type) {
        files.put(path, new FileStatus(type, 0600, 1, nextInode++, 0, 0, 0));
    }

    /** nitro runs as this user, and so does its socket belong to it. */
    void nitroRunsAs(int uid) {
        nitroUser = uid;
        files.put(SOCKET, new FileStatus(FileStatus.Type.SOCKET, 0600, 1, nextInode++, 0, uid, 0));
    }

    /** How often the beginning of a file was asked for. */
    int reads(String path) {
        return reads.getOrDefault(path, 0);
    }

    /** Carries something out when the clock has come to {@code delay} milliseconds from now. */
    public void later(long delay, Runnable plan) {
        plans.computeIfAbsent(now + delay, _ -> new ArrayList<>()).add(plan);
    }

    /** A signal comes after {@code delay} milliseconds. */
    public void interruptAfter(long delay, int number) {
        if (delay == 0) {
            signal = number;
        }
        later(delay, () -> signal = number);
    }

    /** Lets the next thing happen that is planned before {@code until}, or the clock go on to then. */
    private void passTo(long until) {
        if (plans.isEmpty() || plans.firstKey() > until) {
            if (until > AGES) {
                throw new AssertionError("waits for ever");
            }
            now = Math.max(now, until);
            return;
        }
        Map.Entry<Long, List<Runnable>> next = plans.pollFirstEntry();
        now = Math.max(now, next.getKey());
        next.getValue().forEach(Runnable::run);
    }

    @Override
    public @Nullable WindowSize windowSize(int fd) {
        return terminal;
    }

    @Override
    public ClientPosix client() {
        return this;
    }

    @Override
    public Posix posix() {
        if (posix == null) {
            throw new AssertionError("a client needs no more than ClientPosix");
        }
        return posix;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wallClock() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }

    @Override
    public int getpid() {
        return pid;
    }

    @Override
    public void setFileUser(int uid) {
        if (user == 0) {
            fileUser = uid;
        }
    }

    @Override
    public int number(Signal signal) {
        return FakeProcesses.number(signal);
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        FakeMailbox socket = sockets.get(path);
        if (socket != null) {
            return new FileStatus(FileStatus.Type.SOCKET, 0600, 1, 0, 0, socket.owner, 0);
        }
        FileStatus status = files.get(path.equals(".") ? workingDirectory : path);
        if (status != null) {
            return status;
        }
        if (contents.containsKey(path)) {
            return new FileStatus(FileStatus.Type.FILE, 0600, 1, 0, 0, 0, 0);
        }
        throw new ErrnoException("stat", path, Errno.ENOENT);
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return links.containsKey(path) ? new FileStatus(FileStatus.Type.SYMLINK, 0777, 1, 0, 0, 0, 0) : stat(path);
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        if (!stat(path).isDirectory()) {
            throw new ErrnoException("list", path, Errno.ENOTDIR);
        }
        Set<String> names = new TreeSet<>();
        for (String file : allFiles()) {
            if (file.startsWith(path + "/") && file.indexOf('/', path.length() + 1) < 0) {
                names.add(file.substring(path.length() + 1));
            }
        }
        return List.copyOf(names);
    }

    private Set<String> allFiles() {
        Set<String> all = new TreeSet<>(files.keySet());
        all.addAll(links.keySet());
        all.addAll(contents.keySet());
        return all;
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        String target = links.get(path);
        if (target == null) {
            throw new ErrnoException("readlink", path, Errno.ENOENT);
        }
        return target;
    }

    @Override
    public String getcwd() {
        return workingDirectory;
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        if (sockets.remove(path) == null) {
            throw new ErrnoException("unlink", path, Errno.ENOENT);
        }
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        reads.merge(path, 1, Integer::sum);
        String content = contents.get(path);
        if (content == null) {
            throw new ErrnoException("open", path, Errno.ENOENT);
        }
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(bytes, Math.min(limit, bytes.length));
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        String content = contents.get(path);
        if (content == null) {
            throw new ErrnoException("open", path, Errno.ENOENT);
        }
        contents.put(path, content + new String(record, StandardCharsets.ISO_8859_1));
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        if (bindFails != null) {
            throw new ErrnoException("bind", path, bindFails);
        }
        if (sockets.containsKey(path)) {
            throw new ErrnoException("bind", path, Errno.EADDRINUSE);
        }
        FakeMailbox mailbox = new FakeMailbox(path);
        sockets.put(path, mailbox);
        bound.add(path);
        return mailbox;
    }

    /** A socket with a queue as short as the kernel's. */
    final class FakeMailbox implements Mailbox {
        private static final int QUEUE = 11;

        private final String path;
        private final int owner = user == 0 ? fileUser : user;
        private final List<byte[]> queue = new ArrayList<>();
        private boolean closed;

        FakeMailbox(String path) {
            this.path = path;
        }

        /** Takes a datagram, or loses it if the queue is full. */
        void take(byte[] data) {
            boolean writable = nitroUser == 0 || nitroUser == owner;
            if (writable && queue.size() < QUEUE) {
                queue.add(data);
            }
        }

        @Override
        public int send(byte[] data, int length, String to) {
            assertEquals(SOCKET, to);
            if (signal != 0) {
                return Errno.EINTR.code();
            }
            assertEquals(this, sockets.get(path), "nitro could not answer");
            return nitro.receive(Arrays.copyOf(data, length), path);
        }

        @Override
        public int receive(nitro.posix.Datagram into, long millis) {
            long until = millis < 0 ? Long.MAX_VALUE : now + millis;
            while (!plans.isEmpty() && plans.firstKey() <= now) {
                passTo(now);
            }
            while (queue.isEmpty() && signal == 0 && now < until) {
                passTo(until);
            }
            if (signal != 0) {
                return Errno.EINTR.code();
            }
            if (queue.isEmpty()) {
                return Errno.EAGAIN.code();
            }
            byte[] data = queue.removeFirst();
            into.length = Math.min(data.length, into.data.length);
            System.arraycopy(data, 0, into.data, 0, into.length);
            into.sender = SOCKET;
            return into.length;
        }

        @Override
        public int interruption() {
            return signal;
        }

        @Override
        public void close() {
            closed = true;
        }

        boolean isClosed() {
            return closed;
        }
    }
}
