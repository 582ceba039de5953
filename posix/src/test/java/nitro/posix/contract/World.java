package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;

/**
 * Where a case runs: the binding under test, a directory to make files in, and programs to start.
 *
 * <p>Whatever is waited for here comes within {@link #LONG} or fails.
 */
public final class World {
    /** Longer than anything takes on the slowest machine, in milliseconds. */
    static final long LONG = 120_000;

    static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C");

    final Posix posix;
    final ClientPosix client;
    private final String directory;
    private final List<String> self;
    private final int signals;
    private final Map<Integer, WaitStatus> ended;
    private final Set<Integer> living;

    /**
     * @param client the part under test for clients; {@code posix} itself if that serves them
     * @param directory an empty one
     * @param self the command that runs {@link Helper} with the same binding; its arguments follow
     */
    public World(Posix posix, ClientPosix client, String directory, List<String> self) throws ErrnoException {
        this.posix = posix;
        this.client = client;
        this.directory = posix.realpath(directory);
        this.self = self;
        this.signals = posix.signalDescriptor(List.of(Signal.CHLD, Signal.HUP, Signal.PWR));
        this.ended = new HashMap<>();
        this.living = new HashSet<>();
    }

    private World(World parent, String directory) {
        posix = parent.posix;
        client = parent.client;
        this.directory = directory;
        self = parent.self;
        signals = parent.signals;
        ended = parent.ended;
        living = parent.living;
    }

    World in(String name) throws ErrnoException {
        posix.mkdir(path(name), 0700);
        return new World(this, path(name));
    }

    /** The absolute path of a name in this case's directory. */
    String path(String name) {
        return name.isEmpty() ? directory : directory + "/" + name;
    }

    /** A descriptor that CHLD, HUP and PWR make readable. */
    int signals() {
        return signals;
    }

    /** The command that runs {@link Helper}. */
    List<String> self() {
        return self;
    }

    boolean isRoot() {
        return posix.getuid() == 0;
    }

    // ---- files

    /** Makes a file and returns its path. */
    String write(String name, String content, int mode) throws ErrnoException {
        int fd = posix.open(path(name), Files.WRITE | Files.CREATE | Files.TRUNCATE, 0600);
        writeTo(fd, content);
        posix.close(fd);
        posix.chmod(path(name), mode);
        return path(name);
    }

    String makeFifo(String name) throws ErrnoException {
        run("/bin/sh", "-c", "mkfifo \"$1\"", "sh", path(name));
        return path(name);
    }

    /** A socket file that nobody listens on. */
    String makeStale(String name) throws ErrnoException {
        int fd = posix.datagramSocket();
        posix.bind(fd, path(name));
        posix.close(fd);
        return path(name);
    }

    void writeTo(int fd, String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);
        Check.equal(bytes.length, posix.write(fd, bytes, 0, bytes.length), "bytes written");
    }

    /** Reads until the end of the file, waiting for what comes. */
    String readAll(int fd) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        long end = posix.now() + LONG;
        while (true) {
            awaitReadable(fd, end);
            int count = posix.read(fd, buffer);
            Check.that(count >= 0, "read: " + (count < 0 ? Errno.of(count) : ""));
            if (count == 0) {
                return all.toString(ISO_8859_1);
            }
            all.write(buffer, 0, count);
        }
    }

    /** Reads a line, waiting for it; without its newline. */
    String readLine(int fd) {
        StringBuilder line = new StringBuilder();
        byte[] one = new byte[1];
        long end = posix.now() + LONG;
        while (true) {
            awaitReadable(fd, end);
            int count = posix.read(fd, one);
            Check.equal(1, count, "bytes read after <" + line + ">");
            if (one[0] == '\n') {
                return line.toString();
            }
            line.append((char) (one[0] & 0xff));
        }
    }

    private void awaitReadable(int fd, long end) {
        PollSet set = new PollSet();
        set.add(fd, PollSet.READ);
        int ready;
        do {
            long left = end - posix.now();
            Check.that(left > 0, "descriptor " + fd + " becomes readable in time");
            ready = posix.poll(set, (int) left);
        } while (ready == 0 || ready == Errno.EINTR.code());
        Check.that(ready > 0, "poll finds something");
    }

    /** The pipes and sockets that this process has open, whatever their descriptors. */
    List<String> openEnds() throws ErrnoException {
        List<String> ends = new ArrayList<>();
        for (String fd : posix.list("/proc/self/fd")) {
            try {
                String end = posix.readlink("/proc/self/fd/" + fd);
                if (end.startsWith("pipe:") || end.startsWith("socket:")) {
                    ends.add(end);
                }
            } catch (ErrnoException e) {
                Check.equal(Errno.ENOENT, e.errno(), "reason that " + fd + " is not there");
            }
        }
        ends.sort(null);
        return ends;
    }

    // ---- programs

    /** Starts a program that does not outlive the case. */
    int spawn(Spawn request) throws ErrnoException {
        int pid = posix.spawn(request);
        living.add(pid);
        return pid;
    }

    /** Kills what a case that failed has left. */
    void killAll() {
        for (int pid : List.copyOf(living)) {
            posix.kill(-pid, posix.number(Signal.KILL));
            posix.kill(pid, posix.number(Signal.KILL));
            await(pid);
        }
    }

    /** Starts a program with these descriptors, leading a session of its own. */
    int start(List<String> argv, Duplicate... duplicates) throws ErrnoException {
        String path = argv.getFirst();
        return spawn(new Spawn(path, argv, ENVIRONMENT, "", List.of(duplicates), true, Spawn.INHERIT));
    }

    /** A program whose standard output we read. */
    record Started(int pid, int output) {}

    Started startReading(List<String> argv) throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        try {
            return new Started(start(argv, new Duplicate(pipe.writer(), 1)), pipe.reader());
        } finally {
            posix.close(pipe.writer());
        }
    }

    /** Runs a program to its end, which must be a good one, and returns what it printed. */
    String run(String... argv) throws ErrnoException {
        return finish(startReading(List.of(argv)));
    }

    /** Starts {@link Helper} as the leader of a process group in our session. */
    Started startHelperOfGroup(String... args) throws ErrnoException {
        List<String> argv = new ArrayList<>(self);
        argv.addAll(List.of(args));
        Files.Pipe pipe = posix.pipe(true);
        try {
            List<Duplicate> output = List.of(new Duplicate(pipe.writer(), 1));
            int pid =
                    spawn(new Spawn(argv.getFirst(), argv, ENVIRONMENT, "", output, Spawn.Leads.GROUP, Spawn.INHERIT));
            return new Started(pid, pipe.reader());
        } finally {
            posix.close(pipe.writer());
        }
    }

    /** /proc/PID/stat. */
    String stat(int pid) throws ErrnoException {
        return new String(posix.head("/proc/" + pid + "/stat", 512), ISO_8859_1);
    }

    /** Starts {@link Helper}; {@code shell} is what a shell does before that. */
    Started startHelper(String shell, String... args) throws ErrnoException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", shell + " exec \"$@\"", "sh"));
        argv.addAll(self);
        argv.addAll(List.of(args));
        return startReading(argv);
    }

    /** Reads a program's output to the end, and waits for its own, which must be a good one. */
    String finish(Started started) {
        String output = readAll(started.output());
        posix.close(started.output());
        Check.equal(WaitStatus.ofExit(0), await(started.pid()), "status of the program that printed " + output);
        return output;
    }

    /** Waits for the end of a child. */
    WaitStatus await(int pid) {
        long end = posix.now() + LONG;
        while (!ended.containsKey(pid)) {
            if (!reapOne()) {
                awaitReadable(signals, end);
                takeSignals();
            }
        }
        living.remove(pid);
        return Objects.requireNonNull(ended.remove(pid));
    }

    private boolean reapOne() {
        int[] status = new int[1];
        int pid = posix.reap(status);
        if (pid > 0) {
            ended.put(pid, new WaitStatus(status[0]));
        }
        return pid > 0;
    }

    /** Takes all signals that have come. */
    List<Signal> takeSignals() {
        List<Signal> taken = new ArrayList<>();
        Signal signal;
        while ((signal = posix.nextSignal(signals)) != null) {
            taken.add(signal);
        }
        return taken;
    }

    /** A line of a file such as /proc/PID/status: what follows its key. */
    String field(String path, String key) throws ErrnoException {
        for (String line : new String(posix.head(path, 65536), ISO_8859_1).split("\n")) {
            if (line.startsWith(key)) {
                return line.substring(key.length()).strip();
            }
        }
        throw new AssertionError("no " + key + " in " + path);
    }
}
