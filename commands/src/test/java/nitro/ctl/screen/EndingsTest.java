package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.posix.WaitStatus;
import org.junit.jupiter.api.Test;

class EndingsTest {
    @Test
    void endingsAreDecoded() {
        assertEquals("", Endings.brief(0));
        assertEquals("exit 1", Endings.brief(WaitStatus.ofExit(1).raw()));
        assertEquals("exit 255", Endings.brief(WaitStatus.ofExit(255).raw()));
        assertEquals("SIGKILL", Endings.brief(WaitStatus.ofSignal(9).raw()));
        assertEquals("SIGSEGV", Endings.brief(0x8b));
        assertEquals("SIG34", Endings.brief(34));
        assertEquals("not run", Endings.brief(-1));
    }
}
