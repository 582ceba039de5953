package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract in JVMs that are set up otherwise than this one: as the launcher does it, and in other locales. */
final class OtherJvmsTest {
    private static final long LONG = 900_000;

    private final Posix posix = new JvmPosix();

    @TempDir
    private Path directory;

    @Test
    void withoutGeneratedCode() throws Exception {
        keeps("posix", "LC_ALL=C", "-Djnr.ffi.asm.enabled=false");
    }

    @Test
    void withoutLocale() throws Exception {
        keeps("client", "LC_ALL=C");
    }

    @Test
    void inUtf8() throws Exception {
        keeps("client", "LC_ALL=C.UTF-8");
    }

    private void keeps(String flavour, String locale, String... options) throws Exception {
        posix.chmod(directory.toString(), 0711); // a case reaches into it as another user
        String output = directory + "/output";
        List<String> argv = new ArrayList<>(JvmContract.java(List.of(options), flavour));
        argv.add(java.nio.file.Files.createDirectory(directory.resolve("scratch"))
                .toString());
        int fd = posix.open(output, Files.WRITE | Files.CREATE, 0600);
        int pid = posix.spawn(new Spawn(
                argv.getFirst(),
                argv,
                List.of("PATH=/usr/bin:/bin:/usr/sbin:/sbin", locale),
                "",
                List.of(new Duplicate(fd, 1), new Duplicate(fd, 2)),
                true,
                Spawn.INHERIT));
        posix.close(fd);
        WaitStatus status = await(pid);
        String printed = new String(posix.head(output, 10_000_000), ISO_8859_1);
        assertFalse(printed.contains("not ok"), printed);
        assertEquals(WaitStatus.ofExit(0), status, printed);
    }

    private WaitStatus await(int pid) {
        int[] status = new int[1];
        long end = posix.now() + LONG;
        while (posix.now() < end) {
            int reaped = posix.reap(status);
            if (reaped == pid) {
                return new WaitStatus(status[0]);
            }
            posix.poll(new PollSet(), 20);
        }
        posix.kill(-pid, 9);
        throw new AssertionError("it did not end");
    }
}
