package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that cannot be written: no command takes it for success, and none goes on for nobody. */
class OutputIT {
    /** Runs its arguments with a pipe as standard output that nobody reads any more. */
    private static final String FOR_NOBODY =
            "p=$(mktemp -u) && mkfifo \"$p\" && exec 3<>\"$p\" 4>\"$p\" 3<&- && rm \"$p\" && exec \"$@\" >&4 4>&-";

    /** As a script starts it, in which SIGPIPE is not ignored as it is in the JVM that runs this test. */
    private static Commands.Running start(Nitro nitro, String shell, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal", "sh", "-c", shell, "sh"));
        command.addAll(List.of(words));
        return Commands.start(nitro.environment(), command.toArray(String[]::new));
    }

    private static String program(String name) {
        return Nitro.BIN.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nitroctl list", "nitroctl --help", "nitro-log --version", "nitro --help"})
    @Spec("tools 7.4")
    void aFullDiskIsAnError(String line) throws IOException {
        var words = line.split(" ");
        try (var nitro = Launch.of(service("web").run(SLEEP)).start()) {
            var result = start(nitro, "exec \"$@\" >/dev/full", program(words[0]), words[1])
                    .result();
            assertEquals(words[0] + ": standard output: No space left on device\n", result.err());
            assertEquals(111, result.exit());
        }
    }

    @Test
    void aReaderThatIsGoneIsNothingToComplainOf() throws IOException {
        try (var nitro = Launch.of(service("web").run(SLEEP)).start()) {
            var result = start(nitro, FOR_NOBODY, program("nitroctl"), "list").result();
            assertEquals("", result.err());
            assertEquals(141, result.exit());
        }
    }

    @Test
    @Spec("tools 7.4")
    void whatGoesOnEndsWithItsReader() throws IOException {
        try (var nitro = Launch.of(service("web").run(SLEEP).down()).start()) {
            var events = start(nitro, FOR_NOBODY, program("nitroctl"), "events");
            nitro.awaitListeners(1);
            nitro.ctl("start", "web");
            nitro.events().await("web", State.UP);
            assertEquals(141, events.result().exit());
        }
    }

    @Test
    void soDoesWhatFollowsALog() throws IOException {
        var keep = "mkdir -p log && exec " + program("nitro-log") + " log";
        try (var nitro = Launch.of(
                        service("keep").run(keep),
                        service("talk").run("echo hello; exec sleep 1000").log("../keep"))
                .start()) {
            var log = nitro.path("keep/log/current");
            FileWatch.await(nitro.services(), () -> log.toFile().length() > 0, () -> "a line in " + log);
            var follower = start(nitro, FOR_NOBODY, program("nitroctl"), "logs", "-f", "talk");
            assertEquals(141, follower.result().exit());
        }
    }
}
