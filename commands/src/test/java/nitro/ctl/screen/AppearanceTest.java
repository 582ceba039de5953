package nitro.ctl.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.State;
import org.junit.jupiter.api.Test;

/** Whatever lists states lists all of them. */
class AppearanceTest {
    @Test
    void signsDifferAlsoWithoutColour() {
        for (Style style : new Style[] {Style.PLAIN, new Style(false, true)}) {
            Set<String> signs = new HashSet<>();
            for (State state : State.values()) {
                signs.add(Appearance.of(state).sign(style));
            }
            assertEquals(State.values().length - 1, signs.size(), "SETUP and STARTING share one");
        }
    }

    @Test
    void noTwoAreEquallyUrgent() {
        assertEquals(
                State.values().length,
                Arrays.stream(State.values())
                        .map(state -> Appearance.of(state).urgency())
                        .distinct()
                        .count());
    }

    @Test
    void theSumCountsEachState() {
        List<Service> services = Arrays.stream(State.values())
                .map(state -> new Service(state.name(), new Status(state, 0, 0, 0)))
                .toList();
        String sum = ServiceTable.sum(services);
        for (State state : State.values()) {
            assertTrue(sum.contains("1 " + state), sum);
        }
        assertTrue(sum.startsWith(State.values().length + " services: 1 FATAL, 1 DELAY, 1 BLOCKED, 1 RESTART, "), sum);
    }

    @Test
    void completionOffersEachState() throws IOException {
        String bash = Files.readString(Path.of("../completions/nitro.bash"));
        String all = Arrays.stream(State.values()).map(State::name).collect(Collectors.joining(" "));
        assertTrue(bash.contains("for state in " + all + "; do"), "nitro-wait service:NAME=");
    }
}
