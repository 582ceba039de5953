package nitro.posix.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import nitro.posix.Connections;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Forks;
import nitro.posix.Inotify;
import nitro.posix.Notices;
import nitro.posix.PollSet;
import nitro.posix.Signal;
import nitro.posix.Spawn;

/** Our process's calls that tell of other processes, of files, of servers and of notices. */
abstract class WatchCalls extends ProcessCalls implements Inotify, Connections, Notices, Forks {
    private final FakeNetwork network = new FakeNetwork();
    private final Map<String, NoticeSocket> noticeSockets = new HashMap<>();
    private final List<ForkSocket> forkSockets = new ArrayList<>();
    private int mostInstances = 128;
    private int mostWatches = 8192;
    private final Set<Signal> ignored = EnumSet.noneOf(Signal.class);

    WatchCalls(Chance chance, int pid, long limit, long hardLimit) {
        super(chance, pid, limit, hardLimit);
    }

    /** No more than so many inotify instances, and watches of each, as /proc/sys/user limits them. */
    public void limitInotify(int instances, int watches) {
        mostInstances = instances;
        mostWatches = watches;
    }

    public FakeNetwork network() {
        return network;
    }

    /** Our process was executed with this signal ignored. */
    public void ignore(Signal signal) {
        ignored.add(signal);
    }

    /** Sends a notice as another process would; false if nobody has that name. */
    public boolean notify(String name, String text, int pid, int uid) {
        NoticeSocket socket = noticeSockets.get(name);
        return socket != null && socket.isOpen() && socket.queue.add(new Sent(text, pid, uid));
    }

    /** Reports a fork to who listens. */
    public void reportFork(int parent, int child) {
        forkSockets.forEach(socket -> socket.queue.add(new int[] {parent, child}));
    }

    /** From now on reports of forks are lost, as if there were no room for them. */
    public void loseForks() {
        forkSockets.forEach(socket -> socket.lost = true);
    }

    private static final class ForkSocket extends Description {
        final Queue<int[]> queue = new ArrayDeque<>();
        boolean lost;

        @Override
        int ready() {
            return queue.isEmpty() && !lost ? 0 : PollSet.READ;
        }

        @Override
        public String toString() {
            return "forks";
        }
    }

    private record Sent(String text, int pid, int uid) {}

    private static final class NoticeSocket extends Description {
        final Queue<Sent> queue = new ArrayDeque<>();
        private final String name;

        NoticeSocket(String name) {
            this.name = name;
        }

        @Override
        int ready() {
            return queue.isEmpty() ? PollSet.WRITE : PollSet.READ | PollSet.WRITE;
        }

        @Override
        public String toString() {
            return "notices @" + name;
        }
    }

    private static final class ProcessDescription extends Description {
        private final FakeProcess process;

        ProcessDescription(FakeProcess process) {
            this.process = process;
        }

        @Override
        int ready() {
            return process.isAlive() ? 0 : PollSet.READ;
        }

        @Override
        public String toString() {
            return "process " + process.pid();
        }
    }

    @Override
    public int splice(int from, int to, int count) {
        Description source = table().get(from);
        Description target = table().get(to);
        if (source == null || target == null) {
            return Errno.EBADF.code();
        }
        byte[] bytes = new byte[Math.min(count, 4096)];
        int length = source.read(bytes);
        return length <= 0 ? length : target.write(bytes, 0, length);
    }

    /** Nobody could continue us. */
    @Override
    public void stopHere() {}

    @Override
    public boolean isIgnored(Signal signal) {
        return ignored.contains(signal);
    }

    @Override
    public int processDescriptor(int pid) throws ErrnoException {
        FakeProcess process = processes.get(pid);
        if (process == null) {
            throw new ErrnoException("pidfd_open", Integer.toString(pid), pid <= 0 ? Errno.EINVAL : Errno.ESRCH);
        }
        return table().add("pidfd_open", new ProcessDescription(process));
    }

    @Override
    public int reap(int pid, int[] status) {
        for (FakeProcess child : processes.ours()) {
            if (child.pid() == pid) {
                if (!child.isZombie()) {
                    return 0;
                }
                status[0] = child.status.raw();
                processes.reap(child);
                return pid;
            }
        }
        return Errno.ECHILD.code();
    }

    @Override
    public int inotify() throws ErrnoException {
        if (table().entries.values().stream()
                        .filter(FakeInotify.class::isInstance)
                        .count()
                >= mostInstances) {
            throw new ErrnoException("inotify_init1", "", Errno.EMFILE);
        }
        return table().add("inotify_init1", new FakeInotify());
    }

    @Override
    public int addWatch(int inotify, String path, boolean writes) throws ErrnoException {
        Description description = table().require("inotify_add_watch", inotify);
        Node node = existing("inotify_add_watch", path, true);
        if (description instanceof FakeInotify watches) {
            if (watches.count() >= mostWatches) {
                throw new ErrnoException("inotify_add_watch", path, Errno.ENOSPC);
            }
            return watches.add(node, writes);
        }
        throw new ErrnoException("inotify_add_watch", path, Errno.EINVAL);
    }

    @Override
    public void removeWatch(int inotify, int watch) {
        if (table().get(inotify) instanceof FakeInotify watches) {
            watches.remove(watch);
        }
    }

    @Override
    public List<Change> changes(int inotify) {
        return table().get(inotify) instanceof FakeInotify watches ? watches.take() : List.of();
    }

    @Override
    public List<String> resolve(String host) {
        return network.resolve(host);
    }

    @Override
    public int beginConnect(String address, int port) throws ErrnoException {
        if (!address.matches("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*(%.*)?")) {
            throw new ErrnoException("connect", address, Errno.EINVAL);
        }
        return table().add("socket", network.connect(address + " port " + port));
    }

    @Override
    public int connectStream(String path) throws ErrnoException {
        if (network.isListening(path)) {
            return table().add("socket", network.connect(path));
        }
        sockets.connect(self.directory, path, privileged());
        throw new ErrnoException("connect", path, Errno.EPROTOTYPE); // all other sockets here are of datagrams
    }

    @Override
    public int socketError(int fd) {
        Description description = table().get(fd);
        return description == null ? Errno.EBADF.code() : FakeNetwork.error(description);
    }

    @Override
    public int noticeSocket(String name) throws ErrnoException {
        NoticeSocket before = noticeSockets.get(name);
        if (before != null && before.isOpen()) {
            throw new ErrnoException("bind", "@" + name, Errno.EADDRINUSE);
        }
        NoticeSocket socket = new NoticeSocket(name);
        int fd = table().add("socket", socket);
        noticeSockets.put(name, socket);
        return fd;
    }

    @Override
    public int receiveNotice(int fd, Notice into) {
        if (!(table().get(fd) instanceof NoticeSocket socket)) {
            return Errno.EBADF.code();
        }
        Sent sent = socket.queue.poll();
        if (sent == null) {
            return Errno.EAGAIN.code();
        }
        byte[] bytes = sent.text.getBytes(ISO_8859_1);
        into.length = Math.min(bytes.length, into.data.length);
        System.arraycopy(bytes, 0, into.data, 0, into.length);
        into.pid = sent.pid;
        into.uid = sent.uid;
        return into.length;
    }

    @Override
    public int spawn(Spawn request) throws ErrnoException {
        int pid = super.spawn(request);
        reportFork(getpid(), pid);
        return pid;
    }

    @Override
    public int forkSocket() throws ErrnoException {
        ForkSocket socket = new ForkSocket();
        forkSockets.add(socket);
        return table().add("socket", socket);
    }

    @Override
    public int receiveFork(int fd, int[] family) {
        if (!(table().get(fd) instanceof ForkSocket socket)) {
            return table().get(fd) == null ? Errno.EBADF.code() : Errno.ENOTSOCK.code();
        }
        if (socket.lost) { // the kernel reports that first
            socket.lost = false;
            return Errno.ENOBUFS.code();
        }
        int[] report = socket.queue.poll();
        if (report == null) {
            return Errno.EAGAIN.code();
        }
        System.arraycopy(report, 0, family, 0, 2);
        return 1;
    }
}
