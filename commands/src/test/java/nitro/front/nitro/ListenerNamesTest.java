package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of the names in notify/, and by which calls. */
class ListenerNamesTest {
    private static final String NOTIFY = "/run/notify";
    private static final List<String> TWO_CALLS = List.of("changes", "stat");

    private final FakePosix posix = new FakePosix(Chance.calm(), 1);
    private final List<String> calls = new ArrayList<>();
    private String failing = "";
    private final ListenerNames names = new ListenerNames(
            Tap.on(posix, new Tap.Listener() {
                @Override
                public @Nullable Errno before(String call, List<Object> arguments) {
                    calls.add(call);
                    return call.equals(failing) ? Errno.ENOSPC : null;
                }
            }),
            NOTIFY + "/");

    @BeforeEach
    void aDirectory() {
        posix.files().directory(NOTIFY);
        posix.files().file(NOTIFY + "/a", "");
    }

    private List<String> now() throws ErrnoException {
        calls.clear();
        return names.now();
    }

    @Test
    @Spec("5.6")
    void whatComesAndGoesIsKnownWithoutALookIntoTheDirectory() throws ErrnoException {
        assertEquals(List.of("a"), now());
        assertEquals(List.of("a"), now());
        assertEquals(TWO_CALLS, calls);
        posix.files().file(NOTIFY + "/b", "");
        assertEquals(List.of("a", "b"), now());
        posix.files().remove(NOTIFY + "/a");
        assertEquals(List.of("b"), now());
        assertEquals(TWO_CALLS, calls);
    }

    @Test
    @Spec("5.6")
    void aDirectoryThatWasReplacedIsLookedIntoAnew() throws ErrnoException {
        now();
        posix.files().move(NOTIFY, "/run/other");
        posix.files().directory(NOTIFY);
        posix.files().file(NOTIFY + "/c", "");
        assertEquals(List.of("c"), now());
        posix.files().file("/run/other/d", "");
        posix.files().file(NOTIFY + "/e", "");
        assertEquals(List.of("c", "e"), now());
    }

    @Test
    @Spec("5.6")
    void oneThatIsGoneIsAnErrorUntilItIsBack() throws ErrnoException {
        now();
        posix.files().move(NOTIFY, "/run/other");
        assertThrows(ErrnoException.class, this::now);
        posix.files().move("/run/other", NOTIFY);
        assertEquals(List.of("a"), now());
    }

    @Test
    @Spec("5.6")
    void whereNothingCanBeWatchedItIsLookedIntoEachTime() throws ErrnoException {
        for (String call : List.of("inotify", "addWatch")) {
            failing = call;
            posix.files().file(NOTIFY + "/" + call, "");
            assertEquals(posix.files().names(NOTIFY), now());
            posix.files().remove(NOTIFY + "/" + call);
            assertEquals(List.of("a"), now());
        }
        int open = posix.openDescriptors().size();
        now();
        assertEquals(open, posix.openDescriptors().size());
    }

    @Test
    @Spec("5.6")
    void aLookThatFailsIsMadeAgain() throws ErrnoException {
        failing = "list";
        assertThrows(ErrnoException.class, this::now);
        failing = "";
        assertEquals(List.of("a"), now());
        failing = "stat"; // of the directory, to see whether it is the same
        assertEquals(List.of("a"), now());
    }
}
