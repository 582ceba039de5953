package nitro.posix.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import jnr.constants.platform.AddressFamily;
import jnr.constants.platform.Fcntl;
import jnr.constants.platform.OpenFlags;
import jnr.constants.platform.RLIMIT;
import jnr.constants.platform.Sock;
import nitro.posix.Errno;
import nitro.posix.Signal;
import org.junit.jupiter.api.Test;

/** Our numbers against those that jnr-constants took from the headers of each architecture. */
final class NumbersTest {
    @Test
    void errors() {
        for (Errno errno : Errno.values()) {
            if (errno != Errno.EUNKNOWN) {
                jnr.constants.platform.Errno theirs = jnr.constants.platform.Errno.valueOf(errno.name());
                assertEquals(errno, Errnos.of(theirs.intValue()), errno.name());
                assertEquals(theirs.description(), errno.message(), errno.name());
            }
        }
        assertEquals(Errno.EUNKNOWN, Errnos.of(4095));
    }

    @Test
    void signals() {
        for (Signal signal : EnumSet.range(Signal.HUP, Signal.PWR)) { // the others are counted from a number of ours
            int theirs = jnr.constants.platform.Signal.valueOf("SIG" + signal).intValue();
            assertEquals(theirs, LinuxNumbers.number(signal), signal.name());
        }
        assertEquals(jnr.constants.platform.Signal.SIGPIPE.intValue(), LinuxNumbers.SIGPIPE);
    }

    @Test
    void files() {
        assertEquals(OpenFlags.O_WRONLY.intValue(), LinuxNumbers.O_WRONLY);
        assertEquals(OpenFlags.O_RDWR.intValue(), LinuxNumbers.O_RDWR);
        assertEquals(OpenFlags.O_CREAT.intValue(), LinuxNumbers.O_CREAT);
        assertEquals(OpenFlags.O_TRUNC.intValue(), LinuxNumbers.O_TRUNC);
        assertEquals(OpenFlags.O_APPEND.intValue(), LinuxNumbers.O_APPEND);
        assertEquals(OpenFlags.O_NONBLOCK.intValue(), LinuxNumbers.O_NONBLOCK);
        assertEquals(OpenFlags.O_NOCTTY.intValue(), LinuxNumbers.O_NOCTTY);
        assertEquals(OpenFlags.O_CLOEXEC.intValue(), LinuxNumbers.O_CLOEXEC);
        assertEquals(Fcntl.F_GETFD.intValue(), LinuxNumbers.F_GETFD);
        assertEquals(Fcntl.F_SETFD.intValue(), LinuxNumbers.F_SETFD);
        assertEquals(Fcntl.F_SETFL.intValue(), LinuxNumbers.F_SETFL);
    }

    @Test
    void socketsAndLimits() {
        assertEquals(AddressFamily.AF_UNIX.intValue(), LinuxNumbers.AF_UNIX);
        assertEquals(Sock.SOCK_DGRAM.intValue(), LinuxNumbers.SOCK_DGRAM);
        assertEquals(RLIMIT.RLIMIT_NOFILE.intValue(), LinuxNumbers.RLIMIT_NOFILE);
    }
}
