package nitro.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Spec("7.5")
class ConsoleTest {
    private final FakePosix posix = new FakePosix();
    private final Console console = new Console(posix);
    private int reader;

    @BeforeEach
    void aFullPipe() throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        posix.dup2(pipe.writer(), 2);
        reader = pipe.reader();
        posix.write(2, new byte[65536], 0, 65536);
    }

    @Test
    void whatIsBusyForAMomentIsWaitedFor() {
        posix.clock().after(50, this::read);
        console.say("here");
        assertEquals("- nitro: here\n", read());
    }

    @Test
    void aLineShowsProgress() {
        read();
        console.begin("waiting");
        console.go();
        console.go();
        console.end("finished");
        assertEquals("- nitro: waiting.. done.\n", read());
    }

    @Test
    void aMessageEndsTheLineThatShowsProgress() {
        read();
        console.begin("waiting");
        console.go();
        console.say("a problem");
        console.go();
        console.end("finished");
        assertEquals("- nitro: waiting.\n- nitro: a problem\n- nitro: finished\n", read());
    }

    @Test
    void whatIsStuckIsWaitedForOnce() {
        long start = posix.clock().now();
        for (int i = 0; i < 100; i++) {
            console.say("lost");
        }
        assertEquals(200, posix.clock().now() - start);
        assertTrue(read().startsWith("\0"));
        console.say("here");
        assertEquals("- nitro: here\n", read());
    }

    @Test
    void aSignalTakesNothingAway() {
        List<Errno> interruptions = new ArrayList<>(List.of(Errno.EINTR, Errno.EINTR));
        Console interrupted = new Console(Tap.on(posix, new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.equals("poll") && !interruptions.isEmpty() ? interruptions.removeFirst() : null;
            }
        }));
        read();
        interrupted.say("here");
        assertEquals("- nitro: here\n", read());
    }

    /** A name may have any byte but a newline; a path has even that. */
    @Test
    void controlCharactersDoNotReachTheTerminal() {
        read();
        console.say("no such service: \033[2Jb\tc\nd\177 \303\204");
        assertEquals("- nitro: no such service: ?[2Jb?c?d? \303\204\n", read());
    }

    private String read() {
        byte[] buffer = new byte[65536];
        int count = posix.read(reader, buffer);
        return new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
    }
}
