package nitro.test;

import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** halt, poweroff, reboot and init as commands to a running nitro (spec 6.6). */
class InitIT {
    @ParameterizedTest
    @ValueSource(strings = {"halt", "poweroff", "init 0"})
    @Spec({"6.6", "8.2"})
    void endsNitro(String command) throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            assertEquals(0, run(nitro, command).exit());
            assertEquals(0, nitro.exit());
            nitro.events().await("a", SHUTDOWN, DOWN);
            nitro.err().await("- nitro: shutting down");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot", "init 6"})
    @Spec({"6.6", "8.2"})
    void rebootsNitro(String command) throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            assertEquals(0, run(nitro, command).exit());
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
            nitro.err().await("- nitro: rebooting");
        }
    }

    @Test
    @Spec({"6.6", "8.2"})
    void initQRescans() throws IOException {
        try (var nitro = Launch.of().start()) {
            nitro.add(sleeper("a"));
            assertEquals(0, run(nitro, "init q").exit());
            nitro.events().await("a", STARTING);
            nitro.err().await("- nitro: booting");
            assertEquals(1, nitro.err().all().size(), "nothing but that was said");
        }
    }

    private static Commands.Result run(Nitro nitro, String command) throws IOException {
        var words = command.split(" ", -1);
        return words.length == 1
                ? nitro.startCommand(words[0]).result()
                : nitro.startCommand(words[0], words[1]).result();
    }

    @ParameterizedTest
    @CsvSource({"init 3", "init", "halt now", "reboot -x"})
    @Spec("6.6")
    void whatTheyDoNotKnowChangesNothing(String command) throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            assertNotEquals(0, run(nitro, command).exit());
            assertEquals(STARTING, nitro.wire().state("a"));
        }
    }

    @Test
    @Spec("6.6")
    void theLastSegmentOfArgumentZeroNamesTheCommand() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            var link = nitro.root("reboot");
            Files.createSymbolicLink(link, Nitro.BIN.resolve("nitroctl"));
            assertEquals(0, Commands.run(nitro.environment(), link.toString()).exit());
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
            for (var command : List.of("reboot", "halt", "init")) {
                var other = nitro.root(command + "2");
                Files.createSymbolicLink(other, Nitro.BIN.resolve(command));
                Commands.run(nitro.environment(), other.toString(), "0");
            }
            nitro.events().await("a", UP); // two seconds later
            assertEquals(
                    2,
                    nitro.err().all().stream()
                            .filter("- nitro: booting"::equals)
                            .count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "reboot", "init 0", "init q"})
    @Spec({"6.6", "6.4"})
    void withoutNitroTheyCannotReachIt(String command) throws IOException {
        var words = (Nitro.BIN + "/" + command).split(" ", -1);
        var result = Commands.run(Map.of("NITRO_SOCK", "/no/such/socket"), words);
        assertEquals(4, result.exit(), result.err());
        assertTrue(result.err().startsWith(command.split(" ", -1)[0] + ": "), result.err());
    }
}
