package nitro.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Files.Pipe;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Program;
import nitro.posix.fake.Scenario;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The descriptors that a loop watches, over the fake system. */
class WatchesTest {
    private final FakePosix posix = new FakePosix();
    private final List<String> log = new ArrayList<>();
    private final Loop loop = new Loop(posix, error -> log.add(error.getMessage()));
    private final byte[] buffer = new byte[16];

    @Test
    void oneDescriptorIsWatchedForReadingAndForWriting() throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        posix.close(pipe.reader()); // so that its writer is ready for all
        Watch[] watches = new Watch[3];
        watches[0] = loop.watch(pipe.writer(), () -> {
            log.add("read");
            watches[0].end();
        });
        watches[1] = loop.watchWritable(pipe.writer(), () -> {
            log.add("write");
            watches[1].end();
            watches[2] = loop.watchWritable(pipe.writer(), () -> {
                log.add("write again");
                watches[2].end();
                loop.stop();
            });
            log.add("not at once");
        });
        loop.run();
        assertEquals(List.of("read", "write", "not at once", "write again"), log);
    }

    @Test
    void whatIsAlwaysReadyIsHandledInEachTurnAndOthersToo() throws ErrnoException {
        posix.files().file("/file", "abc");
        int fd = posix.open("/file", Files.READ, 0);
        Pipe pipe = posix.pipe(true);
        Watch[] watch = new Watch[1];
        watch[0] = loop.watch(fd, () -> {
            int count = posix.read(fd, new byte[1]);
            log.add("file " + count);
            if (count == 0) {
                watch[0].end();
                posix.clock().after(10, () -> posix.write(pipe.writer(), new byte[1], 0, 1));
            }
        });
        loop.watch(pipe.reader(), loop::stop);
        loop.run();
        assertEquals(List.of("file 1", "file 1", "file 1", "file 0"), log);
    }

    @Test
    void aDescriptorThatIsNotOpenIsReadyForWhoFindsThatOut() {
        Watch[] watch = new Watch[1];
        watch[0] = loop.watch(77, () -> {
            log.add(Errno.of(posix.read(77, buffer)).name());
            watch[0].end();
            loop.stop();
        });
        loop.run();
        assertEquals(List.of("EBADF"), log);
    }

    @Test
    void anotherDescriptorWithTheSameNumberIsNotMistakenForTheFirst() throws ErrnoException {
        Pipe one = posix.pipe(true);
        Pipe two = posix.pipe(true);
        for (Pipe pipe : List.of(one, two)) {
            posix.write(pipe.writer(), new byte[1], 0, 1);
        }
        Watch[] watches = new Watch[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            Pipe pipe = other == 0 ? one : two;
            watches[i] = loop.watch((i == 0 ? one : two).reader(), () -> {
                log.add("handled");
                watches[other].end();
                posix.close(pipe.reader());
                try {
                    Pipe third = posix.pipe(true);
                    assertEquals(pipe.reader(), third.reader(), "the number is used again");
                    loop.watch(third.reader(), () -> log.add("nothing is there"));
                } catch (ErrnoException e) {
                    log.add(e.getMessage());
                }
                loop.after(10, loop::stop);
                watches[1 - other].end();
            });
        }
        loop.run();
        assertEquals(List.of("handled"), log);
    }

    @Test
    void aWatchThatEndsAfterItsDescriptorWasClosedLeavesNothingBehind() throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        Pipe other = posix.pipe(true);
        Watch watch = loop.watch(pipe.reader(), () -> log.add("who calls?"));
        loop.watch(other.reader(), loop::stop);
        posix.files().executable("/bin/holder", Program::idle);
        posix.spawn(new Spawn(
                "/bin/holder",
                List.of("holder"),
                List.of(),
                "",
                List.of(new Spawn.Duplicate(pipe.reader(), 0)),
                true,
                -1));
        posix.close(pipe.reader());
        watch.end();
        posix.write(pipe.writer(), new byte[1], 0, 1);
        List<Integer> limits = new ArrayList<>();
        posix.scenario(new Scenario() {
            @Override
            public void waits(int millis) {
                limits.add(millis);
            }
        });
        posix.clock().after(10, () -> posix.write(other.writer(), new byte[1], 0, 1));
        loop.run();
        assertEquals(List.of(), log);
        assertEquals(List.of(-1), limits, "the other process's descriptor wakes nobody");
    }

    @Test
    void whatTheSystemDoesNotRegisterIsTriedAgain() throws ErrnoException {
        int[] failures = {3};
        Posix failing = Tap.on(posix, new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.startsWith("epollAdd") && failures[0]-- > 0 ? Errno.ENOSPC : null;
            }
        });
        Loop patient = new Loop(failing, error -> log.add(error.getMessage()));
        Pipe pipe = posix.pipe(true);
        posix.write(pipe.writer(), new byte[1], 0, 1);
        long begin = posix.now();
        patient.watch(pipe.reader(), patient::stop);
        patient.run();
        assertEquals(200, posix.now() - begin);
        assertEquals(List.of(), log);
    }

    @Test
    void withoutAFreeDescriptorItWaitsForTimersAndForSignals() throws ErrnoException {
        boolean[] full = {true};
        Posix failing = Tap.on(posix, new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.equals("epollCreate") && full[0] ? Errno.EMFILE : null;
            }
        });
        Loop patient = new Loop(failing, error -> log.add(error.getMessage()));
        patient.handle(Map.of(Signal.HUP, () -> log.add("HUP")), (pid, status) -> {});
        Pipe pipe = posix.pipe(true);
        posix.write(pipe.writer(), new byte[1], 0, 1);
        patient.watch(pipe.reader(), patient::stop);
        posix.clock().after(10, () -> posix.signal(Signal.HUP));
        patient.after(250, () -> {
            log.add("timer");
            full[0] = false;
        });
        patient.run();
        assertEquals(List.of("HUP", "timer"), log);
    }

    @Test
    @Spec("engine 8.1")
    void aThousandDescriptorsCostOneWait() throws ErrnoException {
        posix.limit(5000);
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Pipe pipe = posix.pipe(true);
            pipes.add(pipe);
            loop.watch(pipe.reader(), () -> {
                posix.read(pipe.reader(), buffer);
                loop.stop();
            });
        }
        List<String> calls = new ArrayList<>();
        posix.write(pipes.get(900).writer(), new byte[1], 0, 1);
        posix.scenario(new Scenario() {
            @Override
            public void waits(int millis) {
                calls.add("waits");
            }

            @Override
            public void polls(PollSet set, int millis) {
                calls.add("polls " + set.size());
            }
        });
        loop.run();
        assertEquals(List.of("waits"), calls);
    }
}
