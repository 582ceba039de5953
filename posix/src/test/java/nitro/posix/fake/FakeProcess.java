package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** A simulated process; its program acts through the public methods, tests look at it through them. */
public final class FakeProcess {
    /** What a process is told of the bytes it reads. */
    public interface Reader {
        void data(String bytes);

        /** No writer is left. */
        void end();
    }

    enum State {
        ALIVE,
        ZOMBIE,
        GONE
    }

    final FakeProcesses processes;
    final int pid;
    final DescriptorTable descriptors;
    final List<FakeProcess> children = new ArrayList<>();
    final Queue<Runnable> held = new ArrayDeque<>();
    final Queue<Integer> pending = new ArrayDeque<>();

    @Nullable
    FakeProcess parent;

    int group;
    int session;
    Node.Directory directory;
    State state = State.ALIVE;
    WaitStatus status = new WaitStatus(0);
    boolean started;
    boolean stopped;
    boolean stuck;
    Program program;
    List<String> argv = List.of();
    List<String> environment = List.of();
    String path = "";

    FakeProcess(
            FakeProcesses processes, int pid, DescriptorTable descriptors, Node.Directory directory, Program program) {
        this.processes = processes;
        this.pid = pid;
        this.descriptors = descriptors;
        this.directory = directory;
        this.program = program;
    }

    public int pid() {
        return pid;
    }

    /** The pid of the parent, 0 if it is none of ours. */
    public int parent() {
        return parent == null ? 0 : parent.pid;
    }

    public int group() {
        return group;
    }

    public int session() {
        return session;
    }

    public String path() {
        return path;
    }

    public List<String> argv() {
        return argv;
    }

    public List<String> environment() {
        return environment;
    }

    /** The working directory. */
    public String directory() {
        return directory.path();
    }

    /** What its descriptors refer to, in words. */
    public SortedMap<Integer, String> descriptors() {
        SortedMap<Integer, String> words = new TreeMap<>();
        descriptors.entries.forEach((fd, description) -> words.put(fd, description.toString()));
        return words;
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return state == State.ALIVE;
    }

    /** Whether it is alive and no signal reaches it at present. */
    public boolean isStuck() {
        return isAlive() && stuck;
    }

    /** Whether it has ended and was not reaped. */
    public boolean isZombie() {
        return state == State.ZOMBIE;
    }

    /** Lets {@code what} happen {@code millis} from now, if the process still lives then; not while it is stopped. */
    public void after(long millis, Runnable what) {
        processes.clock().after(millis, () -> {
            if (stopped && isAlive()) {
                held.add(what);
            } else if (isAlive()) {
                what.run();
            }
        });
    }

    public void exit(int code) {
        processes.end(this, WaitStatus.ofExit(code));
    }

    /** Ends as by a signal. */
    public void die(int signal) {
        processes.end(this, WaitStatus.ofSignal(signal));
    }

    /** Heeds no signal any more, not even KILL, until it is called with {@code false}: a hang in the kernel. */
    public void stuck(boolean now) {
        stuck = now;
        if (!now) {
            processes.deliverPending(this);
        }
    }

    /**
     * Writes without waiting.
     *
     * @return the bytes written; an error as its code, EPIPE only if the process survives SIGPIPE
     */
    public int write(int fd, String text) {
        Description description = descriptors.get(fd);
        if (description == null) {
            return Errno.EBADF.code();
        }
        if ((description.ready() & PollSet.WRITE) == 0) {
            return Errno.EAGAIN.code();
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int count = description.write(bytes, 0, bytes.length);
        if (count == Errno.EPIPE.code()) {
            processes.deliver(this, FakeProcesses.PIPE);
        }
        return count;
    }

    /** Hands all that arrives on a pipe to {@code reader}, up to its end; a null device has ended at once. */
    public void reads(int fd, Reader reader) {
        after(processes.latency(), () -> read(fd, reader));
    }

    private void read(int fd, Reader reader) {
        Description description = descriptors.get(fd);
        if (description == null) {
            return;
        }
        if ((description.ready() & PollSet.READ) == 0) {
            FakePipe.readBy(description).onChange(() -> reads(fd, reader));
            return;
        }
        byte[] buffer = new byte[FakePipe.CAPACITY];
        int count = description.read(buffer);
        if (count <= 0) {
            reader.end();
        } else {
            reader.data(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            reads(fd, reader);
        }
    }

    public void close(int fd) {
        descriptors.close(fd);
    }

    /** Sends a datagram from a socket without an address; the result is that of sendto(2). */
    public int send(String to, byte[] datagram) {
        return processes.sockets().send(directory, "", datagram, to, true);
    }

    /** Makes a child with all our descriptors, in our session and process group. */
    public FakeProcess fork(Program child) {
        return processes.fork(this, child);
    }

    /**
     * Sends a signal as this process.
     *
     * @param pid as for kill(2); -1 leaves out this process and pid 1
     */
    public void kill(int pid, int signal) {
        processes.kill(this, pid, signal);
    }

    /** Replaces its program; fails as execve(2) does. */
    public void exec(String file, List<String> arguments) throws ErrnoException {
        program = processes.executable("execve", directory, file, true).get();
        path = file;
        argv = List.copyOf(arguments);
        descriptors.closeFrom(3);
        program.start(this);
    }

    public void newSession() {
        session = pid;
        group = pid;
    }

    public void newGroup() {
        group = pid;
    }

    @Override
    public String toString() {
        return pid + (argv.isEmpty() ? "" : " " + directory() + " " + argv);
    }
}
