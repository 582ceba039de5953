package nitro.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrnoExceptionTest {
    @Test
    void somethingIsAlwaysNamed() {
        assertEquals("/log: No space left on device", new ErrnoException("write", "/log", Errno.ENOSPC).complaint());
        assertEquals("pipe2: Too many open files", new ErrnoException("pipe2", "", Errno.EMFILE).complaint());
        assertEquals(
                "/log: Input/output error",
                new ErrnoException("fsync", "7", Errno.EIO).of("/log").complaint());
    }
}
