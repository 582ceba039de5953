package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From STARTING to UP (spec 4.4). */
class ReadinessIT {
    @Test
    @Spec("4.4")
    void withoutNotificationItTakesTwoSeconds() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("a").down(),
                        sleeper("b").file("notification-fd", "").down())
                .start()) {
            for (var name : new String[] {"a", "b"}) {
                long order = System.nanoTime();
                nitro.wire().up(name);
                nitro.events().await(name, STARTING);
                var up = nitro.events().await(name, UP);
                assertTrue(up.since(order) >= 1990, () -> "up after " + up.since(order));
            }
        }
    }

    @Test
    @Spec("4.4")
    void withNotificationItTakesANewline() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap 'echo >&3' USR1; printf no >&3; say wrote; nap; echo again >&3; say lives; nap")
                        .notification(3))
                .start()) {
            nitro.said().await("wrote");
            notReadyByTime(nitro, "a");
            nitro.wire().signal("a", 10);
            nitro.events().await("a", UP);
            nitro.said().await("lives");
        }
    }

    @Test
    @Spec("4.4")
    void theEndOfItsPipeIsNoNotification() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("exec 3>&-; say closed; nap").notification(3))
                .start()) {
            nitro.said().await("closed");
            notReadyByTime(nitro, "a");
            nitro.wire().ready("a");
            nitro.events().await("a", UP);
        }
    }

    /** Waits until another service, started later, is UP after its two seconds. */
    private static void notReadyByTime(Nitro nitro, String name) throws IOException {
        nitro.add(sleeper("clock"));
        nitro.wire().rescan();
        nitro.events().await("clock", UP);
        assertEquals(STARTING, nitro.wire().state(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Spec("4.4")
    void theDescriptorMayBeAStandardOneAndWinsOverTheLog(int fd) throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("trap 'echo ready >&" + fd + "' USR1; say run; nap; nap")
                                .notification(fd)
                                .log("../b"),
                        service("b").run("exec cat"))
                .start()) {
            nitro.said().await("run");
            notReadyByTime(nitro, "a");
            nitro.wire().signal("a", 10);
            nitro.events().await("a", UP);
            assertEquals(0, nitro.out().all().size());
            assertEquals(0, nitro.err().all().stream().filter("ready"::equals).count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'fd is 3!', 3",
        "'1x2\n', 12",
        "' 0004', 4",
        "'5 and so on, for more than sixty-four bytes: aaaaaaaaaaaaaaaaaaaa9', 5"
    })
    @Spec("4.4")
    void theNumberIsTheDigitsOfTheFirst64Bytes(String text, int fd) throws IOException {
        // dash cannot name descriptors above 9
        try (var nitro = Launch.of(service("a")
                        .run("trap 'echo >/proc/self/fd/" + fd + "' USR1; say run; nap; nap")
                        .file("notification-fd", text))
                .start()) {
            nitro.said().await("run");
            assertTrue(nitro.process("a").descriptor(fd).startsWith("pipe:"));
            notReadyByTime(nitro, "a");
            nitro.wire().signal("a", 10);
            nitro.events().await("a", UP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", "\n", "000"})
    @Spec({"4.4", "4.6"})
    void zeroOrNoDigitMeansByCommandOnly(String text) throws IOException {
        try (var nitro = Launch.of(sleeper("a").file("notification-fd", text)).start()) {
            nitro.events().await("a", STARTING);
            notReadyByTime(nitro, "a");
            nitro.wire().ready("a");
            nitro.events().await("a", UP);
        }
    }

    @Test
    @Spec("4.4")
    void aDescriptorThatCannotBeHadIsSaidAndLeftToTheCommand() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP).file("notification-fd", "2000000000"))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.err().awaitMatch("^- nitro: .*\\ba\\b.*2000000000");
            notReadyByTime(nitro, "a");
            nitro.wire().ready("a");
            nitro.events().await("a", UP);
        }
    }

    @Test
    @Spec({"4.4", "8.12"})
    void noPipeIsLeftOver() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP).notification(3)).start()) {
            nitro.events().await("a", STARTING);
            var holdings = nitro.holdings();
            for (var text : new String[] {"2000000000", "4", "0", "2000000000", "3"}) {
                nitro.add(service("a").file("notification-fd", text));
                nitro.wire().restart("a"); // not UP yet: a pipe still waits for a newline
                nitro.events().await("a", RESTART, STARTING);
            }
            assertEquals(holdings, nitro.holdings());
        }
    }

    @Test
    @Spec("4.4")
    void theReadinessPipeOfEachStartIsItsOwn() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("trap 'echo >&3; nap' USR1; say run; nap")
                        .notification(3))
                .start()) {
            nitro.said().await("run");
            nitro.wire().restart("a");
            nitro.said().await("run");
            nitro.wire().signal("a", 10);
            nitro.events().await("a", UP);
            nitro.wire().restart("a");
            nitro.events().await("a", STARTING);
            nitro.said().await("run");
            nitro.wire().signal("a", 10);
            nitro.events().await("a", UP);
        }
    }
}
