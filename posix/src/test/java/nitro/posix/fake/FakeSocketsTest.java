package nitro.posix.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.Signal;
import org.junit.jupiter.api.Test;

class FakeSocketsTest {
    private static final byte[] WORD = "word".getBytes(ISO_8859_1);

    private final FakePosix posix = new FakePosix();
    private final Datagram datagram = new Datagram(100);

    private int bound(String path) throws ErrnoException {
        int fd = posix.datagramSocket();
        posix.bind(fd, path);
        return fd;
    }

    @Test
    void datagramsCarryTheirSendersPath() throws ErrnoException {
        int server = bound("/run/sock");
        assertEquals(0600, posix.stat("/run/sock").mode());
        assertEquals(Errno.EAGAIN.code(), posix.receive(server, datagram));
        FakeSockets.Peer client = posix.sockets().peer("/run/client");
        assertEquals(4, client.send(WORD, "/run/sock"));
        assertEquals(4, posix.sockets().peer("").send(WORD, "/run/sock"));
        assertEquals(4, posix.receive(server, datagram));
        assertEquals("/run/client", datagram.sender);
        assertEquals(4, posix.send(server, WORD, 4, datagram.sender));
        assertEquals("word", client.receive());
        assertEquals(4, posix.receive(server, datagram));
        assertEquals("", datagram.sender);
    }

    @Test
    void queuesAreShort() throws ErrnoException {
        int server = bound("/run/sock");
        FakeSockets.Peer client = posix.sockets().peer("/run/client");
        for (int i = 0; i < FakeSocket.QUEUE; i++) {
            assertEquals(4, posix.send(server, WORD, 4, "/run/client"));
        }
        assertEquals(Errno.EAGAIN.code(), posix.send(server, WORD, 4, "/run/client"));
        client.receive();
        assertEquals(4, posix.send(server, WORD, 4, "/run/client"));
    }

    @Test
    void aDeadReceiverLeavesItsFile() throws ErrnoException {
        int server = bound("/run/sock");
        posix.sockets().peer("/run/client").close();
        posix.files().file("/run/file", "");
        assertEquals(Errno.ECONNREFUSED.code(), posix.send(server, WORD, 4, "/run/client"));
        assertEquals(Errno.ECONNREFUSED.code(), posix.send(server, WORD, 4, "/run/file"));
        assertEquals(Errno.ENOENT.code(), posix.send(server, WORD, 4, "/run/missing"));
        assertEquals(List.of("client"), posix.files().sockets("/run", false));
        assertEquals(List.of("sock"), posix.files().sockets("/run", true));
        posix.close(server);
        int probe = posix.datagramSocket();
        ErrnoException refused = assertThrows(ErrnoException.class, () -> posix.connect(probe, "/run/sock"));
        assertEquals(Errno.ECONNREFUSED, refused.errno());
        ErrnoException inUse = assertThrows(ErrnoException.class, () -> posix.bind(probe, "/run/sock"));
        assertEquals(Errno.EADDRINUSE, inUse.errno());
    }

    @Test
    void aMailboxWaitsWhileTheWorldGoesOn() throws ErrnoException {
        try (Mailbox mailbox = posix.bindMailbox("/run/box")) {
            assertEquals(Errno.ENOENT.code(), mailbox.send(WORD, 4, "/run/missing"));
            long before = posix.now();
            assertEquals(Errno.EAGAIN.code(), mailbox.receive(datagram, 50));
            assertEquals(50, posix.now() - before);
            FakeSockets.Peer other = posix.sockets().peer("/run/other");
            posix.clock().after(30, () -> other.send(WORD, "/run/box"));
            assertEquals(4, mailbox.receive(datagram, -1));
            assertEquals("/run/other", datagram.sender);
            assertEquals(80, posix.now() - before);
            posix.clock().after(5, () -> posix.signal(Signal.INT));
            assertEquals(Errno.EINTR.code(), mailbox.receive(datagram, -1));
            assertEquals(posix.number(Signal.INT), mailbox.interruption());
        }
        assertEquals(List.of("box"), posix.files().sockets("/run", false));
    }
}
