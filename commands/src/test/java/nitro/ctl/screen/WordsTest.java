package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.posix.WaitStatus;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void durationsHaveTheirTwoLargestUnits() {
        assertEquals("0s", Words.duration(0));
        assertEquals("59s", Words.duration(59));
        assertEquals("1m 00s", Words.duration(60));
        assertEquals("59m 59s", Words.duration(3599));
        assertEquals("1h 00m", Words.duration(3600));
        assertEquals("23h 59m", Words.duration(86399));
        assertEquals("1d 00h", Words.duration(86400));
        assertEquals("49710d 06h", Words.duration(0xffffffffL));
    }

    @Test
    void endingsAreDecoded() {
        assertEquals("", Words.ending(0));
        assertEquals("exit 1", Words.ending(WaitStatus.ofExit(1).raw()));
        assertEquals("exit 255", Words.ending(WaitStatus.ofExit(255).raw()));
        assertEquals("SIGKILL", Words.ending(WaitStatus.ofSignal(9).raw()));
        assertEquals("SIGSEGV", Words.ending(0x8b));
        assertEquals("SIG34", Words.ending(34));
        assertEquals("not run", Words.ending(-1));
    }
}
