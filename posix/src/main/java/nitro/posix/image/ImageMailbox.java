package nitro.posix.image;

import java.util.List;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.PollSet;
import nitro.posix.Signal;

/** A client's datagram socket, in the image: signals come from a descriptor beside it. */
final class ImageMailbox implements Mailbox {
    private final ImageSockets posix;
    private final int socket;
    private final int signals;
    private final PollSet set = new PollSet();
    private int interruption;
    private boolean closed;

    /** Binds a new socket; signals are watched before there is a file that one could leave behind. */
    ImageMailbox(ImageSockets posix, String path) throws ErrnoException {
        this.posix = posix;
        socket = posix.datagramSocket();
        try {
            signals = posix.watchSignals(List.of(Signal.HUP, Signal.INT, Signal.TERM));
        } catch (ErrnoException e) {
            posix.close(socket);
            throw e;
        }
        try {
            posix.bind(socket, path);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
        set.add(socket, PollSet.READ);
        set.add(signals, PollSet.READ);
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return interruption() == 0 ? posix.send(socket, data, length, to) : Errno.EINTR.code();
    }

    @Override
    public int receive(Datagram into, long millis) {
        long deadline = posix.now() + millis;
        while (interruption() == 0) {
            int count = posix.receive(socket, into);
            if (count != Errno.EAGAIN.code()) {
                return count;
            }
            long left = millis < 0 ? -1 : deadline - posix.now();
            if (millis >= 0 && left <= 0) {
                return count;
            }
            int ready = posix.poll(set, (int) Math.min(left, Integer.MAX_VALUE));
            if (ready < 0 && ready != Errno.EINTR.code()) {
                return ready;
            }
        }
        return Errno.EINTR.code();
    }

    @Override
    public int interruption() {
        if (interruption == 0 && !closed) {
            interruption = posix.nextSignalNumber(signals);
        }
        return interruption;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        posix.close(socket);
        posix.close(signals);
        ProcessCalls.unwatchSignals();
    }
}
