package nitro.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Mailbox;
import nitro.test.harness.Nitro;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;

/**
 * Random and truncated datagrams and mutants of valid ones, save those that are a valid order to change something:
 * nitro answers afterwards, the same services run, and it holds not a descriptor more. They are the same in each build, and
 * others by {@code -Dnitro.seed=N}.
 */
class WireFuzzIT {
    private static final int DATAGRAMS = 100_000;

    /** After so many datagrams nitro is made to answer, so that none is lost to a full queue. */
    private static final int BATCH = 8;

    private static final List<String> NAMES =
            List.of("up", "down", "shot", "fatal", "log", "t@p", "t@", "SYS", "none", "");

    private final long seed = Long.getLong("nitro.seed", 1);
    private final Random random = new Random(seed);

    @Test
    @Spec({"5.2", "5.3", "5.4"})
    void nothingThatIsSentHarms() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("up").log("../log"),
                        sleeper("down").down(),
                        service("shot").setup("true"),
                        service("fatal").setup("exit 111"),
                        service("log").run("exec cat"),
                        service("t@").run(SLEEP),
                        sleeper("t@p"))
                .start()) {
            nitro.events().await("up", UP);
            nitro.events().await("log", UP);
            nitro.events().await("t@p", UP);
            nitro.events().await("shot", ONESHOT);
            nitro.events().await("fatal", FATAL);
            var before = shape(nitro);
            var holdings = nitro.holdings();
            int events = nitro.events().all().size();
            send(nitro);
            assertEquals(before, shape(nitro), "seed " + seed);
            assertEquals(holdings, nitro.holdings(), "seed " + seed);
            assertEquals(events, nitro.events().all().size(), "seed " + seed);
            nitro.wire().restart("up");
            nitro.events().await("up", UP);
        }
    }

    private void send(Nitro nitro) throws IOException {
        try (var named = Mailbox.at(nitro.root("fuzz"));
                var unnamed = Mailbox.unbound()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                var datagram = datagram();
                while (changes(datagram)) {
                    datagram = datagram();
                }
                (random.nextInt(10) == 0 ? unnamed : named).send(nitro.socket(), datagram);
                if (i % BATCH == 0) {
                    nitro.wire().info();
                }
            }
        }
    }

    /** The services with what must not change, that is all but the time. */
    private static Map<String, String> shape(Nitro nitro) throws IOException {
        var shape = new TreeMap<String, String>();
        nitro.wire()
                .list()
                .forEach((name, status) ->
                        shape.put(name, status.state() + " " + status.pid() + " " + status.wstatus()));
        return shape;
    }

    private byte[] datagram() {
        var datagram = switch (random.nextInt(3)) {
            case 0 -> bytes(random.nextInt(random.nextInt(20) == 0 ? 9000 : 24));
            case 1 -> request();
            default -> frame();
        };
        for (int i = random.nextInt(3); i > 0; i--) {
            datagram = mutant(datagram);
        }
        return datagram;
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A request of the protocol or of ours, or what looks like one. */
    private byte[] request() {
        int tag = random.nextBoolean() ? 120 + random.nextInt(12) : 160 + random.nextInt(10);
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var end = random.nextBoolean() ? "" : "\0";
        var start = tag == Wire.SIGNAL ? String.valueOf((char) random.nextInt(256)) : "";
        return new Packet(tag, start + name + end).bytes();
    }

    private byte[] frame() {
        int tag = random.nextInt(256);
        var parts = new ArrayList<byte[]>();
        parts.add(new byte[] {-1, -1, (byte) tag});
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(request());
        }
        parts.add(new byte[] {-2, -1, (byte) tag});
        return Packet.join(parts.toArray(byte[][]::new));
    }

    private byte[] mutant(byte[] datagram) {
        if (datagram.length == 0) {
            return datagram;
        }
        int at = random.nextInt(datagram.length);
        var mutant = datagram.clone();
        switch (random.nextInt(4)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = (byte) random.nextInt(256);
            case 2 -> mutant = Arrays.copyOf(mutant, at); // cut off
            default -> mutant = Packet.join(mutant, bytes(random.nextInt(8)));
        }
        return mutant;
    }

    /** Whether this is a valid order to change something. */
    private static boolean changes(byte[] datagram) {
        if (datagram.length < 3) {
            return false;
        }
        int length = Byte.toUnsignedInt(datagram[0]) + 256 * Byte.toUnsignedInt(datagram[1]);
        if (length > datagram.length - 3) {
            return false;
        }
        var text = new String(Arrays.copyOfRange(datagram, 3, 3 + length), ISO_8859_1);
        return switch (Byte.toUnsignedInt(datagram[2])) {
            case Wire.RESCAN, Wire.SHUTDOWN, Wire.REBOOT -> true;
            case Wire.UP, Wire.DOWN, Wire.RESTART, Wire.READY -> isService(text);
            case Wire.SIGNAL -> !text.isEmpty() && isService(text.substring(1));
            default -> false;
        };
    }

    private static boolean isService(String text) {
        int end = text.indexOf('\0');
        var name = end < 0 ? text : text.substring(0, end);
        return name.startsWith("t@") && !name.equals("t@")
                || NAMES.subList(0, 5).contains(name);
    }
}
