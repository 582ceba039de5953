package nitro.posix.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import org.junit.jupiter.api.Test;

class FakePipeTest {
    private final FakePosix posix = new FakePosix();
    private final byte[] buffer = new byte[100];

    private int write(int fd, String text) {
        return posix.write(fd, text.getBytes(ISO_8859_1), 0, text.length());
    }

    @Test
    void bytesComeInOrderAndThenTheEnd() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        assertEquals(Errno.EAGAIN.code(), posix.read(pipe.reader(), buffer));
        assertEquals(3, write(pipe.writer(), "abc"));
        assertEquals(2, write(pipe.writer(), "de"));
        assertEquals(5, posix.read(pipe.reader(), buffer));
        assertEquals("abcde", new String(buffer, 0, 5, ISO_8859_1));
        posix.close(pipe.writer());
        assertEquals(0, posix.read(pipe.reader(), buffer));
    }

    @Test
    void duplicatesKeepAnEndOpen() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        posix.dup2(pipe.writer(), 1);
        posix.close(pipe.writer());
        assertEquals(Errno.EAGAIN.code(), posix.read(pipe.reader(), buffer));
        posix.close(1);
        assertEquals(0, posix.read(pipe.reader(), buffer));
    }

    @Test
    void withoutReaderWritingIsAnError() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        posix.close(pipe.reader());
        assertEquals(Errno.EPIPE.code(), write(pipe.writer(), "x"));
    }

    @Test
    void whatNobodyCanReadAnyMoreIsCounted() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(true);
        write(pipe.writer(), "abc");
        posix.close(pipe.writer());
        assertEquals(Map.of(), posix.lost());
        posix.close(pipe.reader());
        assertEquals(Map.of("pipe 1", 3), posix.lost());
    }

    @Test
    void whatWouldBlockForEverIsAFaultOfTheTest() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(false);
        assertThrows(WouldBlock.class, () -> posix.read(pipe.reader(), buffer));
        assertEquals(FakePipe.CAPACITY, write(pipe.writer(), "x".repeat(FakePipe.CAPACITY)));
        assertThrows(WouldBlock.class, () -> write(pipe.writer(), "x"));
    }

    @Test
    void fifosAreOpenedAsTheirOtherSideAllows() throws ErrnoException {
        posix.files().fifo("/fifo");
        assertEquals(
                Errno.ENXIO,
                assertThrows(ErrnoException.class, () -> posix.open("/fifo", Files.WRITE | Files.NONBLOCK, 0))
                        .errno());
        assertThrows(WouldBlock.class, () -> posix.open("/fifo", Files.READ, 0));
        int reader = posix.open("/fifo", Files.READ | Files.NONBLOCK, 0);
        assertEquals(0, posix.read(reader, buffer));
        int writer = posix.open("/fifo", Files.WRITE, 0);
        assertEquals(Errno.EAGAIN.code(), posix.read(reader, buffer));
        assertEquals(1, write(writer, "x"));
        assertEquals(1, posix.head("/fifo", 10).length);
        assertEquals(Errno.EAGAIN.code(), posix.read(reader, buffer));
    }
}
