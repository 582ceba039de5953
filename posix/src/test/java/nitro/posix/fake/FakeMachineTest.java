package nitro.posix.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Machine.Reboot;
import org.junit.jupiter.api.Test;

class FakeMachineTest {
    @Test
    void whatIsDoneToTheMachineIsRecorded() throws ErrnoException {
        FakePosix posix = new FakePosix(Chance.calm(), 1);
        posix.user(0);
        posix.reboot(Reboot.CAD_OFF);
        posix.remountRootReadOnly();
        posix.sync();
        assertThrows(Halted.class, () -> posix.reboot(Reboot.POWER_OFF));
        assertEquals(
                List.of("reboot CAD_OFF", "remount / read-only", "sync", "reboot POWER_OFF"), posix.machineCalls());
    }

    @Test
    void aContainerKeepsTheMachine() {
        FakePosix posix = new FakePosix(Chance.calm(), 1);
        posix.user(0);
        posix.inContainer();
        ErrnoException refused = assertThrows(ErrnoException.class, () -> posix.reboot(Reboot.CAD_OFF));
        assertEquals(Errno.EINVAL, refused.errno());
    }
}
