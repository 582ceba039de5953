package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import nitro.test.harness.State;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state (spec 4.6), on one nitro, a service for each pair. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
    private final Nitro nitro;

    CommandsIT() throws IOException {
        nitro = Launch.of().start();
    }

    @BeforeAll
    void isEmpty() throws IOException {
        assertEquals(0, nitro.wire().info().services());
    }

    @AfterAll
    void close() throws IOException {
        for (var service : nitro.wire().list().keySet()) {
            nitro.wire().signal(service, 9);
        }
        nitro.close();
    }

    /** The states that a command brings, in order, from the one the service is in; the last is announced twice where it was new. */
    @ParameterizedTest
    @CsvSource({
        "DOWN,     UP,      STARTING",
        "DOWN,     DOWN,    DOWN",
        "DOWN,     RESTART, STARTING",
        "DOWN,     READY,   DOWN",
        "SETUP,    UP,      SETUP",
        "SETUP,    DOWN,    SHUTDOWN DOWN",
        "SETUP,    RESTART, RESTART DOWN SETUP",
        "SETUP,    READY,   SETUP",
        "STARTING, UP,      STARTING",
        "STARTING, DOWN,    SHUTDOWN DOWN",
        "STARTING, RESTART, RESTART DOWN STARTING",
        "STARTING, READY,   UP",
        "UP,       UP,      UP",
        "UP,       DOWN,    SHUTDOWN DOWN",
        "UP,       RESTART, RESTART DOWN STARTING",
        "UP,       READY,   UP",
        "ONESHOT,  UP,      ONESHOT",
        "ONESHOT,  DOWN,    SHUTDOWN DOWN",
        "ONESHOT,  RESTART, RESTART DOWN ONESHOT",
        "ONESHOT,  READY,   ONESHOT",
        "SHUTDOWN, UP,      RESTART",
        "SHUTDOWN, DOWN,    SHUTDOWN",
        "SHUTDOWN, RESTART, RESTART",
        "SHUTDOWN, READY,   SHUTDOWN",
        "RESTART,  UP,      RESTART",
        "RESTART,  DOWN,    SHUTDOWN",
        "RESTART,  RESTART, RESTART",
        "RESTART,  READY,   RESTART",
        "FATAL,    UP,      FATAL",
        "FATAL,    DOWN,    DOWN",
        "FATAL,    RESTART, FATAL",
        "FATAL,    READY,   FATAL",
        "DELAY,    UP,      STARTING",
        "DELAY,    DOWN,    DOWN",
        "DELAY,    RESTART, STARTING",
        "DELAY,    READY,   DELAY",
    })
    @Spec({"4.6", "4.7"})
    void command(State from, String command, String states) throws IOException {
        var name = from + "-" + command;
        bring(name, from);
        nitro.events().skip(name);
        nitro.wire().order(tag(command), name);
        var expected = Arrays.stream(states.split(" ")).map(State::valueOf).toArray(State[]::new);
        nitro.events().await(name, expected);
        // what starts again and again could fill our queue of events, and one of the next case be lost (spec 5.6)
        nitro.wire().down(name);
        nitro.wire().signal(name, 9);
    }

    private static int tag(String command) {
        return switch (command) {
            case "UP" -> Wire.UP;
            case "DOWN" -> Wire.DOWN;
            case "RESTART" -> Wire.RESTART;
            case "READY" -> Wire.READY;
            default -> throw new AssertionError(command);
        };
    }

    private void bring(String name, State state) throws IOException {
        var service = service(name);
        nitro.add(
                switch (state) {
                    case DOWN -> service.run(SLEEP).down();
                    case SETUP -> service.setup(SLEEP).run(SLEEP);
                    case STARTING, UP -> service.run(SLEEP).readyByCommand();
                    case ONESHOT -> service.setup("true");
                    case SHUTDOWN, RESTART -> stubborn(service);
                    case FATAL -> service.file("run", "");
                    case DELAY -> service.run("exit 0");
                });
        nitro.wire().rescan();
        switch (state) {
            case DOWN -> {}
            case UP -> {
                nitro.events().await(name, STARTING);
                nitro.wire().ready(name);
            }
            case SHUTDOWN -> {
                nitro.said().await(name);
                nitro.wire().down(name);
            }
            case RESTART -> {
                nitro.said().await(name);
                nitro.wire().restart(name);
            }
            case SETUP, STARTING, ONESHOT, FATAL -> nitro.events().await(name, state);
            case DELAY -> {
                do { // it lasts for a second; we may come too late
                    nitro.events().await(name, state);
                } while (nitro.wire().state(name) != state);
                return;
            }
        }
        assertEquals(state, nitro.wire().state(name));
    }

    private static Service stubborn(Service service) {
        return service.run("trap '' TERM; say " + service.name() + "; " + SLEEP);
    }
}
