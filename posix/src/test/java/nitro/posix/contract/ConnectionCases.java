package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Notices.Notice;
import nitro.posix.PollSet;
import nitro.posix.Spawn;
import nitro.posix.fake.Spec;

/** {@link nitro.posix.Connections}, {@link nitro.posix.Notices} and {@link nitro.posix.Forks}, as far as they need nobody on the other side. */
final class ConnectionCases {
    private ConnectionCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("connect: nobody listens on a port", ConnectionCases::refused),
                new Case("connect: never to itself", ConnectionCases::itself),
                new Case("connect: an address is no name", ConnectionCases::noName),
                new Case("connect: a path where no stream is", ConnectionCases::paths),
                new Case("resolve: numbers, and names that there are not", ConnectionCases::resolve),
                new Case("notice: a name belongs to one, until it is closed", ConnectionCases::names),
                new Case("notice: nothing there, and nothing waited for", ConnectionCases::nothing),
                new Case("forks: a child, as soon as it is there", ConnectionCases::forks));
    }

    private static void refused(World world) {
        for (String address : List.of("127.0.0.1", "::1")) {
            int error;
            try {
                int fd = world.posix.beginConnect(address, 1);
                PollSet set = new PollSet();
                set.add(fd, PollSet.WRITE);
                Check.equal(1, world.posix.poll(set, 30_000), "number of the ready");
                error = world.posix.socketError(fd);
                world.posix.close(fd);
            } catch (ErrnoException e) {
                error = e.errno().code();
            }
            boolean noIp6 = address.equals("::1") && error != Errno.ECONNREFUSED.code(); // a machine may lack it
            Check.that(noIp6 || error == Errno.ECONNREFUSED.code(), "refused: " + error);
        }
    }

    /**
     * A connection to a port of those that the kernel gives to clients gets that port itself once in so many times, and then
     * TCP connects the socket to itself (RFC 9293, 3.5). The kernel goes through these ports in order.
     */
    @Spec("tools 2.4")
    private static void itself(World world) throws ErrnoException {
        int port = 40_000;
        for (int i = 0; i < 30_000; i++) {
            int error = attempt(world, port);
            if (i == 0 && error == 0) {
                port += 2; // somebody listens there
                i = -1;
            } else {
                Check.equal(Errno.ECONNREFUSED.code(), error, "attempt " + i + " at port " + port);
            }
        }
    }

    private static int attempt(World world, int port) throws ErrnoException {
        int fd = world.posix.beginConnect("127.0.0.1", port);
        PollSet set = new PollSet();
        set.add(fd, PollSet.WRITE);
        Check.equal(1, world.posix.poll(set, 30_000), "number of the ready");
        int error = world.posix.socketError(fd);
        world.posix.close(fd);
        return error;
    }

    private static void noName(World world) {
        Check.fails(Errno.EINVAL, () -> world.posix.beginConnect("localhost", 1));
        Check.fails(Errno.EINVAL, () -> world.posix.beginConnect("", 1));
    }

    private static void paths(World world) throws ErrnoException {
        int fd = world.posix.datagramSocket();
        world.posix.bind(fd, world.path("datagrams"));
        world.makeStale("stale");
        Check.fails(Errno.EPROTOTYPE, () -> world.posix.connectStream(world.path("datagrams")));
        Check.fails(Errno.ECONNREFUSED, () -> world.posix.connectStream(world.path("stale")));
        Check.fails(Errno.ENOENT, () -> world.posix.connectStream(world.path("missing")));
        Check.fails(Errno.ENAMETOOLONG, () -> world.posix.connectStream("/" + "x".repeat(107)));
        world.posix.close(fd);
    }

    private static void resolve(World world) {
        Check.equal(List.of(), world.posix.resolve("no such host"), "addresses");
    }

    private static void names(World world) throws ErrnoException {
        String name = "nitro-contract/" + world.posix.getpid();
        int fd = world.posix.noticeSocket(name);
        Check.fails(Errno.EADDRINUSE, () -> world.posix.noticeSocket(name));
        world.posix.close(fd);
        world.posix.close(world.posix.noticeSocket(name));
    }

    private static void nothing(World world) throws ErrnoException {
        int fd = world.posix.noticeSocket("nitro-contract-nothing/" + world.posix.getpid());
        Check.code(Errno.EAGAIN, world.posix.receiveNotice(fd, new Notice(100)), "received");
        world.posix.close(fd);
        Check.code(Errno.EBADF, world.posix.receiveNotice(fd, new Notice(100)), "received");
    }

    private static void forks(World world) throws ErrnoException {
        int fd;
        try {
            fd = world.posix.forkSocket();
        } catch (ErrnoException e) {
            Check.equal(false, areForksReported(world), "reported, but " + e.getMessage());
            return;
        }
        int pid = world.spawn(
                new Spawn("/bin/true", List.of("true"), World.ENVIRONMENT, "", List.of(), false, Spawn.INHERIT));
        int[] family = new int[2];
        boolean found = false;
        int outcome;
        while ((outcome = world.posix.receiveFork(fd, family)) >= 0) {
            found |= outcome == 1 && family[0] == world.posix.getpid() && family[1] == pid;
        }
        Check.code(Errno.EAGAIN, outcome, "received");
        Check.equal(areForksReported(world), found, "reported");
        world.await(pid);
        world.posix.close(fd);
        Check.code(Errno.EBADF, world.posix.receiveFork(fd, family), "received");
    }

    /** Whether we are root in the first namespaces, and the kernel can select events. */
    private static boolean areForksReported(World world) {
        String release;
        try {
            release = new String(world.posix.head("/proc/sys/kernel/osrelease", 64), ISO_8859_1);
        } catch (ErrnoException e) {
            return true; // the fake
        }
        String[] version = release.split("[^0-9]");
        try {
            world.posix.stat("/proc/net/connector");
            return world.isRoot()
                    && Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 6006
                    && world.posix.readlink("/proc/self/ns/pid").equals("pid:[4026531836]")
                    && world.posix.readlink("/proc/self/ns/user").equals("user:[4026531837]");
        } catch (ErrnoException e) {
            return false;
        }
    }
}
