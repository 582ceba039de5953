package nitro.posix.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nitro.posix.EpollEvents;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Signal;
import nitro.posix.Spawn.Duplicate;

/** epoll: who is ready of those that were added once. */
final class EpollCases {
    private static final int BOTH = PollSet.READ | PollSet.WRITE;

    private EpollCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("epoll: nothing is ready, and the time is taken", EpollCases::time),
                new Case(
                        "epoll: bytes, room and the other end's closing, as long as they are there", EpollCases::ready),
                new Case("epoll: other events and another token", EpollCases::modify),
                new Case("epoll: what cannot be added, changed or removed", EpollCases::errors),
                new Case("epoll: a hang-up is reported unasked", EpollCases::hangUp),
                new Case("epoll: hundreds of descriptors take turns", EpollCases::turns),
                new Case("epoll: a descriptor that is closed is gone", EpollCases::closed),
                new Case("epoll: a descriptor that another process has is not gone", EpollCases::shared),
                new Case("epoll: a wait without limit ends with a byte", EpollCases::unlimited),
                new Case("epoll: signals, like any descriptor", EpollCases::signals),
                new Case("epoll: is closed in programs that are started", EpollCases::closedOnExec));
    }

    /** What a wait finds, by token; it is repeated if a signal ends it. */
    private static SortedMap<Long, Integer> await(World world, int epoll, int capacity, int millis) {
        EpollEvents events = new EpollEvents(capacity);
        int count;
        do {
            count = world.posix.epollWait(epoll, events, millis);
        } while (count == Errno.EINTR.code());
        Check.that(count >= 0 && count <= capacity, "number of events: " + count);
        SortedMap<Long, Integer> found = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            found.put(events.token(i), events.ready(i));
        }
        Check.equal(count, found.size(), "number of tokens");
        return found;
    }

    private static SortedMap<Long, Integer> await(World world, int epoll) {
        return await(world, epoll, 8, 1000);
    }

    private static SortedMap<Long, Integer> map(long token, int ready) {
        SortedMap<Long, Integer> map = new TreeMap<>();
        map.put(token, ready);
        return map;
    }

    private static void add(World world, int epoll, int fd, int events, long token) {
        Check.equal(0, world.posix.epollAdd(epoll, fd, events, token), "adding " + fd);
    }

    private static void close(World world, int... fds) {
        for (int fd : fds) {
            world.posix.close(fd);
        }
    }

    private static void time(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, pipe.reader(), PollSet.READ, 1);
        long before = world.posix.now();
        Check.equal(new TreeMap<Long, Integer>(), await(world, epoll, 8, 100), "what is ready");
        Check.that(world.posix.now() - before >= 99, "100 ms have passed");
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready, at once");
        close(world, epoll, pipe.reader(), pipe.writer());
    }

    private static void ready(World world) throws ErrnoException {
        Files.Pipe one = world.posix.pipe(true);
        Files.Pipe two = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, one.reader(), PollSet.READ, Long.MAX_VALUE);
        add(world, epoll, two.reader(), PollSet.READ, -1);
        world.writeTo(two.writer(), "abc");
        Check.equal(map(-1, PollSet.READ), await(world, epoll), "what is ready");
        Check.equal(map(-1, PollSet.READ), await(world, epoll), "what is still ready");
        Check.equal(3, world.posix.read(two.reader(), new byte[8]), "bytes read");
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready");
        add(world, epoll, one.writer(), PollSet.WRITE, 7);
        Check.equal(map(7, PollSet.WRITE), await(world, epoll), "the writer with room");
        Check.equal(0, world.posix.epollRemove(epoll, one.writer()), "removing the writer");
        world.posix.close(one.writer());
        Check.equal(
                PollSet.READ,
                await(world, epoll).getOrDefault(Long.MAX_VALUE, 0) & PollSet.READ,
                "the reader at its end");
        close(world, epoll, one.reader(), two.reader(), two.writer());
    }

    private static void modify(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, pipe.writer(), PollSet.READ, 1);
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready");
        Check.equal(0, world.posix.epollModify(epoll, pipe.writer(), BOTH, 2), "asking for both");
        Check.equal(map(2, PollSet.WRITE), await(world, epoll), "what is ready");
        Check.equal(0, world.posix.epollModify(epoll, pipe.writer(), PollSet.READ, 3), "asking for less");
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready");
        Check.equal(0, world.posix.epollRemove(epoll, pipe.writer()), "removing");
        close(world, epoll, pipe.reader(), pipe.writer());
    }

    private static void errors(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        int file = world.posix.open(world.write("file", "x", 0600), Files.READ, 0);
        Check.code(Errno.EPERM, world.posix.epollAdd(epoll, file, PollSet.READ, 1), "adding a regular file");
        int device = world.posix.open("/dev/null", Files.READ, 0);
        Check.code(Errno.EPERM, world.posix.epollAdd(epoll, device, PollSet.READ, 1), "adding /dev/null");
        Check.code(Errno.ENOENT, world.posix.epollModify(epoll, pipe.reader(), PollSet.READ, 1), "changing");
        Check.code(Errno.ENOENT, world.posix.epollRemove(epoll, pipe.reader()), "removing");
        add(world, epoll, pipe.reader(), PollSet.READ, 1);
        Check.code(Errno.EEXIST, world.posix.epollAdd(epoll, pipe.reader(), PollSet.READ, 2), "adding twice");
        Check.code(Errno.EINVAL, world.posix.epollAdd(epoll, epoll, PollSet.READ, 2), "adding itself");
        Check.code(Errno.EINVAL, world.posix.epollAdd(pipe.reader(), epoll, PollSet.READ, 2), "adding to a pipe");
        Check.code(Errno.EINVAL, world.posix.epollWait(pipe.reader(), new EpollEvents(1), 0), "waiting for a pipe");
        close(world, file, device, epoll, pipe.reader(), pipe.writer());
        Check.code(Errno.EBADF, world.posix.epollAdd(epoll, pipe.reader(), PollSet.READ, 1), "adding to a closed one");
    }

    private static void hangUp(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, pipe.writer(), PollSet.READ, 1);
        world.posix.close(pipe.reader());
        Check.equal(map(1, BOTH), await(world, epoll), "the writer to nobody");
        close(world, epoll, pipe.writer());
    }

    private static void turns(World world) throws ErrnoException {
        List<Files.Pipe> pipes = new ArrayList<>();
        int epoll = world.posix.epollCreate();
        for (int i = 0; i < 200; i++) {
            Files.Pipe pipe = world.posix.pipe(true);
            pipes.add(pipe);
            add(world, epoll, pipe.reader(), PollSet.READ, i);
        }
        world.writeTo(pipes.get(7).writer(), "x");
        Check.equal(map(7, PollSet.READ), await(world, epoll), "what is ready of many");
        for (int i = 0; i < 30; i++) {
            if (i != 7) {
                world.writeTo(pipes.get(i).writer(), "x");
            }
        }
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            seen.addAll(await(world, epoll, 10, 1000).keySet());
        }
        Check.equal(30, seen.size(), "how many had their turn in three waits for ten");
        close(world, epoll);
        pipes.forEach(pipe -> close(world, pipe.reader(), pipe.writer()));
    }

    private static void closed(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, pipe.writer(), PollSet.WRITE, 1);
        close(world, pipe.writer());
        Check.code(Errno.EBADF, world.posix.epollRemove(epoll, pipe.writer()), "removing what is closed");
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready");
        close(world, epoll, pipe.reader());
    }

    private static void shared(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        int epoll = world.posix.epollCreate();
        add(world, epoll, pipe.reader(), PollSet.READ, 1);
        int child = world.start(List.of("/bin/sleep", "1000"), new Duplicate(pipe.reader(), 0));
        close(world, pipe.reader());
        world.writeTo(pipe.writer(), "x");
        Check.equal(map(1, PollSet.READ), await(world, epoll), "what is ready in a child");
        world.posix.kill(child, 9);
        world.await(child);
        Check.equal(0, await(world, epoll, 8, 0).size(), "number of the ready");
        close(world, epoll, pipe.writer());
    }

    private static void unlimited(World world) throws ErrnoException {
        World.Started shell = world.startReading(List.of("/bin/sh", "-c", "sleep 0.1; echo x"));
        int epoll = world.posix.epollCreate();
        add(world, epoll, shell.output(), PollSet.READ, 1);
        Check.equal(PollSet.READ, await(world, epoll, 1, -1).getOrDefault(1L, 0) & PollSet.READ, "what is ready");
        Check.equal("x\n", world.finish(shell), "output");
        close(world, epoll);
    }

    private static void signals(World world) throws ErrnoException {
        int epoll = world.posix.epollCreate();
        world.takeSignals();
        add(world, epoll, world.signals(), PollSet.READ, 5);
        world.posix.kill(world.posix.getpid(), world.posix.number(Signal.HUP));
        List<Signal> taken;
        do { // that a child of an earlier case has ended may be reported late
            Check.equal(map(5, PollSet.READ), await(world, epoll), "what is ready");
            taken = world.takeSignals();
        } while (!taken.contains(Signal.HUP));
        Check.equal(0, world.posix.epollRemove(epoll, world.signals()), "removing");
        close(world, epoll);
    }

    private static void closedOnExec(World world) throws ErrnoException {
        int epoll = world.posix.epollCreate();
        String open = world.run("/bin/sh", "-c", "exec ls -l /proc/self/fd");
        Check.that(!open.contains("eventpoll"), "no epoll is open in: " + open);
        close(world, epoll);
    }
}
