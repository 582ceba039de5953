package nitro.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;

/** The memory of another process. */
final class ProcessMemory {
    private static final int MAPS_BYTES = 1 << 20;
    private static final int VDSO_BYTES = 1 << 16;

    private final Posix posix;
    private final int pid;
    private final int fd;

    ProcessMemory(Posix posix, int pid) throws ErrnoException {
        this.posix = posix;
        this.pid = pid;
        fd = posix.open("/proc/" + pid + "/mem", Files.READ | Files.WRITE, 0);
    }

    byte[] read(long address, int count) throws ErrnoException {
        byte[] bytes = new byte[count];
        int got = posix.pread(fd, bytes, address);
        if (got < 0) {
            throw new ErrnoException("read", "memory of " + pid, Errno.of(got));
        }
        return got == count ? bytes : Arrays.copyOf(bytes, got);
    }

    void write(long address, byte[] bytes) throws ErrnoException {
        Buffer buffer = posix.buffer(bytes.length);
        System.arraycopy(bytes, 0, buffer.bytes(), 0, bytes.length);
        int written = posix.writeAt(fd, address, buffer, 0, bytes.length);
        buffer.free();
        if (written < 0) {
            throw new ErrnoException("write", "memory of " + pid, Errno.of(written));
        }
    }

    /** Where an instruction stands: right before {@code next}, or else in what the kernel lends every process. */
    long find(byte[] instruction, long next) throws ErrnoException {
        if (Arrays.equals(read(next - instruction.length, instruction.length), instruction)) {
            return next - instruction.length;
        }
        String maps = new String(posix.head("/proc/" + pid + "/maps", MAPS_BYTES), ISO_8859_1);
        for (String line : maps.split("\n", -1)) {
            if (line.endsWith("[vdso]")) {
                long begin = Long.parseLong(line.substring(0, line.indexOf('-')), 16);
                long end = Long.parseLong(line.substring(line.indexOf('-') + 1, line.indexOf(' ')), 16);
                byte[] code = read(begin, (int) Math.min(end - begin, VDSO_BYTES));
                for (int at = 0; at + instruction.length <= code.length; at += instruction.length == 4 ? 4 : 1) {
                    if (Arrays.equals(code, at, at + instruction.length, instruction, 0, instruction.length)) {
                        return begin + at;
                    }
                }
            }
        }
        throw new ErrnoException("find", "a system call of " + pid, Errno.ENOSYS);
    }

    void close() {
        posix.close(fd);
    }
}
