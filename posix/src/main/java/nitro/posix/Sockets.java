package nitro.posix;

/**
 * Unix datagram sockets as the supervisor uses them: never blocking.
 *
 * <p>A path that begins with NUL is a name in the abstract namespace (unix(7)), where a client may be as well.
 */
public interface Sockets {
    /** A datagram socket that never blocks. */
    int datagramSocket() throws ErrnoException;

    /** bind(2) under a umask of 0177, so that the file is its owner's alone from the first. */
    void bind(int fd, String path) throws ErrnoException;

    /** connect(2) to a path: ECONNREFUSED tells a stale socket from a live one. */
    void connect(int fd, String path) throws ErrnoException;

    /** sendto(2) with MSG_DONTWAIT and MSG_NOSIGNAL; returns bytes sent or the code of an {@link Errno}. */
    int send(int fd, byte[] data, int length, String path);

    /** recvfrom(2) with MSG_DONTWAIT; returns the bytes received or the code of an {@link Errno}: EAGAIN if none waits. */
    int receive(int fd, Datagram into);

    /**
     * A datagram socket that {@link Files#write} sends from, by UDP.
     *
     * @param address of IPv4, its first byte the highest
     */
    int udpSocket(int address, int port) throws ErrnoException;

    /** Passes each call on to the part that {@link #sockets} has. */
    interface Forwarding extends Sockets {
        Sockets sockets();

        @Override
        default int datagramSocket() throws ErrnoException {
            return sockets().datagramSocket();
        }

        @Override
        default void bind(int fd, String path) throws ErrnoException {
            sockets().bind(fd, path);
        }

        @Override
        default void connect(int fd, String path) throws ErrnoException {
            sockets().connect(fd, path);
        }

        @Override
        default int send(int fd, byte[] data, int length, String path) {
            return sockets().send(fd, data, length, path);
        }

        @Override
        default int receive(int fd, Datagram into) {
            return sockets().receive(fd, into);
        }

        @Override
        default int udpSocket(int address, int port) throws ErrnoException {
            return sockets().udpSocket(address, port);
        }
    }
}
