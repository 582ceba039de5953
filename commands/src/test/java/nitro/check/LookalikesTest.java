package nitro.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names look like one that nitro reads. */
class LookalikesTest {
    private static final List<String> KNOWN =
            List.of("setup", "run", "finish", "log", "down", "down-signal", "down-group", "notification-fd");

    @ParameterizedTest
    @CsvSource({
        "finsh, finish", "Run, run", "rnu, run", "run.sh, run", "notification_fd, notification-fd",
                "NOTIFICATION-FD, notification-fd",
        "notificationfd, notification-fd", "down_signal, down-signal", "stup, setup", "set-up, setup", "donw, down",
                "down-sginal, down-signal"
    })
    void misspelt(String name, String meant) {
        assertEquals(meant, Lookalikes.of(name, KNOWN));
    }

    @Test
    void theNearest() {
        assertEquals("web-proxy", Lookalikes.of("web-prxoy", List.of("web-prory", "web-proxy")));
        assertEquals("web1", Lookalikes.of("web3", List.of("web1", "web2")), "the first of equals");
    }

    @Test
    void aSingleLetterIsNoOther() {
        assertNull(Lookalikes.of("x", List.of("1", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"conf", "env", "data", "README", "check", "timeout-kill", "server.pid", "finish-backup", "state"
            })
    void namesOfTheirOwn(String name) {
        assertNull(Lookalikes.of(name, KNOWN));
    }
}
