package nitro.posix.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TapTest {
    private final List<String> seen = new ArrayList<>();

    private Posix tapped(String failing, Errno errno) {
        return Tap.on(new FakePosix(), new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.equals(failing) ? errno : null;
            }

            @Override
            public void after(String call, List<Object> arguments, @Nullable Object result) {
                seen.add(call + arguments + " " + result);
            }
        });
    }

    @Test
    void everyCallIsSeen() throws ErrnoException {
        Posix posix = tapped("", Errno.EIO);
        posix.mkdir("/d", 0700);
        assertThrows(ErrnoException.class, () -> posix.unlink("/missing"));
        assertEquals(
                List.of(
                        "mkdir[/d, 448] null",
                        "unlink[/missing] nitro.posix.ErrnoException: unlink /missing: No such file or directory"),
                seen);
    }

    @Test
    void callsFailAsTheyDeclareIt() {
        Posix polling = tapped("poll", Errno.EINTR);
        assertEquals(Errno.EINTR.code(), polling.poll(new PollSet(), 1));
        Posix opening = tapped("open", Errno.EMFILE);
        ErrnoException failure = assertThrows(ErrnoException.class, () -> opening.open("/dev/null", 0, 0));
        assertEquals(Errno.EMFILE, failure.errno());
        assertEquals(2, seen.size());
    }

    @Test
    void theEndOfAProgramCannotBeCaught() {
        Posix posix = tapped("", Errno.EIO);
        assertThrows(WouldBlock.class, () -> posix.poll(new PollSet(), -1));
        assertThrows(WouldBlock.class, posix::now);
    }

    @Test
    void faultsHaveAnEnd() {
        Faults faults = new Faults(Chance.of(1), 3, 2);
        int struck = 0;
        for (int i = 0; i < 100; i++) {
            assertNull(faults.strike("now"));
            struck += faults.strike("stat") == null ? 0 : 1;
        }
        assertEquals(3, struck);
    }
}
