package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.O_CLOEXEC;
import static nitro.posix.jvm.LinuxNumbers.O_NONBLOCK;

import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.PollSet;
import nitro.posix.Polling;
import nitro.posix.Sockets;

/** A {@link Mailbox} over libc's calls; a pipe beside the socket ends its wait when a signal comes. */
final class JvmMailbox implements Mailbox {
    private final Native os;
    private final Sockets sockets;
    private final Polling polling;
    private final int socket;
    private final int wakeReader;
    private final int wakeWriter;
    private final PollSet set = new PollSet();
    private final Interruption interruption;
    private boolean closed;

    JvmMailbox(Native os, Sockets sockets, Polling polling, String path) throws ErrnoException {
        this.os = os;
        this.sockets = sockets;
        this.polling = polling;
        socket = sockets.datagramSocket();
        Block pipe = new Block(os.runtime, 2 * Integer.BYTES);
        try {
            os.check(os.libc.pipe2(pipe.address(), O_CLOEXEC | O_NONBLOCK), "pipe2", "");
        } catch (ErrnoException e) {
            os.libc.close(socket);
            throw e;
        }
        wakeReader = pipe.memory().getInt(0);
        wakeWriter = pipe.memory().getInt(4);
        set.add(socket, PollSet.READ);
        set.add(wakeReader, PollSet.READ);
        // before there is a file that a signal could leave behind
        interruption = new Interruption(() -> os.libc.write(wakeWriter, pipe.address(), 1));
        try {
            sockets.bind(socket, path);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return interruption() == 0 ? sockets.send(socket, data, length, to) : Errno.EINTR.code();
    }

    @Override
    public int receive(Datagram into, long millis) {
        long end = MonotonicClock.millis() + millis;
        while (interruption.number() == 0) {
            int received = sockets.receive(socket, into);
            if (received != Errno.EAGAIN.code()) {
                return received;
            }
            long left = millis < 0 ? -1 : end - MonotonicClock.millis();
            if (millis >= 0 && left <= 0) {
                return received;
            }
            int ready = polling.poll(set, (int) Math.min(left, Integer.MAX_VALUE));
            if (ready < 0 && ready != Errno.EINTR.code()) {
                return ready;
            }
        }
        return Errno.EINTR.code();
    }

    @Override
    public int interruption() {
        return interruption.number();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        interruption.close();
        os.libc.close(socket);
        os.libc.close(wakeReader);
        os.libc.close(wakeWriter);
    }
}
