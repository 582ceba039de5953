package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** The datagram sockets of the simulated system, and those that tests hold as other processes would. */
public final class FakeSockets {
    /** The longest path that fits a socket address of Linux with its NUL. */
    static final int LONGEST_PATH = 107;

    private final FakeFiles files;
    /** Those whose names begin with NUL, which are in no directory. */
    private final Map<String, FakeSocket> abstracts = new HashMap<>();

    FakeSockets(FakeFiles files) {
        this.files = files;
    }

    /** A socket of somebody else: a client, a listener. */
    public final class Peer {
        private final FakeSocket socket = new FakeSocket();
        private final Datagram last = new Datagram(65_536);

        private Peer() {
            socket.retain();
        }

        /** Sends as sendto(2) does: the bytes sent, or the code of an {@link Errno}. */
        public int send(byte[] data, String to) {
            return FakeSockets.this.send(files.root, socket.path, data, to, true);
        }

        /** The next datagram as a byte string, empty if none waits. */
        public String receive() {
            int count = socket.receive(last);
            return count < 0 ? "" : new String(last.data, 0, count, StandardCharsets.ISO_8859_1);
        }

        /** How many datagrams wait. */
        public int waiting() {
            return socket.waiting();
        }

        /** Closes it; its file stays, as that of a killed client does. */
        public void close() {
            if (socket.isOpen()) {
                socket.release();
            }
        }
    }

    /** A new socket, bound to an absolute path unless that is empty. */
    public Peer peer(String path) {
        Peer peer = new Peer();
        if (!path.isEmpty()) {
            try {
                bind(files.root, peer.socket, path, true);
            } catch (ErrnoException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return peer;
    }

    void bind(Node.Directory from, FakeSocket socket, String path, boolean privileged) throws ErrnoException {
        if (path.length() > LONGEST_PATH) {
            throw new ErrnoException("bind", path, Errno.ENAMETOOLONG);
        }
        if (path.startsWith("\0")) {
            abstracts.put(path, socket);
            socket.path = path;
            return;
        }
        FakeFiles.Walk walk = files.find("bind", from, path, false, privileged);
        if (!socket.path.isEmpty()) {
            throw new ErrnoException("bind", path, Errno.EINVAL);
        }
        if (walk.node() != null) {
            throw new ErrnoException("bind", path, Errno.EADDRINUSE);
        }
        if (!privileged && (walk.parent().mode & 0200) == 0) {
            throw new ErrnoException("bind", path, Errno.EACCES);
        }
        FakeFiles.enter(walk.parent(), walk.name(), files.numbered(new Node.Bound(0600, socket)));
        socket.path = path;
    }

    /** As connect(2): fails if nobody listens there. */
    void connect(Node.Directory from, String path, boolean privileged) throws ErrnoException {
        if (path.length() > LONGEST_PATH) {
            throw new ErrnoException("connect", path, Errno.ENAMETOOLONG);
        }
        Node node = files.find("connect", from, path, true, privileged).node();
        if (node == null) {
            throw new ErrnoException("connect", path, Errno.ENOENT);
        }
        if (!privileged && (node.mode & 0200) == 0) {
            throw new ErrnoException("connect", path, Errno.EACCES);
        }
        if (!(node instanceof Node.Bound bound) || !bound.socket.isOpen()) {
            throw new ErrnoException("connect", path, Errno.ECONNREFUSED);
        }
    }

    /** As sendto(2). */
    int send(Node.Directory from, String sender, byte[] data, String to, boolean privileged) {
        if (to.length() > LONGEST_PATH) {
            return Errno.ENAMETOOLONG.code();
        }
        if (to.startsWith("\0")) {
            FakeSocket socket = abstracts.get(to);
            return socket == null ? Errno.ECONNREFUSED.code() : socket.deliver(data, sender);
        }
        try {
            Node node = files.find("sendto", from, to, true, privileged).node();
            if (node == null) {
                return Errno.ENOENT.code();
            }
            if (!privileged && (node.mode & 0200) == 0) {
                return Errno.EACCES.code();
            }
            return node instanceof Node.Bound bound ? bound.socket.deliver(data, sender) : Errno.ECONNREFUSED.code();
        } catch (ErrnoException e) {
            return e.errno().code();
        }
    }
}
