package nitro.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may change what nitro obeys, and what is no file where one should be. */
class OwnerCheckTest {
    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void aService() {
        posix.user(0);
        posix.files().file("/bin/sh", "", 0755);
        posix.files().file("/sv/a/run", "#!/bin/sh\nexec prog\n", 0755);
        posix.files().file("/sv/a/down-signal", "h\n");
        posix.files().file("/ours", "");
    }

    private List<String> check() throws ErrnoException {
        Findings findings = new Findings();
        new DirectoryCheck(posix, "/sv", "/bin", posix.stat("/ours"), findings).run();
        return findings.lines();
    }

    @Test
    @Spec("tools 6.5")
    void whatIsRootsOrOursIsFine() throws ErrnoException {
        assertEquals(List.of(), check());
    }

    @Test
    @Spec("tools 6.5")
    void whatAnotherMayWriteIsReported() throws ErrnoException {
        posix.files().own("/sv/a", 7);
        posix.files().own("/sv/a/run", 7);
        posix.files().mode("/sv/a/down-signal", 0666);
        posix.files().mode("/sv", 0777);
        assertEquals(
                List.of(
                        ".: everybody may write to it",
                        "a: belongs to user 7, who so decides what nitro does",
                        "a/run: belongs to user 7, who so decides what nitro does",
                        "a/down-signal: everybody may write to it"),
                check());
    }

    @Test
    @Spec({"tools 6.5", "nitro 1.4"})
    void whatIsNoFileIsReportedAndNotOpened() throws ErrnoException {
        for (String file : List.of("run", "down-signal", "notification-fd", "finish", "log", "down")) {
            posix.files().remove("/sv/a/" + file);
            posix.files().fifo("/sv/a/" + file);
        }
        assertEquals(
                List.of(
                        "a/run: is not a file",
                        "a/finish: is not a file",
                        "a/down-signal: is not a regular file: as if it were not there",
                        "a/notification-fd: is not a regular file: as if it were not there",
                        "a/log: not a symlink: ignored"),
                check());
    }
}
