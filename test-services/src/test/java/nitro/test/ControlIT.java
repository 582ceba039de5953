package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Mailbox;
import nitro.test.harness.Nitro;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control socket, byte for byte (spec 5.2 to 5.4). */
class ControlIT {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** 'a' runs and is UP, 'b' is DOWN, 's' is in SETUP; there is a template 't@'. */
    private static Launch launch() {
        return Launch.of(
                sleeper("a").notification(3).run("echo >&3; " + SLEEP),
                sleeper("b").down(),
                service("s").setup(SLEEP),
                sleeper("t@"));
    }

    @Test
    @Spec({"5.2", "5.3"})
    void commandsAnswerBareReplies() throws IOException {
        try (var nitro = launch().start()) {
            nitro.events().await("a", UP);
            nitro.events().await("s", SETUP);
            reply(nitro, "01 00 78 61", "00 00 50"); // UP a
            reply(nitro, "01 00 79 62", "00 00 50"); // DOWN b
            reply(nitro, "02 00 81 12 61", "00 00 50"); // SIGNAL CONT a
            reply(nitro, "01 00 7a 61", "00 00 50"); // RESTART a
            reply(nitro, "00 00 7e", "00 00 50"); // RESCAN
            reply(nitro, "01 00 82 61", "00 00 50"); // READY a
            reply(nitro, "02 00 81 12 62", "00 00 51"); // SIGNAL CONT b, which has no process
            reply(nitro, "02 00 81 12 73", "00 00 51"); // SIGNAL CONT s, which has no run
            reply(nitro, "02 00 81 12 78", "00 00 51"); // SIGNAL CONT x
            reply(nitro, "01 00 78 78", "00 00 51"); // UP x
            reply(nitro, "01 00 79 78", "00 00 51"); // DOWN x
            reply(nitro, "01 00 7a 78", "00 00 51"); // RESTART x
            reply(nitro, "01 00 7d 78", "00 00 51"); // QUERY x
            reply(nitro, "01 00 82 78", "00 00 51"); // READY x
            reply(nitro, "02 00 78 74 40", "00 00 51"); // UP t@
            reply(nitro, "00 00 78", "00 00 51"); // UP of nothing
            reply(nitro, "00 00 81", "00 00 51"); // SIGNAL without even a number
        }
    }

    private static void reply(Nitro nitro, String request, String reply) throws IOException {
        assertArrayEquals(hex(reply), nitro.wire().ask(hex(request)), request);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 79, 80, 81, 82, 100, 109, 119, 131, 132, 159, 200, 255})
    @Spec("5.2")
    void unknownCommandsAreNotImplemented(int tag) throws IOException {
        try (var nitro = Launch.of().start()) {
            assertArrayEquals(hex("00 00 52"), nitro.wire().ask(new Packet(tag, "a").bytes()));
            assertArrayEquals(hex("00 00 52"), nitro.wire().ask(new Packet(tag, "").bytes()));
        }
    }

    @Test
    @Spec("5.2")
    void aNameEndsAtANulAndWhatFollowsTheCommandIsIgnored() throws IOException {
        try (var nitro = launch().start()) {
            nitro.events().await("a", UP);
            reply(nitro, "02 00 78 61 00", "00 00 50"); // UP a NUL
            reply(nitro, "04 00 78 61 00 7a 7a", "00 00 50"); // UP a NUL zz
            reply(nitro, "01 00 78 61 ff ff ff", "00 00 50"); // UP a, and more bytes
            reply(nitro, "01 00 78 61 01 00 79 61", "00 00 50"); // UP a, DOWN a
            assertEquals(UP, nitro.wire().state("a"));
            reply(nitro, "03 00 81 12 61 00", "00 00 50"); // SIGNAL CONT a NUL
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00 00",
                "ff ff 7c",
                "ff ff 79 01 00 79 61 fe ff 79",
                "fe ff 79",
                "02 00 79 61",
                "ff 00 79 61",
                "01 00 79"
            })
    @Spec("5.2")
    void whatIsNoCommandIsDroppedUnanswered(String request) throws IOException {
        try (var nitro = launch().start()) {
            nitro.events().await("a", UP);
            nitro.wire().send(hex(request));
            reply(nitro, "01 00 78 61", "00 00 50"); // the next answer is to the next question
            assertEquals(UP, nitro.wire().state("a"));
        }
    }

    @Test
    @Spec({"5.2", "5.3"})
    void queryAnswersFourPackets() throws IOException {
        try (var nitro = launch().start()) {
            nitro.events().await("a", UP);
            var pid = ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) nitro.wire().pid("a"))
                    .array();
            var reply = nitro.wire().ask(hex("01 00 7d 61"));
            var expected = Packet.join(hex("01 00 66 04 04 00 67"), pid, hex("04 00 68 00 00 00 00 04 00 69"));
            assertEquals(expected.length + 4, reply.length);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(
                        expected[i],
                        reply[i],
                        "byte " + i + " of " + HexFormat.of().formatHex(reply));
            }
            reply(nitro, "01 00 79 61", "00 00 50"); // DOWN a
            nitro.events().await("a", DOWN);
            var down = nitro.wire().ask(hex("01 00 7d 61"));
            assertEquals(
                    "010066" + "01" + "040067" + "00000000" + "040068" + "0f000000",
                    HexFormat.of().formatHex(down, 0, 18));
        }
    }

    @Test
    @Spec("5.2")
    void uptimeCountsFromTheLastChange() throws IOException {
        long begin = System.nanoTime();
        try (var nitro = Launch.of(
                        sleeper("a"), sleeper("b").down(), service("s").setup("true"))
                .start()) {
            nitro.events().await("a", STARTING, UP);
            for (var name : new String[] {"a", "b", "s"}) {
                long uptime = nitro.wire().query(name).uptime();
                assertTrue(uptime >= 1 && uptime <= seconds(begin), name + " for " + uptime);
            }
            long order = System.nanoTime();
            nitro.wire().down("a");
            nitro.events().await("a", DOWN);
            long uptime = nitro.wire().query("a").uptime();
            assertTrue(uptime <= seconds(order), "down for " + uptime);
        }
    }

    /** Since then, rounded up. */
    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos) + 1;
    }

    @Test
    @Spec({"5.2", "5.3"})
    void infoAnswersFivePackets() throws IOException {
        try (var nitro = Launch.of(sleeper("a"), sleeper("b").down()).start()) {
            nitro.events().await("a", STARTING);
            var before = nitro.wire().info();
            assertEquals(nitro.proc().pid(), before.nitroPid());
            assertEquals(nitro.proc().pid(), before.pid());
            assertEquals(2, before.services());
            nitro.wire().restart("a");
            nitro.events().await("a", DOWN, STARTING);
            var after = nitro.wire().info();
            assertEquals(before.reaps() + 1, after.reaps());
            assertEquals(before.serviceReaps() + 1, after.serviceReaps());
        }
    }

    @Test
    @Spec({"5.2", "5.3"})
    void listAnswersAFrameForEachService() throws IOException {
        try (var nitro = Launch.of(sleeper("a"), sleeper("b").down()).start()) {
            nitro.events().await("a", STARTING);
            var text = HexFormat.of().formatHex(nitro.wire().ask(hex("00 00 7c")));
            assertTrue(
                    text.contains("ffff64" + "020065" + "6200" + "010066" + "01" + "040067" + "00000000" + "040068"
                            + "00000000" + "040069"),
                    text);
            assertEquals(2 * (3 + 5 + 4 + 7 + 7 + 7 + 3), text.length() / 2);
            assertEquals(Set.of("a", "b"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("5.3")
    void aCommandWithoutAnAddressCounts() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down()).start();
                var mailbox = Mailbox.unbound()) {
            mailbox.send(nitro.socket(), new Packet(Wire.QUERY, "a").bytes());
            mailbox.send(nitro.socket(), new Packet(Wire.UP, "a").bytes());
            nitro.events().await("a", STARTING);
        }
    }

    @Test
    @Spec({"5.2", "6.5", "6.3"})
    void signalsReachRun() throws IOException {
        try (var nitro = Launch.of(service("a").run("""
                                for s in HUP INT QUIT USR1 USR2 ALRM TERM; do trap "say $s" $s; done
                                say ready; while :; do nap; done
                                """).readyByCommand()).start()) {
            nitro.said().await("ready");
            int[] numbers = {1, 2, 3, 10, 12, 14, 15};
            String[] names = {"HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "TERM"};
            for (int i = 0; i < numbers.length; i++) {
                assertEquals(Wire.OK, nitro.wire().signal("a", numbers[i]));
                nitro.said().await(names[i]);
            }
            assertEquals(STARTING, nitro.wire().state("a"));
            assertEquals(Wire.OK, nitro.wire().signal("a", 9));
            nitro.events().await("a", DOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "65", "200", "255"})
    @Spec("5.2")
    void aSignalThatThereIsNotHarmsNobody(int signal) throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.wire().signal("a", signal);
            nitro.events().await("a", UP);
            assertEquals(0, nitro.wire().query("a").wstatus());
        }
    }
}
