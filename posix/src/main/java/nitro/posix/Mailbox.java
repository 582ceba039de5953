package nitro.posix;

/** A client's Unix datagram socket: blocking, with a time limit. Closing it leaves its file. */
public interface Mailbox extends AutoCloseable {
    /**
     * Sends one datagram without waiting.
     *
     * @return the bytes sent, or the code of an {@link Errno}: EAGAIN and ENOBUFS when the receiver's queue is full,
     *     ENOENT or ECONNREFUSED when nobody listens there, EINTR if there is an {@link #interruption()}
     */
    int send(byte[] data, int length, String to);

    /**
     * Waits for the next datagram.
     *
     * @param millis the longest wait; negative: no limit
     * @return the bytes received, or the code of an {@link Errno}: EAGAIN when the time is over, EINTR as soon as there
     *     is an {@link #interruption()}
     */
    int receive(Datagram into, long millis);

    /** The platform's number of the first HUP, INT or TERM that came between bind and close; 0 if none came. */
    int interruption();

    /** Closes it; once more does nothing. */
    @Override
    void close();
}
