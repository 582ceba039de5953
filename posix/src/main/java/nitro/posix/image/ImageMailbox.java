package nitro.posix.image;

import java.util.List;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.PollSet;
import nitro.posix.Signal;

/** A client's datagram socket, in the image: signals come from a descriptor beside it. */
final class ImageMailbox implements Mailbox {
    private final ImageSockets sockets;
    private final ImageSignals signals;
    private final ImagePolling polling;
    private final int socket;
    private final int signalFd;
    private final PollSet set = new PollSet();
    private int interruption;
    private boolean closed;

    /** Binds a new socket; signals are watched before there is a file that one could leave behind. */
    ImageMailbox(ImageSockets sockets, ImageSignals signals, ImagePolling polling, String path) throws ErrnoException {
        this.sockets = sockets;
        this.signals = signals;
        this.polling = polling;
        socket = sockets.datagramSocket();
        try {
            signalFd = signals.watch(List.of(Signal.HUP, Signal.INT, Signal.TERM));
        } catch (ErrnoException e) {
            FileCalls.close(socket);
            throw e;
        }
        try {
            sockets.bind(socket, path);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
        set.add(socket, PollSet.READ);
        set.add(signalFd, PollSet.READ);
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return interruption() == 0 ? sockets.send(socket, data, length, to) : Errno.EINTR.code();
    }

    @Override
    public int receive(Datagram into, long millis) {
        long deadline = MonotonicClock.millis() + millis;
        while (interruption() == 0) {
            int count = sockets.receive(socket, into);
            if (count != Errno.EAGAIN.code()) {
                return count;
            }
            long left = millis < 0 ? -1 : deadline - MonotonicClock.millis();
            if (millis >= 0 && left <= 0) {
                return count;
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
        if (interruption == 0 && !closed) {
            interruption = signals.nextNumber(signalFd);
        }
        return interruption;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        FileCalls.close(socket);
        FileCalls.close(signalFd);
        ProcessCalls.unwatchSignals();
    }
}
