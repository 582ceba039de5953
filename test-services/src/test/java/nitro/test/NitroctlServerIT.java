package nitro.test;

import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Mailbox;
import nitro.test.harness.Nitro;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nitroctl and servers that are gone, out of reach, old, or of another make (spec 5.4, 6.4). */
class NitroctlServerIT {
    private static final String CTL = Nitro.BIN.resolve("nitroctl").toString();

    @TempDir
    Path directory;

    private Path socket;
    private Map<String, String> environment;

    NitroctlServerIT() {
        socket = Path.of("");
        environment = Map.of();
    }

    @BeforeEach
    void makeNotify() throws IOException {
        socket = directory.resolve("nitro.sock");
        environment = Map.of("NITRO_SOCK", socket.toString());
        Files.createDirectory(directory.resolve("notify"));
    }

    private Commands.Result ctl(String... words) throws IOException {
        var command = new String[words.length + 1];
        command[0] = CTL;
        System.arraycopy(words, 0, command, 1, words.length);
        return Commands.run(environment, command);
    }

    @Test
    @Spec("6.4")
    void withoutASocketNitroCannotBeReached() throws IOException {
        unreachable("No such file or directory");
        Files.delete(directory.resolve("notify"));
        unreachable("No such file or directory");
    }

    @Test
    @Spec("6.4")
    void aSocketNobodyListensOnRefuses() throws IOException {
        Mailbox.at(socket).abandon();
        unreachable("Connection refused");
    }

    private void unreachable(String why) throws IOException {
        for (var words : new String[][] {{"list"}, {"start", "a"}, {"events"}, {"Shutdown"}}) {
            var result = ctl(words);
            assertEquals(4, result.exit(), result.err());
            assertTrue(result.err().matches("(?s)nitroctl: [^\n]*" + why + "[^\n]*\n"), result.err());
            assertEquals("", result.out());
        }
    }

    @Test
    @Spec("6.4")
    void aSocketOfOthersIsForbidden() throws IOException {
        try (var mailbox = Mailbox.at(socket)) {
            Commands.system("chmod", "000", socket.toString());
            var command = new ArrayList<>(List.of(Commands.unprivileged()));
            command.addAll(List.of(CTL, "list"));
            var result = Commands.run(environment, command.toArray(String[]::new));
            assertEquals(4, result.exit(), result.err());
            assertTrue(result.err().matches("nitroctl: .*Permission denied\n"), result.err());
            assertEquals(0, mailbox.receive(1).orElse(new byte[0]).length);
        }
    }

    @Test
    @Spec({"6.4", "8.3"})
    void aServerThatDiesIsNoticedWithinASecond() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            var wait = nitro.startCtl("wait-up", "a");
            var events = nitro.startCtl("events");
            nitro.awaitListeners(2);
            nitro.crash();
            long before = System.nanoTime();
            var waited = wait.result();
            assertEquals(4, waited.exit());
            assertTrue(waited.err().startsWith("nitroctl: "), waited.err());
            assertEquals(4, events.result().exit());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            assertTrue(millis < 60_000, "noticed after " + millis); // a second, and a busy machine
        }
    }

    @Test
    @Spec({"5.4", "5.2"})
    void anOldServerIsUnderstood() throws IOException {
        try (var server = Mailbox.at(socket)) {
            var list = Commands.start(environment, CTL, "list");
            int tag = answer(server);
            while (tag != Wire.LIST) { // whatever else it asks for an old server does not know
                assertTrue(tag >= 160, "asked for " + tag);
                tag = answer(server);
            }
            var result = list.result();
            assertEquals(0, result.exit(), result.err());
            assertEquals("""
                    DOWN a (wstatus 256) 7s
                    UP b (pid 300) (wstatus 0) 65536s
                    """, result.out());
        }
    }

    private static int answer(Mailbox server) throws IOException {
        var frames = Packet.join(frame("b", 4, 300, 0, 65536), frame("a", 1, 0, 256, 7));
        var notImplemented = new Packet(Wire.NOT_IMPLEMENTED, "").bytes();
        return Packet.only(server.answer(request -> Packet.only(request).tag() == Wire.LIST ? frames : notImplemented))
                .tag();
    }

    private static byte[] frame(String name, int state, int pid, int wstatus, int uptime) {
        return Packet.join(
                new byte[] {-1, -1, Wire.SERVICE},
                new Packet(Wire.NAME, name + "\0").bytes(),
                Packet.of(Wire.STATE, new byte[] {(byte) state}).bytes(),
                number(Wire.PID, pid),
                number(Wire.WSTATUS, wstatus),
                number(Wire.UPTIME, uptime),
                new byte[] {-2, -1, Wire.SERVICE});
    }

    private static byte[] number(int tag, int number) {
        return Packet.of(
                        tag,
                        ByteBuffer.allocate(4)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(number)
                                .array())
                .bytes();
    }

    @Test
    @Spec("5.5")
    void aFullQueueIsWaitedFor() throws IOException {
        try (var server = Mailbox.at(socket);
                var others = Mailbox.at(directory.resolve("others"))) {
            var question = new Packet(Wire.QUERY, "a").bytes();
            // the kernel lets one more in than it says
            int room = Integer.parseInt(Files.readString(Path.of("/proc/sys/net/unix/max_dgram_qlen"))
                            .strip())
                    + 1;
            for (int i = 0; i < room; i++) {
                others.send(socket, question);
            }
            var command = Commands.start(environment, CTL, "-t", "60", "up", "a");
            var notify = directory.resolve("notify");
            FileWatch.await(notify, () -> FileWatch.count(notify) > 0, () -> "the client does not listen");
            for (int i = 0; i < room; i++) {
                assertEquals(
                        Wire.QUERY,
                        Packet.only(server.receive(30_000).orElseThrow()).tag());
            }
            var ok = new Packet(Wire.OK, "").bytes();
            assertEquals(Wire.UP, Packet.only(server.answer(request -> ok)).tag());
            assertEquals(0, command.result().exit());
        }
    }

    @Test
    @Spec({"5.5", "5.2"})
    void requestsAreThoseOfTheProtocol() throws IOException {
        try (var server = Mailbox.at(socket)) {
            for (var request : new Object[][] {
                {"up", Wire.UP}, {"down", Wire.DOWN}, {"ready", Wire.READY}, {"fast-restart", Wire.RESTART}
            }) {
                var command = Commands.start(environment, CTL, "-t", "60", (String) request[0], "a");
                var asked = Packet.only(server.answer(bytes -> new Packet(Wire.OK, "").bytes()));
                assertEquals(request[1], asked.tag());
                assertEquals("a", asked.payload().replaceAll("\0$", ""));
                if (request[1].equals(Wire.RESTART)) {
                    // it asks on, or waits for an event; it is told by either
                    var starting = Packet.join(
                            Packet.of(Wire.STATE, new byte[] {3}).bytes(),
                            number(Wire.PID, 1),
                            number(Wire.WSTATUS, 0),
                            number(Wire.UPTIME, 0));
                    try {
                        while (command.process().isAlive()) {
                            server.answer(100, bytes -> starting);
                        }
                    } catch (IOException e) {
                        // it had asked again before the first answer, and is gone
                    }
                }
                assertEquals(0, command.result().exit());
            }
        }
    }
}
