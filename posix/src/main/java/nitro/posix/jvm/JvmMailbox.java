package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.O_CLOEXEC;
import static nitro.posix.jvm.LinuxNumbers.O_NONBLOCK;

import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.PollSet;

/** A {@link Mailbox} over libc's calls; a pipe beside the socket ends its wait when a signal comes. */
final class JvmMailbox implements Mailbox {
    private final JvmPosix posix;
    private final int socket;
    private final int wakeReader;
    private final int wakeWriter;
    private final PollSet set = new PollSet();
    private final Interruption interruption;
    private boolean closed;

    JvmMailbox(JvmPosix posix, String path) throws ErrnoException {
        this.posix = posix;
        socket = posix.datagramSocket();
        Block pipe = new Block(posix.os.runtime, 2 * Integer.BYTES);
        try {
            posix.os.check(posix.os.libc.pipe2(pipe.address(), O_CLOEXEC | O_NONBLOCK), "pipe2", "");
        } catch (ErrnoException e) {
            posix.close(socket);
            throw e;
        }
        wakeReader = pipe.memory().getInt(0);
        wakeWriter = pipe.memory().getInt(4);
        set.add(socket, PollSet.READ);
        set.add(wakeReader, PollSet.READ);
        // before there is a file that a signal could leave behind
        interruption = new Interruption(() -> posix.os.libc.write(wakeWriter, pipe.address(), 1));
        try {
            posix.bind(socket, path);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return interruption() == 0 ? posix.send(socket, data, length, to) : Errno.EINTR.code();
    }

    @Override
    public int receive(Datagram into, long millis) {
        long end = posix.now() + millis;
        while (interruption.number() == 0) {
            int received = posix.receive(socket, into);
            if (received != Errno.EAGAIN.code()) {
                return received;
            }
            long left = millis < 0 ? -1 : end - posix.now();
            if (millis >= 0 && left <= 0) {
                return received;
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
        return interruption.number();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        interruption.close();
        posix.close(socket);
        posix.close(wakeReader);
        posix.close(wakeWriter);
    }
}
