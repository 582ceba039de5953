package nitro.posix;

/** A received datagram, in a buffer that is used again for the next one. */
public final class Datagram {
    /** The received bytes: the first {@link #length} count. */
    public final byte[] data;

    /** Bytes received. */
    public int length;

    /**
     * The path that the sender is bound to, or NUL and its name in the abstract namespace, as unix(7) has them; a byte string,
     * empty if the sender is bound to nothing.
     */
    public String sender = "";

    /** @param capacity the longest datagram that is received whole, in bytes */
    public Datagram(int capacity) {
        data = new byte[capacity];
    }
}
