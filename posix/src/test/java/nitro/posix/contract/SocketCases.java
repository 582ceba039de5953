package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.PollSet;

/** {@link nitro.posix.Sockets}: datagrams as the supervisor sends and receives them. */
final class SocketCases {
    private SocketCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("bind: the file is its owner's alone under any umask", SocketCases::bind),
                new Case("bind: why it fails", SocketCases::bindErrors),
                new Case("connect: tells a stale socket from a live one", SocketCases::connect),
                new Case("receive: nothing there, and nothing waited for", SocketCases::nothing),
                new Case("receive: with the sender's path, of any bytes", SocketCases::senders),
                new Case("receive: with a sender's abstract name, each byte of it", SocketCases::abstractSender),
                new Case("receive: a sender without a path has none", SocketCases::unbound),
                new Case("receive: an empty datagram is one", SocketCases::empty),
                new Case("receive: one too long for the buffer is cut, the next is whole", SocketCases::truncated),
                new Case("send: nobody there, and the socket is as before", SocketCases::nobody),
                new Case("send: not to where we may not write", SocketCases::forbidden),
                new Case("send: never waits for a full queue", SocketCases::full),
                new Case("send: why else it fails", SocketCases::sendErrors),
                new Case("send and receive: 4096 bytes at once", SocketCases::large),
                new Case("poll: a datagram makes its socket readable", SocketCases::poll));
    }

    private static int bound(World world, String name) throws ErrnoException {
        int fd = world.posix.datagramSocket();
        world.posix.bind(fd, world.path(name));
        return fd;
    }

    private static int send(World world, int fd, String text, String to) {
        return world.posix.send(fd, text.getBytes(ISO_8859_1), text.length(), to);
    }

    private static String receive(World world, int fd, Datagram datagram) {
        int count = world.posix.receive(fd, datagram);
        if (count < 0) {
            return Errno.of(count).name();
        }
        Check.equal(count, datagram.length, "length of the datagram");
        return new String(datagram.data, 0, datagram.length, ISO_8859_1);
    }

    private static void bind(World world) throws ErrnoException {
        for (int mask : new int[] {0, 0777, 022}) {
            int before = world.posix.umask(mask);
            int fd = bound(world, "socket" + mask);
            Check.equal(mask, world.posix.umask(before), "umask afterwards");
            FileStatus status = world.posix.stat(world.path("socket" + mask));
            Check.equal(FileStatus.Type.SOCKET, status.type(), "type");
            Check.equal(0600, status.mode(), "mode");
            world.posix.close(fd);
        }
    }

    private static void bindErrors(World world) throws ErrnoException {
        int fd = world.posix.datagramSocket();
        world.makeStale("stale");
        int umask = world.posix.umask(022);
        Check.fails(Errno.EADDRINUSE, () -> world.posix.bind(fd, world.path("stale")));
        Check.equal(022, world.posix.umask(umask), "umask after an error");
        Check.fails(Errno.ENOENT, () -> world.posix.bind(fd, world.path("missing/socket")));
        Check.fails(Errno.ENAMETOOLONG, () -> world.posix.bind(fd, "/" + "x".repeat(107)));
        world.posix.bind(fd, world.path("good"));
        Check.fails(Errno.EINVAL, () -> world.posix.bind(fd, world.path("again")));
        world.posix.close(fd);
        Check.fails(Errno.EBADF, () -> world.posix.bind(fd, world.path("closed")));
    }

    private static void connect(World world) throws ErrnoException {
        int live = bound(world, "live");
        world.makeStale("stale");
        world.write("file", "", 0600);
        int fd = world.posix.datagramSocket();
        Check.fails(Errno.ECONNREFUSED, () -> world.posix.connect(fd, world.path("stale")));
        Check.fails(Errno.ECONNREFUSED, () -> world.posix.connect(fd, world.path("file")));
        Check.fails(Errno.ENOENT, () -> world.posix.connect(fd, world.path("missing")));
        Check.fails(Errno.ENAMETOOLONG, () -> world.posix.connect(fd, "/" + "x".repeat(107)));
        world.posix.connect(fd, world.path("live"));
        world.posix.close(fd);
        world.posix.close(live);
    }

    private static void nothing(World world) throws ErrnoException {
        int fd = world.posix.datagramSocket();
        Datagram datagram = new Datagram(10);
        Check.equal("EAGAIN", receive(world, fd, datagram), "received");
        world.posix.bind(fd, world.path("socket"));
        Check.equal("EAGAIN", receive(world, fd, datagram), "received");
        world.posix.close(fd);
        Check.equal("EBADF", receive(world, fd, datagram), "received");
    }

    private static void senders(World world) throws ErrnoException {
        String before = world.posix.getcwd();
        world.posix.chdir(world.path(""));
        try {
            int server = world.posix.datagramSocket();
            world.posix.bind(server, "server");
            Datagram datagram = new Datagram(100);
            for (String name : ClientCases.ALL_BYTES) {
                String path = name.substring(0, Math.min(name.length(), 107));
                int client = world.posix.datagramSocket();
                world.posix.bind(client, path);
                Check.equal(3, send(world, client, "a\0\u00ff", "server"), "bytes sent");
                Check.equal("a\0\u00ff", receive(world, server, datagram), "received");
                Check.equal(path, datagram.sender, "sender");
                Check.equal(2, send(world, server, "OK", datagram.sender), "bytes sent");
                Check.equal("OK", receive(world, client, datagram), "answer");
                Check.equal("server", datagram.sender, "sender");
                world.posix.close(client);
            }
            world.posix.close(server);
        } finally {
            world.posix.chdir(before);
        }
    }

    private static void abstractSender(World world) throws ErrnoException {
        int server = bound(world, "server");
        Datagram datagram = new Datagram(100);
        String unique = "\0" + world.path("client").hashCode();
        for (String name : List.of(unique, unique + "\0\u00ff\0")) {
            int client = world.posix.datagramSocket();
            world.posix.bind(client, name);
            send(world, client, "one", world.path("server"));
            Check.equal("one", receive(world, server, datagram), "received");
            Check.equal(name, datagram.sender, "sender");
            Check.equal(2, send(world, server, "OK", datagram.sender), "bytes sent");
            Check.equal("OK", receive(world, client, datagram), "answer");
            world.posix.close(client);
            Check.equal(Errno.ECONNREFUSED.code(), send(world, server, "OK", name), "result when it is gone");
        }
        world.posix.close(server);
    }

    private static void unbound(World world) throws ErrnoException {
        int server = bound(world, "server");
        int bound = bound(world, "bound");
        int unbound = world.posix.datagramSocket();
        Datagram datagram = new Datagram(100);
        send(world, bound, "one", world.path("server"));
        send(world, unbound, "two", world.path("server"));
        Check.equal("one", receive(world, server, datagram), "received");
        Check.equal(world.path("bound"), datagram.sender, "sender");
        Check.equal("two", receive(world, server, datagram), "received");
        Check.equal("", datagram.sender, "sender");
        for (int fd : new int[] {server, bound, unbound}) {
            world.posix.close(fd);
        }
    }

    private static void empty(World world) throws ErrnoException {
        int server = bound(world, "server");
        int client = bound(world, "client");
        Datagram datagram = new Datagram(100);
        Check.equal(0, send(world, client, "", world.path("server")), "bytes sent");
        Check.equal(0, world.posix.receive(server, datagram), "bytes received");
        Check.equal(0, datagram.length, "length");
        Check.equal(world.path("client"), datagram.sender, "sender");
        Check.equal("EAGAIN", receive(world, server, datagram), "received");
        world.posix.close(server);
        world.posix.close(client);
    }

    private static void truncated(World world) throws ErrnoException {
        int fd = bound(world, "socket");
        Datagram small = new Datagram(4);
        send(world, fd, "123456", world.path("socket"));
        send(world, fd, "next", world.path("socket"));
        Check.equal("1234", receive(world, fd, small), "received");
        Check.equal(world.path("socket"), small.sender, "sender");
        Check.equal("next", receive(world, fd, small), "received");
        Check.equal("EAGAIN", receive(world, fd, small), "received");
        world.posix.close(fd);
    }

    private static void nobody(World world) throws ErrnoException {
        int server = bound(world, "server");
        int client = bound(world, "client");
        Datagram datagram = new Datagram(100);
        world.makeStale("stale");
        world.write("file", "", 0600);
        for (String path : List.of("stale", "file", "stale", "")) {
            Check.code(Errno.ECONNREFUSED, send(world, server, "x", world.path(path)), "sent to " + path);
            send(world, client, "x", world.path("server"));
            Check.equal("x", receive(world, server, datagram), "received after that");
        }
        Check.code(Errno.ENOENT, send(world, server, "x", world.path("missing")), "sent");
        Check.code(Errno.ENOTDIR, send(world, server, "x", world.path("file/socket")), "sent");
        Check.equal(1, send(world, server, "y", world.path("client")), "bytes sent after that");
        Check.equal("y", receive(world, client, datagram), "received");
        world.posix.close(server);
        world.posix.close(client);
    }

    private static void forbidden(World world) throws ErrnoException {
        Check.skipUnless(!world.isRoot(), "root may write to every socket");
        int server = bound(world, "server");
        int client = bound(world, "client");
        world.posix.chmod(world.path("server"), 0);
        Check.code(Errno.EACCES, send(world, client, "x", world.path("server")), "sent");
        Check.fails(Errno.EACCES, () -> world.posix.connect(client, world.path("server")));
        world.posix.close(server);
        world.posix.close(client);
    }

    private static void full(World world) throws ErrnoException {
        int server = bound(world, "server");
        int client = bound(world, "client");
        Datagram datagram = new Datagram(100);
        int sent = 0;
        int result;
        while ((result = send(world, client, "x", world.path("server"))) == 1) {
            sent++;
            Check.that(sent < 100_000, "queues have an end");
        }
        Check.code(Errno.EAGAIN, result, "sent to a full queue");
        for (int i = 0; i < sent; i++) {
            Check.equal("x", receive(world, server, datagram), "received");
        }
        Check.equal("EAGAIN", receive(world, server, datagram), "received after that");
        Check.equal(1, send(world, client, "x", world.path("server")), "sent after that");
        world.posix.close(server);
        world.posix.close(client);
    }

    private static void sendErrors(World world) throws ErrnoException {
        int fd = bound(world, "socket");
        Check.code(Errno.ENAMETOOLONG, send(world, fd, "x", "/" + "x".repeat(107)), "sent to a long path");
        int result = world.posix.send(fd, new byte[5_000_000], 5_000_000, world.path("socket"));
        Check.code(Errno.EMSGSIZE, result, "sent, far too long");
        world.posix.close(fd);
        Check.code(Errno.EBADF, send(world, fd, "x", world.path("socket")), "sent from nowhere");
    }

    private static void large(World world) throws ErrnoException {
        int fd = bound(world, "socket");
        String text = "0123456789abcde\u00ff".repeat(256);
        Check.equal(4096, send(world, fd, text, world.path("socket")), "bytes sent");
        Check.equal(text, receive(world, fd, new Datagram(8192)), "received");
        byte[] more = new byte[10];
        more[0] = 'a';
        Check.equal(1, world.posix.send(fd, more, 1, world.path("socket")), "bytes sent, the first only");
        Check.equal("a", receive(world, fd, new Datagram(8192)), "received");
        world.posix.close(fd);
    }

    private static void poll(World world) throws ErrnoException {
        int fd = bound(world, "socket");
        PollSet set = new PollSet();
        set.add(fd, PollSet.READ);
        Check.equal(0, world.posix.poll(set, 0), "number of the ready");
        send(world, fd, "x", world.path("socket"));
        Check.equal(1, world.posix.poll(set, 1000), "number of the ready");
        Check.equal(PollSet.READ, set.ready(0), "what is ready");
        world.posix.close(fd);
    }
}
