package nitro.posix.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Polling;
import nitro.posix.Posix;
import nitro.posix.Tracing;

/**
 * A simulated operating system, seen from one process: ours, the program under test.
 *
 * <p>Everything happens in one thread and in virtual time, which passes only in {@link #poll} and {@link #epollWait}; the same seed gives the
 * same run. Tests shape the world through {@link #files}, {@link #sockets}, {@link #processes} and {@link #clock}.
 */
public final class FakePosix extends TerminalCalls implements Posix, Polling.Forwarding, Tracing.Forwarding {
    private static final long SOFT_LIMIT = 1024;
    private static final long HARD_LIMIT = 4096;

    private final Tracing tracing = new NoTracing();
    private final FakeDevice console = new FakeDevice("console", true);
    private final List<String> machineCalls = new ArrayList<>();
    private final FakePolling polling = new FakePolling(chance, clock, table());
    private boolean container;

    /** A plain system: nothing of what happens surprises. */
    public FakePosix() {
        this(Chance.calm(), 50);
    }

    /**
     * A system with a console on 0, 1 and 2, {@code /dev/null}, {@code /dev/console}, and {@code /run}.
     *
     * @param chance decides what a real system would leave open
     * @param pid our process's
     */
    public FakePosix(Chance chance, int pid) {
        super(chance, pid, SOFT_LIMIT, HARD_LIMIT);
        files.directory("/run");
        files.device("/dev/null", new FakeDevice("null", false));
        files.device("/dev/console", console);
        Description terminal = console.open();
        for (int fd = 0; fd <= 2; fd++) {
            table().put(fd, terminal);
        }
    }

    @Override
    public Tracing tracing() {
        return tracing;
    }

    public FakeClock clock() {
        return clock;
    }

    public FakeFiles files() {
        return files;
    }

    public FakeSockets sockets() {
        return sockets;
    }

    public FakeProcesses processes() {
        return processes;
    }

    /** The terminal that is our 0, 1 and 2 at first. */
    public FakeDevice console() {
        return console;
    }

    public void scenario(Scenario acting) {
        polling.scenario = acting;
    }

    /** Makes our process one of this user: 0 for root, whom file modes do not bind. */
    public void user(int number) {
        uid = number;
    }

    /** Makes our process, which is pid 1, that of a container. */
    public void inContainer() {
        container = true;
    }

    /** Lets /proc list our children. */
    public void showChildren() {
        String pid = Integer.toString(self.pid());
        files.link(pid, "/proc/self");
        files.generated(
                "/proc/" + pid + "/task/" + pid + "/children",
                () -> processes.ours().stream().map(child -> child.pid() + " ").collect(Collectors.joining()));
    }

    /** Sets our limit of open descriptors, as prlimit(2) would from outside. */
    public void limit(long descriptors) {
        table().limit = descriptors;
    }

    /** Whether a signal that our process watches for waits to be taken. */
    public boolean signalPending() {
        return !pending.isEmpty();
    }

    /** Our open descriptors, and what each refers to. */
    public SortedMap<Integer, String> descriptors() {
        return self.descriptors();
    }

    /** The numbers of our open descriptors. */
    public Set<Integer> openDescriptors() {
        return Collections.unmodifiableSet(table().entries.keySet());
    }

    /** What one of our descriptors refers to, empty if it is not open. */
    public String descriptor(int fd) {
        Description description = table().get(fd);
        return description == null ? "" : description.toString();
    }

    /** What was asked of the machine so far, in order: {@code reboot RESTART}, {@code mount tmpfs /run}, {@code sync}. */
    public List<String> machineCalls() {
        return List.copyOf(machineCalls);
    }

    /** How many bytes were still in a pipe, named as in {@link #descriptors}, when its last reader went. */
    public Map<String, Integer> lost() {
        return Map.copyOf(lost);
    }

    /** Sends a signal to our process. */
    public void signal(nitro.posix.Signal signal) {
        processes.kill(self, signal);
    }

    @Override
    public Polling polling() {
        return polling;
    }

    @Override
    public int datagramSocket() throws ErrnoException {
        return table().add("socket", new FakeSocket());
    }

    @Override
    public void bind(int fd, String path) throws ErrnoException {
        bind(socket("bind", fd), path);
    }

    @Override
    public void connect(int fd, String path) throws ErrnoException {
        socket("connect", fd);
        sockets.connect(self.directory, path, privileged());
    }

    private FakeSocket socket(String call, int fd) throws ErrnoException {
        if (table().require(call, fd) instanceof FakeSocket socket) {
            return socket;
        }
        throw new ErrnoException(call, Integer.toString(fd), Errno.ENOTSOCK);
    }

    @Override
    public int send(int fd, byte[] data, int length, String path) {
        try {
            return sockets.send(
                    self.directory, socket("sendto", fd).path, Arrays.copyOf(data, length), path, privileged());
        } catch (ErrnoException e) {
            return e.errno().code();
        }
    }

    @Override
    public int receive(int fd, Datagram into) {
        try {
            return socket("recvfrom", fd).receive(into);
        } catch (ErrnoException e) {
            return e.errno().code();
        }
    }

    @Override
    public void reboot(Reboot command) throws ErrnoException {
        permitRoot("reboot");
        if (container && command == Reboot.CAD_OFF) {
            throw new ErrnoException("reboot", "", Errno.EINVAL);
        }
        machineCalls.add("reboot " + command);
        if (command != Reboot.CAD_OFF && command != Reboot.CAD_ON) {
            throw new Halted(command);
        }
    }

    private void permitRoot(String call) throws ErrnoException {
        if (!privileged()) {
            throw new ErrnoException(call, "", Errno.EPERM);
        }
    }

    @Override
    public void sync() {
        machineCalls.add("sync");
    }

    @Override
    public void mount(String source, String target, String type, boolean nodev, String options) throws ErrnoException {
        permitRoot("mount");
        Node.Directory directory = directoryAt("mount", target);
        directory.device = files.newDevice();
        directory.entries.clear();
        if (type.equals("devtmpfs")) {
            files.device(directory.path() + "/null", new FakeDevice("null", false));
            files.device(directory.path() + "/console", console);
        }
        machineCalls.add("mount " + type + " " + target);
    }

    @Override
    public void remountRootReadOnly() throws ErrnoException {
        permitRoot("mount");
        machineCalls.add("remount / read-only");
    }
}
