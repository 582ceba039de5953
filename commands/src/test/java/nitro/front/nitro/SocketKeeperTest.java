package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.FakeSockets.Peer;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The control socket and notify/ stay where clients look for them, and are one nitro's alone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocketKeeperTest {
    private static final String DIRECTORY = "/run/nitro";
    private static final String NOTIFY = DIRECTORY + "/notify";

    private final Life life = new Life();
    private final List<String> calls = new ArrayList<>();

    /** A call that fails, and how often it does. */
    private String failing = "";

    private int failures;

    private int run() {
        return life.run(new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                calls.add(call);
                return call.equals(failing) && failures-- > 0 ? Errno.EMFILE : null;
            }
        });
    }

    private void removeAt(long millis, String path) {
        life.at(millis, () -> life.posix.files().remove(path));
    }

    private void expectAnswersAt(long millis) {
        life.at(millis, () -> {
            assertTrue(life.posix.files().exists(NOTIFY), "notify/ is gone");
            assertTrue(life.ask(new Request.Down("a")) > 0, "the socket is gone");
        });
        life.expectAt(millis + 10, "a", "DOWN");
    }

    private void assertEndsWell() {
        life.service("a");
        life.signalAt(40_000, Signal.TERM);
        assertEquals(0, run(), life.said());
        assertFalse(life.posix.files().exists(Life.SOCKET));
    }

    @Test
    @Spec("5.7")
    void whatIsRemovedIsMadeAgainAtOnce() {
        life.at(1000, () -> {
            for (String path : List.of(Life.SOCKET, NOTIFY, DIRECTORY)) {
                life.posix.files().remove(path);
            }
        });
        removeAt(3000, NOTIFY);
        removeAt(4000, Life.SOCKET);
        expectAnswersAt(4001);
        assertEndsWell();
    }

    @Test
    @Spec("5.7")
    void aDirectoryThatIsReplacedGetsAnother() {
        life.at(1000, () -> {
            life.posix.files().move(DIRECTORY, "/run/old");
            life.posix.files().directory(DIRECTORY);
        });
        removeAt(2000, Life.SOCKET);
        life.signalAt(1001, Signal.HUP); // the fake inotify does not report that a directory itself was moved
        expectAnswersAt(2001);
        assertEndsWell();
    }

    @Test
    @Spec("5.7")
    void withoutInotifyItIsMadeAgainAtHup() {
        life.posix.limitInotify(0, 0);
        removeAt(1000, DIRECTORY);
        life.signalAt(2000, Signal.HUP);
        expectAnswersAt(2001);
        assertEndsWell();
    }

    @Test
    @Spec("5.7")
    void anAttemptThatFailsIsMadeAgain() {
        life.at(1000, () -> {
            failing = "datagramSocket";
            failures = 3;
            life.posix.files().remove(Life.SOCKET);
        });
        life.at(1001, () -> assertFalse(life.posix.files().exists(Life.SOCKET)));
        expectAnswersAt(20_000);
        assertEndsWell();
        life.assertSaid("can't make the control socket again: datagramSocket: Too many open files");
    }

    @Test
    @Spec("5.7")
    void whatWasAskedBeforeIsDone() {
        life.at(1000, () -> {
            assertTrue(life.ask(new Request.Down("a")) > 0);
            life.posix.files().remove(Life.SOCKET);
        });
        life.expectAt(1001, "a", "DOWN");
        int before = life.posix.openDescriptors().size();
        assertEndsWell();
        assertEquals(
                1,
                life.posix.openDescriptors().stream()
                        .filter(fd -> life.posix.descriptor(fd).startsWith("socket"))
                        .count(),
                () -> "of " + before);
    }

    @Test
    @Spec("5.7")
    void anothersSocketIsLeftAlone() {
        life.at(1000, () -> {
            life.posix.files().remove(Life.SOCKET);
            life.posix.sockets().peer(Life.SOCKET);
        });
        life.service("a");
        life.signalAt(40_000, Signal.TERM);
        assertEquals(0, run(), life.said());
        assertTrue(life.posix.files().exists(Life.SOCKET));
        life.assertSaid(Life.SOCKET + ": socket already in use");
    }

    @Test
    @Spec("5.7")
    void ofTwoThatFindAStaleSocketTheSecondSeesTheFirst() {
        life.posix.files().directory(DIRECTORY);
        life.posix.sockets().peer(Life.SOCKET).close();
        life.posix.lock(DIRECTORY + "/"); // the other one has looked, and is about to take its place
        Peer[] other = new Peer[1];
        life.at(50, () -> {
            life.posix.files().remove(Life.SOCKET);
            other[0] = life.posix.sockets().peer(Life.SOCKET);
            life.posix.unlock(DIRECTORY + "/");
        });
        life.signalAt(40_000, Signal.TERM);
        assertEquals(111, run());
        life.assertSaid(Life.SOCKET + ": socket already in use");
        assertTrue(life.ask(new Request.Info()) > 0 && other[0].waiting() == 1);
    }

    @Test
    @Spec("5.7")
    void aLockThatSomebodyHoldsForEverHoldsUpNobody() {
        life.posix.files().directory(DIRECTORY);
        life.posix.lock(DIRECTORY + "/");
        expectAnswersAt(5000);
        assertEndsWell();
    }

    @Test
    @Spec("5.7")
    void aQuietLifeHasNoWakeUp() {
        life.service("a");
        life.at(5000, calls::clear);
        life.at(30_000, () -> assertEquals(List.of(), calls));
        life.signalAt(40_000, Signal.TERM);
        assertEquals(0, run());
    }
}
