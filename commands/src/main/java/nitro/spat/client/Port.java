package nitro.spat.client;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** A datagram socket as the owner of a {@link Conversation} makes it and waits for it. */
public interface Port {
    /** Makes a socket that is bound to this address. */
    void bind(String address) throws ErrnoException;

    /** Sends without waiting; returns the bytes sent or the code of an {@link Errno}. */
    int send(byte[] data, String to);

    /** Closes the socket, if there is one; its file stays. */
    void close();
}
