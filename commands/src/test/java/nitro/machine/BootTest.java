package nitro.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

class BootTest {
    private final FakePosix posix = new FakePosix(Chance.calm(), 1);

    BootTest() {
        posix.user(0);
    }

    @Test
    @Spec("7.1")
    void whatIsNoMountIsMounted() throws ErrnoException {
        posix.files().directory("/dev");
        assertEquals(List.of(), Boot.mount(posix));
        assertEquals(List.of(), Boot.mount(posix));
        assertEquals(List.of("mount tmpfs /run"), posix.machineCalls()); // once, and /dev/null is there
        posix.files().remove("/dev/null");
        assertEquals(List.of(), Boot.mount(posix));
        assertEquals(List.of("mount tmpfs /run", "mount devtmpfs /dev"), posix.machineCalls());
    }

    @Test
    @Spec("7.1")
    void aContainerIsKnownByCtrlAltDel() {
        assertTrue(Boot.takeMachine(posix));
        posix.inContainer();
        assertFalse(Boot.takeMachine(posix));
    }
}
