package nitro.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose files are obeyed by whom. The group of each user has the user's number. */
class TrustTest {
    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void file() {
        posix.files().file("/etc/app/file", "");
        for (String path : new String[] {"/", "/etc", "/etc/app", "/etc/app/file"}) {
            posix.files().own(path, 0);
        }
    }

    private String objection(int us) throws ErrnoException {
        posix.user(us);
        return Trust.ofOurs(posix).objection("/etc/app/file");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 644, ''",
        "0, 0, 664, ''",
        "0, 0, 646, others may write to it",
        "0, 7, 644, it belongs to user 7",
        "7, 0, 644, ''",
        "7, 0, 664, others may write to it",
        "7, 7, 600, ''",
        "7, 7, 664, ''",
        "7, 7, 666, others may write to it",
        "7, 8, 644, it belongs to user 8",
    })
    void ofFiles(int us, int owner, String mode, String objection) throws ErrnoException {
        posix.files().own("/etc/app/file", owner);
        posix.files().mode("/etc/app/file", Integer.parseInt(mode, 8));
        assertEquals(objection, objection(us));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/app, 0, 755, ''",
        "/etc/app, 0, 777, others may write to /etc/app",
        "/etc/app, 0, 1777, ''",
        "/etc/app, 8, 755, /etc/app belongs to user 8",
        "/etc/app, 8, 1755, /etc/app belongs to user 8",
        "/etc, 7, 700, ''",
        "/etc, 8, 755, /etc belongs to user 8",
        "/, 8, 755, / belongs to user 8",
    })
    void ofDirectories(String directory, int owner, String mode, String objection) throws ErrnoException {
        posix.files().own(directory, owner);
        posix.files().mode(directory, Integer.parseInt(mode, 8));
        assertEquals(objection, objection(7));
    }

    /** A link counts as what it leads to, and whoever can change the way there. */
    @Test
    void ofLinks() throws ErrnoException {
        posix.files().file("/home/file", "");
        posix.files().own("/home", 8);
        posix.files().own("/home/file", 7);
        posix.files().remove("/etc/app/file");
        posix.files().link("/home/file", "/etc/app/file");
        assertEquals("/home belongs to user 8", objection(7));
        posix.files().own("/home", 7);
        assertEquals("", objection(7));
        assertEquals("it belongs to user 7", objection(9));
        posix.user(9);
        assertEquals("", Trust.ofOurs(posix).with(7).objection("/etc/app/file"));
    }

    @Test
    void whatIsMissingIsAnError() {
        posix.files().remove("/etc/app/file");
        assertEquals(
                Errno.ENOENT,
                assertThrows(ErrnoException.class, () -> objection(0)).errno());
    }
}
