package nitro.posix.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import org.junit.jupiter.api.Test;

class FakeProcessesTest {
    private final FakePosix posix = new FakePosix();
    private final int[] status = new int[1];

    private Spawn request(Duplicate... duplicates) {
        return new Spawn("run", List.of("run", "x"), List.of("A=b"), "/sv", List.of(duplicates), true, Spawn.INHERIT);
    }

    private FakeProcess spawn(Program program, Duplicate... duplicates) throws ErrnoException {
        posix.files().executable("/sv/run", () -> program);
        return Objects.requireNonNull(posix.processes().get(posix.spawn(request(duplicates))));
    }

    private void pass(long millis) {
        posix.clock().runUntil(posix.now() + millis);
    }

    private Errno spawnFails() {
        return assertThrows(ErrnoException.class, () -> posix.spawn(request())).errno();
    }

    @Test
    void aChildHasWhatItsRequestSays() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(false);
        FakeProcess child = spawn(
                Program.idle(), new Duplicate(pipe.writer(), 1), new Duplicate(1, 2), new Duplicate(pipe.reader(), 7));
        assertEquals(Map.of(0, "console", 1, "pipe 1 write", 2, "pipe 1 write", 7, "pipe 1 read"), child.descriptors());
        assertEquals("/sv", child.directory());
        assertEquals(List.of("run", "x"), child.argv());
        assertEquals(List.of("A=b"), child.environment());
        assertEquals(child.pid(), child.session());
        assertEquals(posix.getpid(), child.parent());
    }

    @Test
    void whatCannotBeExecutedFails() {
        assertEquals(Errno.ENOENT, spawnFails());
        posix.files().file("/sv/run", "");
        assertEquals(Errno.EACCES, spawnFails());
        posix.files().mode("/sv/run", 0755);
        assertEquals(Errno.ENOEXEC, spawnFails());
        posix.files().unexecutable("/sv/run", Errno.ETXTBSY);
        assertEquals(Errno.ETXTBSY, spawnFails());
        posix.files().executable("/sv/run", Program::idle);
        Spawn badSource =
                new Spawn("run", List.of("run"), List.of(), "/sv", List.of(new Duplicate(77, 1)), true, Spawn.INHERIT);
        assertEquals(
                Errno.EBADF,
                assertThrows(ErrnoException.class, () -> posix.spawn(badSource)).errno());
        assertTrue(posix.processes().list().isEmpty());
    }

    @Test
    void deathIsAZombieUntilItIsReaped() throws ErrnoException {
        assertEquals(Errno.ECHILD.code(), posix.reap(status));
        int signals = posix.signalDescriptor(List.of(Signal.CHLD));
        FakeProcess first = spawn(Program.exits(3, 10));
        spawn(Program.exits(4, 10));
        assertEquals(0, posix.reap(status));
        pass(10);
        assertTrue(first.isZombie());
        assertEquals(0, posix.kill(first.pid(), 0));
        assertEquals(Signal.CHLD, posix.nextSignal(signals));
        assertNull(posix.nextSignal(signals));
        assertEquals(first.pid(), posix.reap(status));
        assertEquals(WaitStatus.ofExit(3), new WaitStatus(status[0]));
        assertEquals(Errno.ESRCH.code(), posix.kill(first.pid(), 0));
        assertTrue(posix.reap(status) > 0);
        assertEquals(Errno.ECHILD.code(), posix.reap(status));
    }

    @Test
    void signalsAreHeededIgnoredOrHeld() throws ErrnoException {
        int term = posix.number(Signal.TERM);
        FakeProcess plain = spawn(Program.idle());
        List<Integer> seen = new ArrayList<>();
        FakeProcess stubborn = spawn(new Program() {
            @Override
            public void start(FakeProcess self) {}

            @Override
            public boolean signal(FakeProcess self, int signal) {
                return seen.add(signal);
            }
        });
        pass(1);
        posix.kill(plain.pid(), posix.number(Signal.CONT));
        assertTrue(plain.isAlive());
        posix.kill(plain.pid(), term);
        assertTrue(plain.isZombie());
        posix.kill(stubborn.pid(), posix.number(Signal.STOP));
        posix.kill(stubborn.pid(), term);
        assertEquals(List.of(), seen);
        posix.kill(stubborn.pid(), posix.number(Signal.CONT));
        assertEquals(List.of(term, posix.number(Signal.CONT)), seen);
        stubborn.stuck(true);
        posix.kill(stubborn.pid(), posix.number(Signal.KILL));
        assertTrue(stubborn.isAlive());
        stubborn.stuck(false);
        assertTrue(stubborn.isZombie());
    }

    @Test
    void groupsAreSignalledTogether() throws ErrnoException {
        FakeProcess leader = spawn(self -> {
            self.fork(Program.idle());
            self.fork(Program.idle()).newGroup();
        });
        pass(1);
        List<FakeProcess> all = posix.processes().list();
        assertEquals(3, all.size());
        assertEquals(0, posix.kill(-leader.pid(), posix.number(Signal.TERM)));
        assertEquals(1, all.stream().filter(FakeProcess::isAlive).count());
        posix.kill(-1, posix.number(Signal.KILL));
        assertEquals(0, all.stream().filter(FakeProcess::isAlive).count());
        assertEquals(Errno.ESRCH.code(), posix.kill(-299, 0));
    }

    @Test
    void orphansComeToTheSubreaper() throws ErrnoException {
        Program forks = self -> {
            self.fork(Program.exits(0, 0));
            self.fork(Program.idle());
            self.after(5, () -> self.exit(0));
        };
        spawn(forks);
        pass(10);
        assertEquals(1, posix.processes().ours().size());
        posix.becomeSubreaper();
        spawn(forks);
        pass(10);
        assertEquals(4, posix.processes().ours().size());
    }

    @Test
    void programsReadAndWriteTheirDescriptors() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(false);
        StringBuilder read = new StringBuilder();
        FakeProcess reader = spawn(
                self -> self.reads(0, new FakeProcess.Reader() {
                    @Override
                    public void data(String bytes) {
                        read.append(bytes);
                    }

                    @Override
                    public void end() {
                        self.exit(0);
                    }
                }),
                new Duplicate(pipe.reader(), 0));
        FakeProcess writer = spawn(
                self -> self.after(5, () -> assertEquals(4, self.write(1, "line"))), new Duplicate(pipe.writer(), 1));
        posix.close(pipe.reader());
        posix.close(pipe.writer());
        pass(10);
        assertEquals("line", read.toString());
        assertTrue(reader.isAlive());
        posix.processes().kill(writer, Signal.TERM);
        pass(10);
        assertFalse(reader.isAlive());
    }

    @Test
    void ourOwnSignalsMakeADescriptorReadable() throws ErrnoException {
        int signals = posix.signalDescriptor(List.of(Signal.HUP, Signal.TERM));
        PollSet set = new PollSet();
        set.add(signals, PollSet.READ);
        posix.clock().after(100, () -> posix.signal(Signal.HUP));
        posix.clock().after(100, () -> posix.signal(Signal.HUP));
        assertEquals(1, posix.poll(set, -1));
        pass(1);
        assertEquals(Signal.HUP, posix.nextSignal(signals));
        assertNull(posix.nextSignal(signals));
    }

    @Test
    void aProcessMayKillOthersAndExecute() throws ErrnoException {
        FakeProcess other = spawn(Program.idle());
        posix.files().executable("/sv/next", () -> Program.exits(4, 0));
        FakeProcess killer = spawn(self -> {
            self.kill(-other.group(), posix.number(Signal.KILL));
            try {
                self.exec("next", List.of("next"));
            } catch (ErrnoException e) {
                throw new AssertionError(e);
            }
        });
        pass(1);
        assertTrue(other.isZombie());
        assertEquals(List.of("next"), killer.argv());
        assertTrue(killer.isZombie());
    }

    @Test
    void executionEndsTheProgram() throws ErrnoException {
        posix.pipe(false);
        FakeProcess child = spawn(Program.idle());
        ErrnoException failure =
                assertThrows(ErrnoException.class, () -> posix.exec("/bin/nitro", List.of("nitro"), List.of()));
        assertEquals(Errno.ENOENT, failure.errno());
        posix.files().executable("/bin/nitro", Program::idle);
        Executed executed =
                assertThrows(Executed.class, () -> posix.exec("/bin/nitro", List.of("nitro", "/sv"), List.of("A=b")));
        assertEquals(List.of("nitro", "/sv"), executed.argv());
        assertEquals(List.of(0, 1, 2), List.copyOf(posix.descriptors().keySet()));
        assertNotNull(posix.processes().get(child.pid()));
    }
}
