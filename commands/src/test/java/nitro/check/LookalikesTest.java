package nitro.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(List.of(meant), Lookalikes.of(name, KNOWN));
    }

    @Test
    void theNearestFirst() {
        assertEquals(List.of("web-proxy", "web-prory"), Lookalikes.of("web-prxoy", List.of("web-prory", "web-proxy")));
        assertEquals(List.of("web1", "web2", "web4"), Lookalikes.of("web3", List.of("web1", "web2", "web4", "web5")));
    }

    @Test
    void aQuestion() {
        assertEquals("", Lookalikes.question("x", KNOWN));
        assertEquals("; did you mean run?", Lookalikes.question("rnu", KNOWN));
        assertEquals("; did you mean a1 or a2?", Lookalikes.question("a3", List.of("a1", "a2")));
        assertEquals("; did you mean a1, a2 or a4?", Lookalikes.question("a3", List.of("a1", "a2", "a4")));
    }

    @Test
    void aSingleLetterIsNoOther() {
        assertEquals(List.of(), Lookalikes.of("x", List.of("1", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"conf", "env", "data", "README", "check", "timeout-kill", "server.pid", "finish-backup", "state"
            })
    void namesOfTheirOwn(String name) {
        assertEquals(List.of(), Lookalikes.of(name, KNOWN));
    }
}
