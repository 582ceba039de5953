package nitro.posix.fake;

import java.util.Arrays;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.Mailbox;

/** A client's socket; while it waits, the simulated time passes and what is due happens. */
final class FakeMailbox implements Mailbox {
    private final FakeClock clock;
    private final FakeSockets sockets;
    private final FakeProcess owner;
    private final boolean privileged;
    private final FakeSocket socket;
    private int interruption;

    FakeMailbox(FakeClock clock, FakeSockets sockets, FakeProcess owner, boolean privileged, FakeSocket socket) {
        this.clock = clock;
        this.sockets = sockets;
        this.owner = owner;
        this.privileged = privileged;
        this.socket = socket;
        socket.retain();
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return sockets.send(owner.directory, socket.path, Arrays.copyOf(data, length), to, privileged);
    }

    @Override
    public int receive(Datagram into, long millis) {
        long deadline = millis < 0 ? FakeClock.NEVER : clock.now() + millis;
        while (interruption == 0
                && socket.waiting() == 0
                && clock.next() <= deadline
                && clock.next() != FakeClock.NEVER) {
            clock.runNext();
        }
        if (interruption != 0) {
            return Errno.EINTR.code();
        }
        if (socket.waiting() == 0) {
            if (millis < 0) {
                throw new WouldBlock("recvfrom");
            }
            clock.runUntil(deadline);
            return Errno.EAGAIN.code();
        }
        return socket.receive(into);
    }

    /** A signal has come that ends the wait. */
    void interrupt(int signal) {
        interruption = interruption == 0 ? signal : interruption;
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public int interruption() {
        return interruption;
    }

    @Override
    public void close() {
        if (socket.isOpen()) {
            socket.release();
        }
    }
}
