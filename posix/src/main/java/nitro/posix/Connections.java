package nitro.posix;

import java.util.List;

/** Stream sockets as who connects to others uses them: never blocking, but for {@link #resolve}. */
public interface Connections {
    /**
     * getaddrinfo(3): the addresses that a host's name stands for, in numbers, the best first.
     *
     * <p>Waits for name servers as long as the system is configured to.
     *
     * @return empty if there are none
     */
    List<String> resolve(String host);

    /**
     * Begins to connect to an IPv4 or IPv6 address.
     *
     * @param address in numbers; EINVAL if it is a name
     * @return a socket that becomes writable when {@link #socketError} knows how that ended
     */
    int beginConnect(String address, int port) throws ErrnoException;

    /** Connects to a Unix stream socket; EAGAIN if its queue is full, EPROTOTYPE if it is one of datagrams. */
    int connectStream(String path) throws ErrnoException;

    /**
     * Takes the socket's error, SO_ERROR: 0 if there is none, or the code of an {@link Errno}. It is ECONNREFUSED for a
     * socket that is connected to itself, as the kernel does where nobody listens and the port is one for clients.
     */
    int socketError(int fd);

    /** Passes each call on to the part that {@link #connections} has. */
    interface Forwarding extends Connections {
        Connections connections();

        @Override
        default List<String> resolve(String host) {
            return connections().resolve(host);
        }

        @Override
        default int beginConnect(String address, int port) throws ErrnoException {
            return connections().beginConnect(address, port);
        }

        @Override
        default int connectStream(String path) throws ErrnoException {
            return connections().connectStream(path);
        }

        @Override
        default int socketError(int fd) {
            return connections().socketError(fd);
        }
    }
}
