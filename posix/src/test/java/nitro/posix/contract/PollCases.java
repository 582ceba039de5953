package nitro.posix.contract;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;

/** poll: who is ready. */
final class PollCases {
    private PollCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("poll: nothing is ready, and the time is taken", PollCases::time),
                new Case("poll: bytes, room and the other end's closing", PollCases::ready),
                new Case("poll: a closed descriptor is as ready as can be", PollCases::closed),
                new Case("poll: a wait without limit ends with a byte", PollCases::unlimited),
                new Case("poll: hundreds of descriptors", PollCases::many),
                new Case("poll: the end of the last writer", PollCases::end));
    }

    private static PollSet set(int... fdsAndEvents) {
        PollSet set = new PollSet();
        for (int i = 0; i < fdsAndEvents.length; i += 2) {
            set.add(fdsAndEvents[i], fdsAndEvents[i + 1]);
        }
        return set;
    }

    private static void time(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        PollSet set = set(pipe.reader(), PollSet.READ);
        set.setReady(0, PollSet.READ);
        long before = world.posix.now();
        int ready;
        while ((ready = world.posix.poll(set, 100)) == Errno.EINTR.code()) {
            before = world.posix.now();
        }
        Check.equal(0, ready, "number of the ready");
        Check.equal(0, set.ready(0), "what is ready");
        Check.that(world.posix.now() - before >= 99, "100 ms have passed");
        Check.equal(0, world.posix.poll(set, 0), "number of the ready, at once");
        Check.equal(0, world.posix.poll(new PollSet(), 0), "number of the ready of none");
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
    }

    private static void ready(World world) throws ErrnoException {
        Files.Pipe one = world.posix.pipe(true);
        Files.Pipe two = world.posix.pipe(true);
        world.writeTo(two.writer(), "abc");
        PollSet set = set(
                one.reader(), PollSet.READ,
                two.reader(), PollSet.READ,
                one.writer(), PollSet.WRITE,
                two.writer(), PollSet.READ | PollSet.WRITE);
        Check.equal(3, world.posix.poll(set, 1000), "number of the ready");
        Check.equal(0, set.ready(0), "the reader of nothing");
        Check.equal(PollSet.READ, set.ready(1), "the reader of three bytes");
        Check.equal(PollSet.WRITE, set.ready(2), "a writer");
        Check.equal(PollSet.WRITE, set.ready(3), "a writer that would also read");
        world.posix.close(one.reader());
        Check.equal(2, world.posix.poll(set(one.writer(), PollSet.WRITE, two.reader(), PollSet.READ), 1000), "ready");
        set.clear();
        set.add(one.writer(), PollSet.READ);
        Check.equal(1, world.posix.poll(set, 1000), "number of the ready");
        Check.equal(PollSet.READ, set.ready(0), "the writer to nobody counts as what was wanted");
        world.posix.close(one.writer());
        world.posix.close(two.reader());
        world.posix.close(two.writer());
    }

    private static void closed(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        world.posix.close(pipe.reader());
        world.posix.close(pipe.writer());
        PollSet set = set(pipe.reader(), PollSet.READ, pipe.writer(), PollSet.READ | PollSet.WRITE);
        Check.equal(2, world.posix.poll(set, 1000), "number of the ready");
        Check.equal(PollSet.READ, set.ready(0), "the reader");
        Check.equal(PollSet.READ | PollSet.WRITE, set.ready(1), "the writer");
    }

    private static void unlimited(World world) throws ErrnoException {
        World.Started shell = world.startReading(List.of("/bin/sh", "-c", "sleep 0.1; echo x"));
        PollSet set = set(shell.output(), PollSet.READ);
        int ready;
        while ((ready = world.posix.poll(set, -1)) == Errno.EINTR.code()) {}
        Check.equal(1, ready, "number of the ready");
        Check.equal(PollSet.READ, set.ready(0), "what is ready");
        Check.equal("x\n", world.finish(shell), "output");
    }

    private static void many(World world) throws ErrnoException {
        List<Files.Pipe> pipes = new ArrayList<>();
        PollSet set = new PollSet();
        for (int i = 0; i < 200; i++) {
            Files.Pipe pipe = world.posix.pipe(true);
            pipes.add(pipe);
            set.add(pipe.reader(), PollSet.READ);
        }
        world.writeTo(pipes.get(7).writer(), "x");
        world.writeTo(pipes.get(199).writer(), "x");
        Check.equal(2, world.posix.poll(set, 1000), "number of the ready");
        for (int i = 0; i < 200; i++) {
            Check.equal(i == 7 || i == 199 ? PollSet.READ : 0, set.ready(i), "what is ready of " + i);
            world.posix.close(pipes.get(i).reader());
            world.posix.close(pipes.get(i).writer());
        }
    }

    private static void end(World world) throws ErrnoException {
        Files.Pipe pipe = world.posix.pipe(true);
        world.posix.close(pipe.writer());
        PollSet set = set(pipe.reader(), PollSet.READ);
        Check.equal(1, world.posix.poll(set, 1000), "number of the ready");
        Check.equal(PollSet.READ, set.ready(0), "what is ready");
        world.posix.close(pipe.reader());
    }
}
