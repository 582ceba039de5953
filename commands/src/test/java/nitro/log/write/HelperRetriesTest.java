package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import nitro.posix.Files.Pipe;
import nitro.posix.Invocation;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import org.junit.jupiter.api.Test;

/** A processor that always fails is run again each second at first, and each minute when that was of no use. */
class HelperRetriesTest {
    private static final long MINUTE = 60_000;

    @Test
    void areFewerWhenTheyAreOfNoUse() throws Exception {
        FakePosix posix = new FakePosix();
        posix.files().directory("/log");
        posix.files().file("/log/config", "s5\n!false\n");
        int[] runs = {0};
        posix.files().executable("/bin/sh", () -> {
            runs[0]++;
            return Program.exits(1, 0);
        });
        Pipe pipe = posix.pipe(false);
        posix.dup2(pipe.reader(), 0);
        byte[] lines = "1234\n5678\n".getBytes(ISO_8859_1);
        posix.write(pipe.writer(), lines, 0, lines.length);
        posix.clock().after(MINUTE / 2, () -> assertEquals(10, runs[0]));
        posix.clock().after(10 * MINUTE, () -> posix.signal(Signal.TERM));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, ISO_8859_1);
        Self self = new Self("/bin/nitro", List.of());
        Invocation call = new Invocation("nitro-log", List.of("/log"), List.of(), self, nowhere, nowhere);
        assertEquals(0, new NitroLog(() -> "").run(call, new OnlyPosix(posix)));
        assertEquals(19, runs[0]); // each minute from the tenth on, which was after nine seconds
    }
}
