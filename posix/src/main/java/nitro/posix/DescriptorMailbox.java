package nitro.posix;

/** A {@link Mailbox} over the calls of a {@link Posix}: for the bindings that need no other library for it. */
public final class DescriptorMailbox implements Mailbox {
    private final Posix posix;
    private final int fd;
    private final PollSet set = new PollSet();

    /** Binds a new socket to {@code path}. */
    public DescriptorMailbox(Posix posix, String path) throws ErrnoException {
        this.posix = posix;
        fd = posix.datagramSocket();
        try {
            posix.bind(fd, path);
        } catch (ErrnoException e) {
            posix.close(fd);
            throw e;
        }
        set.add(fd, PollSet.READ);
    }

    @Override
    public int send(byte[] data, int length, String to) {
        return posix.send(fd, data, length, to);
    }

    @Override
    public int receive(Datagram into, long millis) {
        long end = millis < 0 ? Long.MAX_VALUE : posix.now() + millis;
        while (true) {
            int received = posix.receive(fd, into);
            if (received >= 0 || Errno.of(received) != Errno.EAGAIN) {
                return received;
            }
            long left = end - posix.now();
            if (left <= 0) {
                return received;
            }
            int ready = posix.poll(set, millis < 0 ? -1 : (int) Math.min(left, Integer.MAX_VALUE));
            if (ready < 0 && Errno.of(ready) != Errno.EINTR) {
                return ready;
            }
        }
    }

    @Override
    public int interruption() {
        return 0;
    }

    @Override
    public void close() {
        posix.close(fd);
    }
}
