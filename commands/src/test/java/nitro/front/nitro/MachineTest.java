package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Machine.Reboot;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.Executed;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Halted;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.posix.fake.WouldBlock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pid 1 of a machine does where something is missing or does not work, in virtual time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MachineTest {
    private static final Self SELF = new Self("/bin/nitro", List.of());

    /** Signals to it do nothing but KILL. */
    private static final Program STUBBORN = new Program() {
        @Override
        public void start(FakeProcess self) {}

        @Override
        public boolean signal(FakeProcess self, int signal) {
            return true;
        }
    };

    private final FakePosix posix = new FakePosix(Chance.calm(), 1);

    /** {@code TIME WHAT} of programs, in milliseconds since the start. */
    private final List<String> seen = new ArrayList<>();

    private final long start = posix.clock().now();

    MachineTest() {
        posix.user(0);
        posix.files().directory("/etc/nitro/SYS");
        posix.files().executable("/bin/nitro", () -> this::help);
    }

    @Test
    @Spec({"7.1", "7.2"})
    void theConsoleComesWithDev() {
        closeStreams();
        posix.files().remove("/dev/null");
        posix.files().remove("/dev/console");
        signalAfter(100, Signal.PWR);
        assertInstanceOf(Halted.class, run());
        assertEquals(
                List.of("reboot CAD_OFF", "mount devtmpfs /dev", "mount tmpfs /run"),
                posix.machineCalls().subList(0, 3));
        assertDescriptorsAre("console");
        assertSaid("booting");
    }

    @Test
    @Spec("7.1")
    void withoutAConsoleItGoesOn() {
        posix.files().remove("/dev/console");
        signalAfter(100, Signal.PWR);
        assertInstanceOf(Halted.class, run());
        assertSaid("open /dev/console: No such file or directory");
        assertSaid("finished");
    }

    @Test
    @Spec("7.2")
    void pipesThatStoodInForTheStreamsEndWhenTheConsoleComes() throws ErrnoException {
        closeStreams();
        posix.mount("tmpfs", "/dev", "tmpfs", false, ""); // so that nitro leaves it alone
        script("SYS/setup", self -> {
            self.write(1, "x".repeat(5000));
            posix.files().device("/dev/console", posix.console());
            self.exit(0);
        });
        script("SYS/finish", Program.exits(0, 5000));
        signalAfter(100, Signal.PWR);
        assertInstanceOf(Halted.class, run());
        assertDescriptorsAre("console");
        assertEquals("5100 reboot POWER_OFF", seen.getLast());
    }

    @Test
    @Spec({"3.3", "7.1"})
    void setupIsExecutedByTheHelperThatTakesTheTerminal() {
        script("SYS/setup", Program.exits(0, 0));
        signalAfter(100, Signal.PWR);
        run();
        assertEquals(
                List.of("0 helper [nitro, --with-terminal, setup, setup]", "0 setup /etc/nitro/SYS [setup]"),
                seen.subList(0, 2));
    }

    @Test
    @Spec({"3.5", "7.4"})
    void aFinalScriptThatHangsIsKilled() {
        script("SYS/final", STUBBORN);
        signalAfter(100, Signal.PWR);
        assertInstanceOf(Halted.class, run());
        assertEquals(List.of("100 final /etc/nitro [SYS/final, shutdown]", "30100 reboot POWER_OFF"), seen);
        List<String> calls = posix.machineCalls();
        assertEquals(
                List.of("remount / read-only", "sync", "reboot POWER_OFF"),
                calls.subList(calls.size() - 3, calls.size()));
    }

    @Test
    @Spec({"3.5", "7.4"})
    void aFinalScriptThatKillDoesNotEndIsLeft() {
        script("SYS/final", self -> self.stuck(true));
        signalAfter(100, Signal.INT);
        assertInstanceOf(Halted.class, run());
        assertEquals(List.of("100 final /etc/nitro [SYS/final, reboot]", "37100 reboot RESTART"), seen);
    }

    @Test
    @Spec({"3.4", "7.4"})
    void aFinishScriptThatKillDoesNotEndIsLeft() {
        script("SYS/finish", self -> self.stuck(true));
        signalAfter(100, Signal.PWR);
        assertInstanceOf(Halted.class, run());
        assertSaid("giving up on SYS/finish, which does not end");
        assertEquals(
                List.of(
                        "100 finish /etc/nitro/SYS [finish, 0, 0, shutdown]",
                        "44100 helper [nitro, --kill-all]",
                        "51100 reboot POWER_OFF"),
                seen);
    }

    @Test
    @Spec({"3.4", "7.4"})
    void aSetupScriptThatKillDoesNotEndDoesNotKeepTheMachineFromStopping() {
        script("SYS/setup", self -> self.stuck(true));
        script("SYS/finish", Program.exits(0, 0));
        signalAfter(100, Signal.INT);
        assertInstanceOf(Halted.class, run());
        assertSaid("giving up on SYS/setup, which does not end");
        assertEquals("15100 finish /etc/nitro/SYS [finish, 0, 0, reboot]", seen.get(2));
        assertEquals("29100 reboot RESTART", seen.getLast());
    }

    @Test
    @Spec("7.4")
    void whoIgnoresTermIsKilledByAChild() {
        straggle(false);
        assertInstanceOf(Halted.class, run());
        assertEquals(List.of("10000 helper [nitro, --kill-all]", "10000 reboot POWER_OFF"), seen);
    }

    @Test
    @Spec("7.4")
    void whereThatChildCannotBeNitroKillsItself() {
        straggle(false);
        posix.files().unexecutable("/bin/nitro", Errno.EIO);
        assertInstanceOf(Halted.class, run());
        assertEquals(List.of("10000 reboot POWER_OFF"), seen);
    }

    @Test
    @Spec("7.4")
    void whoDoesNotDieHoldsNothingUp() {
        straggle(true);
        assertInstanceOf(Halted.class, run());
        assertEquals(List.of("10000 helper [nitro, --kill-all]", "17000 reboot POWER_OFF"), seen);
    }

    /** A service leaves a process that ignores all signals, and is over long before the order to end after 3000. */
    private void straggle(boolean stuck) {
        posix.files().executable("/etc/nitro/a/run", () -> self -> {
            self.fork(STUBBORN).stuck(stuck);
            self.exit(0);
        });
        after(500, () -> posix.files().remove("/etc/nitro/a"));
        signalAfter(600, Signal.HUP);
        signalAfter(3000, Signal.PWR);
    }

    @Test
    @Spec("7.3")
    void inAContainerAnotherSizeOfTheTerminalIsNoOrderToStop() {
        posix.inContainer();
        script("SYS/reincarnate", Program.idle());
        signalAfter(100, Signal.WINCH);
        signalAfter(5000, Signal.QUIT);
        assertInstanceOf(Executed.class, run());
        assertEquals(List.of("5000 executed SYS/reincarnate as [SYS/reincarnate]"), seen);
    }

    @Test
    @Spec("7.3")
    void inAContainerWithoutATerminalThatSignalIsOne() throws ErrnoException {
        posix.inContainer();
        posix.dup2(posix.open("/dev/null", Files.READ, 0), 0);
        script("SYS/reincarnate", Program.idle());
        signalAfter(100, Signal.WINCH);
        assertInstanceOf(Executed.class, run());
        assertEquals(List.of("100 executed SYS/reincarnate as [SYS/reincarnate]"), seen);
    }

    @Test
    @Spec({"3.6", "7.4"})
    void aMachineThatDoesNotStopIsFatal() {
        posix.files().executable("/etc/nitro/SYS/fatal", Program::idle);
        signalAfter(100, Signal.PWR);
        Executed fatal = assertInstanceOf(
                Executed.class, run((call, arguments) -> arguments.contains(Reboot.POWER_OFF) ? Errno.EINVAL : null));
        assertEquals("SYS/fatal", fatal.path());
        assertEquals(List.of("SYS/fatal"), fatal.argv());
        assertEquals(List.of("PATH=/usr/bin:/bin:/usr/sbin:/sbin"), fatal.environment());
        assertSaid("the machine does not stop");
    }

    @Test
    @Spec({"3.6", "7.3"})
    void theShellComesAgainUntilCtrlAltDel() {
        posix.files().remove("/etc/nitro");
        posix.files().executable("/bin/sh", () -> self -> {
            see("shell " + self.argv() + (self.session() == self.pid() ? " leads a session" : ""));
            self.after(500, () -> self.exit(3));
        });
        signalAfter(1700, Signal.TERM);
        signalAfter(1800, Signal.INT);
        assertInstanceOf(Halted.class, run());
        assertSaid("can't open the services directory /etc/nitro: No such file or directory");
        String helper = " helper [nitro, --with-terminal, /bin/sh, -sh]";
        String shell = " shell [-sh] leads a session";
        assertEquals(List.of("0" + helper, "0" + shell, "1500" + helper, "1500" + shell, "1800 reboot RESTART"), seen);
        assertEquals("sync", posix.machineCalls().get(posix.machineCalls().size() - 2));
    }

    @Test
    @Spec("3.6")
    void withoutItsOwnProgramThereIsStillAShell() {
        posix.files().remove("/etc/nitro");
        posix.files().remove("/bin/nitro");
        posix.files().executable("/bin/sh", () -> self -> see("shell " + self.argv()));
        signalAfter(100, Signal.INT);
        assertInstanceOf(Halted.class, run());
        assertSaid("can't exec /bin/nitro: No such file or directory");
        assertEquals(List.of("0 shell [-sh]", "100 reboot RESTART"), seen);
    }

    @Test
    @Spec("3.6")
    void aFatalScriptThatCannotBeExecutedIsToldOf() {
        posix.files().file("/SYS/fatal", "", 0644);
        posix.files().remove("/etc/nitro");
        posix.files().executable("/bin/sh", () -> self -> see("shell " + self.argv()));
        signalAfter(100, Signal.INT);
        assertInstanceOf(Halted.class, run());
        assertSaid("can't exec /SYS/fatal: Permission denied");
        assertEquals("0 shell [-sh]", seen.get(1));
    }

    @Test
    @Spec("3.6")
    void aShellThatIsMissingIsTriedNowAndThen() {
        posix.files().remove("/etc/nitro");
        signalAfter(70_000, Signal.INT);
        assertInstanceOf(Halted.class, run());
        String helper = " helper [nitro, --with-terminal, /bin/sh, -sh]";
        assertEquals(List.of("0" + helper, "60000" + helper, "70000 reboot RESTART"), seen);
    }

    private void closeStreams() {
        for (int fd = 0; fd <= 2; fd++) {
            posix.close(fd);
        }
    }

    /** What the helpers do that nitro executes itself as. */
    private void help(FakeProcess self) {
        see("helper " + self.argv());
        if (self.argv().contains("--kill-all")) {
            self.kill(-1, 9);
            self.exit(0);
            return;
        }
        try {
            self.exec(self.argv().get(2), List.of(self.argv().get(3)));
        } catch (ErrnoException e) {
            self.exit(111);
        }
    }

    private void script(String path, Program program) {
        posix.files().executable("/etc/nitro/" + path, () -> new Program() {
            @Override
            public void start(FakeProcess self) {
                see(path.substring(path.lastIndexOf('/') + 1) + " " + self.directory() + " " + self.argv());
                program.start(self);
            }

            @Override
            public boolean signal(FakeProcess self, int signal) {
                return program.signal(self, signal);
            }
        });
    }

    private void see(String what) {
        seen.add(posix.clock().now() - start + " " + what);
    }

    private void after(long millis, Runnable what) {
        posix.clock().after(millis, what);
    }

    private void signalAfter(long millis, Signal signal) {
        after(millis, () -> posix.signal(signal));
    }

    /** Runs nitro to its end, and answers what that is. */
    private Throwable run() {
        return run((call, arguments) -> null);
    }

    private interface Failing {
        @Nullable
        Errno before(String call, List<Object> arguments);
    }

    private Throwable run(Failing failing) {
        Posix tapped = Tap.on(posix, new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return failing.before(call, arguments);
            }
        });
        Platform platform = new OnlyPosix(tapped);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try {
            int status = new Nitro(() -> "test")
                    .run(new Invocation("nitro", List.of(), List.of(), SELF, nowhere, nowhere), platform);
            throw new AssertionError(
                    "nitro ends with " + status + "\n" + posix.console().written());
        } catch (Executed | Halted | WouldBlock end) {
            see(String.valueOf(end.getMessage()));
            return end;
        }
    }

    private void assertSaid(String line) {
        String written = posix.console().written();
        assertTrue(written.contains("- nitro: " + line + "\n"), written);
    }

    private void assertDescriptorsAre(String what) {
        for (int fd = 0; fd <= 2; fd++) {
            assertEquals(what, posix.descriptors().get(fd));
        }
    }
}
