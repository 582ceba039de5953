package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Mailbox;
import nitro.test.harness.Nitro;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The socket's file and who listens in notify (spec 5.1, 5.5, 5.6). */
class SocketIT {
    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @Spec("5.1")
    void theSocketIsForItsOwnerOnlyAndWhatIsMissingIsMade() throws IOException {
        try (var nitro = Launch.of(service("a").run("say run; nap"))
                .after("umask 0")
                .environment("NITRO_SOCK", "made/nitro.sock")
                .from(".")
                .begin()) {
            nitro.said().await("run");
            assertEquals("rwx------", mode(nitro.root("made")));
            assertEquals("rwx------", mode(nitro.root("made/notify")));
            assertEquals("rw-------", mode(nitro.root("made/nitro.sock")));
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            assertFalse(Files.exists(nitro.root("made/nitro.sock")));
            assertTrue(Files.exists(nitro.root("made/notify")));
        }
    }

    @Test
    @Spec("5.1")
    void whatIsThereIsUsedAndForeignSocketsAreLeftAlone() throws IOException {
        try (var foreign = new Foreign();
                var nitro = Launch.of(sleeper("a"))
                        .prepare(root -> {
                            Commands.system("chmod", "755", root.resolve("sock").toString());
                            foreign.live = Mailbox.at(root.resolve("sock/other.sock"));
                            Mailbox.at(root.resolve("sock/stale.sock")).abandon();
                            Mailbox.at(root.resolve("sock/notify/foreign")).abandon();
                        })
                        .start()) {
            nitro.events().await("a", STARTING, UP);
            assertEquals("rwxr-xr-x", mode(nitro.root("sock")));
            for (var file : new String[] {"sock/other.sock", "sock/stale.sock", "sock/notify/foreign"}) {
                assertTrue(Files.exists(nitro.root(file)), file);
            }
        }
    }

    private static final class Foreign implements AutoCloseable {
        @Nullable
        Mailbox live;

        @Override
        public void close() throws IOException {
            if (live != null) {
                live.close();
            }
        }
    }

    @Test
    @Spec("5.1")
    void aStaleSocketIsReplaced() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .prepare(root -> Mailbox.at(root.resolve("sock/nitro.sock")).abandon())
                .begin()) {
            nitro.events().await("a", STARTING);
            assertEquals(nitro.proc().pid(), nitro.wire().info().nitroPid());
        }
    }

    /** A reply goes to the path of the client's socket, and nitro works in another directory. */
    @Test
    @Spec({"5.1", "5.5"})
    void aPathFromTheWorkingDirectory() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .from(".")
                .environment("NITRO_SOCK", "sock/nitro.sock")
                .start()) {
            nitro.events().await("a", STARTING);
            for (var command : List.of("stop", "start")) {
                Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0\"/.. && NITRO_SOCK=sock/nitro.sock exec \"$@\"",
                        nitro.services().toString(),
                        Nitro.BIN.resolve("nitroctl").toString(),
                        "-t",
                        "50",
                        command,
                        "a");
            }
            nitro.events().skip("a");
            // the next one is where this was
            nitro.wire().order(Wire.REBOOT, "");
            nitro.events().await("a", SHUTDOWN, DOWN, STARTING);
        }
    }

    @Test
    @Spec("5.1")
    void aLiveSocketIsNotTouched() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            var inode = Files.getAttribute(nitro.socket(), "unix:ino");
            var second =
                    nitro.startCommand("nitro", nitro.services().toString()).result();
            assertEquals(111, second.exit());
            assertTrue(second.err().matches("(?s)- nitro: .*socket already in use.*"), second.err());
            assertEquals(inode, Files.getAttribute(nitro.socket(), "unix:ino"));
            assertEquals(nitro.proc().pid(), nitro.wire().info().nitroPid());
        }
    }

    /** Both find it stale before either has replaced it, unless one waits for the other. */
    @Test
    @Spec("5.7")
    void ofTwoThatStartOnAStaleSocketOneStays() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (var nitro = Launch.of(sleeper("a"))
                    .through("sh", "-c", "for i in 1 2; do (\"$@\"; echo $?) & done; wait", "sh")
                    .prepare(root -> Mailbox.at(root.resolve("sock/nitro.sock")).abandon())
                    .begin()) {
                nitro.events().await("a", STARTING);
                nitro.out().await("111");
                long pid = nitro.wire().info().nitroPid();
                nitro.keepServices();
                Commands.system("kill", "-TERM", Long.toString(pid));
                nitro.out().await("0");
                assertEquals(0, nitro.exit());
            }
        }
    }

    @Test
    @Spec("5.7")
    void whatIsRemovedIsMadeAgain() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            for (var victim : List.of("sock/nitro.sock", "sock")) {
                // nitro makes anew what rm has removed, maybe before rm has come to the directory
                Commands.system(
                        "sh",
                        "-c",
                        "until rm -rf \"$0\"; do :; done",
                        nitro.root(victim).toString());
                FileWatch.await(nitro.root("."), () -> Files.exists(nitro.socket()), () -> "no socket after " + victim);
                var second = nitro.startCommand("nitro", nitro.services().toString());
                assertEquals(111, second.result().exit());
                for (var command : List.of("restart", "stop", "start")) {
                    var result = nitro.ctl("-t", "50", command, "a");
                    assertEquals(0, result.exit(), result.err());
                }
            }
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            assertFalse(Files.exists(nitro.socket()));
        }
    }

    @Test
    @Spec("5.7")
    @ExtendWith(Namespaces.class)
    void aMountOverItsDirectoryHidesItFromNobody() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .through("unshare", "--user", "--map-root-user", "--mount")
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.keepServices();
            // $PWD leads into nitro's own namespace; the working directory is still that of the test
            var script = "mount -t tmpfs none $PWD/sock && export NITRO_SOCK=$PWD/sock/nitro.sock"
                    + " && until [ -S $NITRO_SOCK ]; do :; done && \"$0\" -t 50 restart a";
            var inside = List.of(
                    "nsenter",
                    "--user",
                    "--mount",
                    "--preserve-credentials",
                    "-t",
                    nitro.proc().pid() + "",
                    "--wd=" + nitro.root("."));
            var command = new ArrayList<>(inside);
            command.addAll(
                    List.of("sh", "-ec", script, Nitro.BIN.resolve("nitroctl").toString()));
            Commands.system(command.toArray(String[]::new));
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
            Files.delete(nitro.socket()); // the one under the mount, which nitro could not reach
        }
    }

    @Test
    @Spec({"5.6", "4.7"})
    void eventsAreTheStateAsTagAndTheName() throws IOException {
        try (var nitro = Launch.of(sleeper("ab").down(), sleeper("a").down()).start();
                var listener = Mailbox.at(nitro.root("sock/notify/ab,1"))) {
            nitro.wire().up("a");
            nitro.wire().up("ab");
            assertArrayEquals(bytes("02 00 03 61 62"), listener.receive(30_000).orElseThrow()); // STARTING ab
            nitro.events().await("ab", STARTING, UP);
            nitro.events().await("a", STARTING, UP);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    @Spec({"4.7", "5.5", "5.3"})
    void theCurrentStateIsSaidAgainBeforeTheReply() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start()) {
            nitro.events().await("a", STARTING);
            for (int tag : new int[] {Wire.UP, Wire.READY, Wire.UP, Wire.READY}) {
                var state = tag == Wire.READY ? UP : nitro.wire().state("a");
                try (var client = nitro.client("sock/notify/a," + tag)) {
                    client.send(new Packet(tag, "a").bytes());
                    var packet = Packet.only(client.receive());
                    while (packet.tag() != Wire.OK) {
                        assertEquals("a", packet.payload());
                        var next = Packet.only(client.receive());
                        if (next.tag() == Wire.OK) {
                            assertEquals(state == UP ? 4 : 3, packet.tag(), "command " + tag);
                        }
                        packet = next;
                    }
                }
            }
            try (var client = nitro.client("sock/notify/a,1")) {
                client.send(new Packet(Wire.DOWN, "a").bytes());
                assertEquals(6, Packet.only(client.receive()).tag());
            }
            nitro.events().await("a", SHUTDOWN, DOWN);
            try (var client = nitro.client("sock/notify/a,2")) {
                client.send(new Packet(Wire.DOWN, "a").bytes());
                assertEquals(1, Packet.only(client.receive()).tag());
                assertArrayEquals(bytes("00 00 50"), client.receive());
            }
        }
    }

    @Test
    @Spec("5.6")
    void aListenerOfAnotherServiceHearsNothing() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down(), sleeper("ab").down()).start();
                var other = nitro.client("sock/notify/ab,7");
                var comma = nitro.client("sock/notify/a,b,7")) {
            nitro.wire().up("a");
            other.send(new Packet(Wire.QUERY, "a").bytes());
            assertEquals(102, Packet.all(other.receive()).getFirst().tag(), "the first thing heard is the reply");
            assertEquals(3, Packet.only(comma.receive()).tag());
        }
    }

    @Test
    @Spec("5.6")
    void aSocketNobodyListensOnIsUnlinked() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down()).start()) {
            Mailbox.at(nitro.root("sock/notify/ALL,99")).abandon();
            Mailbox.at(nitro.root("sock/notify/a,99")).abandon();
            Mailbox.at(nitro.root("sock/notify/b,99")).abandon();
            nitro.wire().up("a");
            nitro.events().await("a", STARTING);
            assertFalse(Files.exists(nitro.root("sock/notify/ALL,99")));
            assertFalse(Files.exists(nitro.root("sock/notify/a,99")));
            assertTrue(Files.exists(nitro.root("sock/notify/b,99")), "not ours to try");
            Files.delete(nitro.root("sock/notify/b,99"));
        }
    }

    @Test
    @Spec("5.6")
    void aListenerThatDoesNotReadHoldsUpNobody() throws IOException {
        try (var nitro = Launch.of(sleeper("a").readyByCommand()).start();
                var deaf = Mailbox.at(nitro.root("sock/notify/ALL,98"))) {
            nitro.events().await("a", STARTING);
            for (int i = 0; i < 50; i++) {
                nitro.wire().up("a");
                nitro.events().await("a", STARTING); // said again; and our own queue is not full
            }
            nitro.wire().ready("a");
            nitro.events().await("a", UP);
            assertTrue(Files.exists(nitro.root("sock/notify/ALL,98")));
            assertEquals(3, Packet.only(deaf.receive(30_000).orElseThrow()).tag());
        }
    }

    @Test
    @Spec("5.3")
    void aClientWithAnAbstractNameIsAnswered() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down()).start();
                var client = Mailbox.inAbstractNamespace(nitro.root("client").toString())) {
            client.send(nitro.socket(), new Packet(Wire.UP, "a").bytes());
            assertEquals(
                    Wire.OK, Packet.only(client.receive(30_000).orElseThrow()).tag());
        }
    }

    @Test
    @Spec("5.3")
    void aClientThatIsGoneHarmsNobody() throws IOException {
        try (var nitro = Launch.of(sleeper("a").down()).start()) {
            for (int i = 0; i < 5; i++) {
                try (var client = nitro.client("gone")) {
                    client.send(new Packet(Wire.LIST, "").bytes());
                }
                var full = Mailbox.at(nitro.root("full"));
                for (int j = 0; j < 20; j++) {
                    full.send(nitro.socket(), new Packet(Wire.QUERY, "a").bytes());
                }
                assertEquals(1, nitro.wire().info().services());
                full.close();
            }
            assertEquals(DOWN, nitro.wire().state("a"));
            assertTrue(nitro.proc().alive());
        }
    }
}
