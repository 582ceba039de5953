package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be looked at for the moment is looked at again: it is neither there nor missing for good. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PassingFailureTest {
    private final Life life = new Life();

    /** Which of the calls on that path fails. */
    private int fatal = 1;

    private int calls;
    private Errno failure = Errno.EIO;

    /** Runs with one call that fails once, and ends after a while. */
    private void run(String call, String path, Errno errno) {
        life.signalAt(20_000, Signal.TERM);
        int status = life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String name, List<Object> arguments) {
                boolean concerned = name.equals(call)
                        && !arguments.isEmpty()
                        && arguments.getFirst().equals(path);
                return concerned && ++calls == fatal ? errno : null;
            }
        });
        assertEquals(0, status, life.said());
        assertTrue(calls >= fatal, "the call was never made");
    }

    @Test
    @Spec({"1.4", "4.3"})
    void aServiceWithoutSetupIsNotFatal() {
        life.service("a");
        life.expectAt(1000, "a", "DELAYED");
        life.expectAt(5000, "a", "UP");
        run("stat", "a/setup", Errno.EIO);
        life.assertSaid("can't exec a/setup: Input/output error");
    }

    @Test
    @Spec({"1.4", "4.3"})
    void aOneShotIsNotFatal() {
        life.script("a/setup", Program.exits(0, 10));
        life.expectAt(5000, "a", "ONESHOT");
        fatal = 2; // the first look tells whether it is a service
        run("stat", "a/run", Errno.ENOMEM);
    }

    @Test
    @Spec("1.3")
    void aServiceIsLoadedWhenItCanBeSeen() {
        life.service("a");
        life.expectAt(1000, "a", null);
        life.expectAt(5000, "a", "UP");
        run("stat", "a/run", Errno.ENOMEM);
        life.assertSaid("can't look at a: Cannot allocate memory");
    }

    @Test
    @Spec("1.4")
    void aServiceIsNotTakenForMarkedDown() {
        life.service("a");
        life.expectAt(1000, "a", "DOWN");
        life.expectAt(5000, "a", "UP");
        run("stat", "a/down", Errno.EIO);
        life.assertSaid("can't look at a/down: Input/output error");
    }

    @Test
    @Spec("1.4")
    void oneThatIsMarkedDownStaysSo() {
        life.service("a");
        life.file("a/down", "");
        life.expectAt(15_000, "a", "DOWN");
        run("stat", "a/down", Errno.EIO);
    }

    @Test
    @Spec({"1.4", "4.6"})
    void aCommandDecidesBeforeTheNextLook() {
        life.service("a");
        life.askAt(1000, new Request.Down("a"));
        life.expectAt(15_000, "a", "DOWN");
        run("stat", "a/down", Errno.EIO);
    }

    @Test
    @Spec("1.4")
    void withoutSearchPermissionItIsToldAndNotDownForNoReason() {
        life.service("a");
        life.expectAt(15_000, "a", "UP");
        run("stat", "a/down", Errno.EACCES);
    }

    @Test
    @Spec({"1.4", "4.9"})
    void aLogLinkIsReadAgain() {
        life.service("a");
        life.service("l");
        life.posix.files().link("../l", Life.SERVICES + "/a/log");
        List<String> loggers = new ArrayList<>();
        life.at(5000, () -> life.inside.services().forEach(look -> loggers.add(look.logger())));
        run("readlink", "a/log", Errno.EIO);
        life.assertSaid("can't read a/log: Input/output error");
        assertEquals(List.of("l", ""), loggers);
    }

    @Test
    @Spec({"4.3", "4.4"})
    void withoutADescriptorToReadWhatItTellsByItIsNotStarted() {
        life.file("a/notification-fd", "3");
        life.script("a/run", self -> self.after(8000, () -> self.write(3, "\n")));
        life.expectAt(1000, "a", "DELAYED");
        life.expectAt(9000, "a", "STARTING");
        life.expectAt(12_000, "a", "UP");
        run("head", "a/notification-fd", Errno.EMFILE);
    }

    @Test
    @Spec("1.4")
    void aGroupIsNotKilledForWhatNobodyCouldSee() {
        List<FakeProcess> left = new ArrayList<>();
        life.script("a/run", self -> {
            if (left.isEmpty()) {
                left.add(self.fork(Program.idle()));
                self.exit(0);
            }
        });
        life.at(5000, () -> assertEquals(true, left.getFirst().isAlive()));
        run("stat", "a/down-group", Errno.EIO);
    }

    /** SYS/setup cannot be executed so often. */
    private void systemSetup(Errno errno, int times) {
        life.service("a");
        life.script("SYS/setup", Program.exits(0, 100));
        failure = errno;
        fatal = times;
    }

    private int runWithSystemSetup() {
        return life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String name, List<Object> arguments) {
                boolean concerned = name.equals("spawn")
                        && ((Spawn) arguments.getFirst()).directory().equals("SYS");
                return concerned && ++calls <= fatal ? failure : null;
            }
        });
    }

    @Test
    @Spec({"3.3", "4.3"})
    void setupOfTheSystemComesFirstThoughItCannotBeExecutedAtOnce() {
        systemSetup(Errno.ETXTBSY, 2);
        life.expectAt(3000, "a", null);
        life.expectAt(7000, "a", "UP");
        life.signalAt(20_000, Signal.TERM);
        assertEquals(0, runWithSystemSetup());
        assertEquals(3, calls);
        life.assertSaid("can't exec SYS/setup: Text file busy");
    }

    @Test
    @Spec("3.3")
    void withoutSetupOfTheSystemTheServicesComeUpAfterAll() {
        systemSetup(Errno.EIO, 100);
        life.expectAt(7000, "a", null);
        life.expectAt(12_000, "a", "UP");
        life.signalAt(20_000, Signal.TERM);
        assertEquals(0, runWithSystemSetup());
        assertEquals(5, calls);
    }

    @Test
    @Spec({"3.3", "3.4"})
    void aShutdownDoesNotWaitForASetupThatCannotBeExecuted() {
        systemSetup(Errno.EAGAIN, 100);
        long start = life.posix.clock().now();
        life.signalAt(1000, Signal.TERM);
        assertEquals(0, runWithSystemSetup());
        assertEquals(1000, life.posix.clock().now() - start);
        assertEquals(1, calls);
    }

    @Test
    @Spec("4.8")
    void whatKeepsFailingIsTriedLessAndLessOften() {
        life.service("a");
        List<Long> times = new ArrayList<>();
        long start = life.posix.clock().now();
        life.signalAt(200_000, Signal.TERM);
        life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String name, List<Object> arguments) {
                if (name.equals("list") && arguments.getFirst().equals(".")) {
                    times.add((life.posix.clock().now() - start) / 1000);
                    return times.size() < 8 ? Errno.EIO : null;
                }
                return null;
            }
        });
        assertEquals(List.of(0L, 2L, 6L, 14L, 30L, 60L, 90L, 120L), times);
    }
}
