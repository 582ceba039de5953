package nitro.spat.client;

import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.spat.SocketPath;

/**
 * A client's socket beside nitro's: which address it gets, whom its file belongs to, and why there is none (spec 5.5).
 *
 * <p>The file is its owner's alone, so that nobody else can answer in nitro's place. nitro itself must be able to write to
 * it: if it runs as another user than we do, and not as root, the file has to be that user's.
 */
final class ClientSocket {
    /** The subject of a client that hears of all services. */
    static final String ALL = "ALL";

    private static final int MOST_ADDRESSES = 1000;
    private static final int ROOT = 0;
    private static final int UNKNOWN = -1;

    private final ClientPosix posix;
    private final SocketPath nitro;
    private final String subject;
    private final Port port;
    private int addresses;
    private String address = "";
    /** Whom nitro's own socket belongs to. */
    private int theirs = UNKNOWN;

    private int ours = UNKNOWN;
    private boolean madeForThem;
    private boolean doubted;

    /** @param subject the service whose events it hears, {@link #ALL}, or empty for none */
    ClientSocket(ClientPosix posix, SocketPath nitro, String subject, Port port) {
        this.posix = posix;
        this.nitro = nitro;
        this.subject = subject;
        this.port = port;
    }

    /** Binds it to an address that we have not used before. */
    void open() throws Unreachable {
        bindToFreeAddress();
        if (theirs == UNKNOWN) {
            makeWritableForNitro();
        }
    }

    /** Closes it and removes its file; once more does nothing. */
    void close() {
        if (address.isEmpty()) {
            return;
        }
        try {
            posix.unlink(address);
        } catch (ErrnoException _) {
            // nitro removes the sockets that nobody listens on.
        }
        address = "";
        port.close();
    }

    /** The next nitro may run as another user. */
    void forgetNitro() {
        theirs = UNKNOWN;
        madeForThem = false;
        doubted = false;
    }

    /** As {@link Port#send}, to nitro. */
    int send(byte[] data) {
        return port.send(data, nitro.path());
    }

    /** Whether nitro may be unable to answer here, so that an order could be carried out without an answer. */
    boolean isDoubted() {
        return doubted;
    }

    /** nitro has answered. */
    void trust() {
        doubted = false;
    }

    /** The error to report if nitro does not answer while this socket {@link #isDoubted}. */
    Unreachable cannotAnswer() {
        return new Unreachable(
                nitro.path(), "nitro runs as user " + Integer.toUnsignedString(theirs) + ", who cannot answer us");
    }

    /** Why nothing could be sent. */
    Unreachable unreachable(int code) {
        return unreachable(Errno.of(code).message());
    }

    private Unreachable unreachable(String why) {
        String advice = nitro.usersDefault() ? "; set NITRO_SOCK if nitro has another socket" : "";
        return new Unreachable(nitro.path(), why + advice);
    }

    private void bindToFreeAddress() throws Unreachable {
        for (int tries = 1; ; tries++) {
            String next = nextAddress();
            try {
                bind(next);
                address = next;
                return;
            } catch (ErrnoException e) {
                // The address may be that of a client that died, or of one in another pid namespace.
                if (e.errno() != Errno.EADDRINUSE || tries >= MOST_ADDRESSES) {
                    throw unreachable(next, e);
                }
            }
        }
    }

    private String nextAddress() {
        addresses++;
        return subject.equals(ALL)
                ? nitro.listenerOfAll(posix.getpid(), addresses)
                : nitro.listener(subject, posix.getpid(), addresses);
    }

    private void bind(String path) throws ErrnoException {
        if (!madeForThem) {
            port.bind(path);
            return;
        }
        posix.setFileUser(theirs);
        try {
            port.bind(path);
        } finally {
            posix.setFileUser(ours);
        }
    }

    /** If nitro could not write to it, makes it once more, for nitro's user. */
    private void makeWritableForNitro() throws Unreachable {
        try {
            theirs = posix.stat(nitro.path()).uid();
            ours = theirs == ROOT ? ROOT : posix.stat(address).uid();
            if (theirs == ROOT || theirs == ours) {
                return;
            }
            close();
            madeForThem = true;
            try {
                bindToFreeAddress();
            } catch (Unreachable _) { // that user may not come here, so who knows whom nitro runs as
                madeForThem = false;
                bindToFreeAddress();
            }
            doubted = posix.stat(address).uid() != theirs;
        } catch (ErrnoException _) {
            // There is no nitro, or not for us: sending to it tells why.
        }
    }

    /** Why no socket could be made: if nitro's own is missing, hidden from us or not ours to use, that says more. */
    private Unreachable unreachable(String path, ErrnoException e) {
        try {
            if (posix.stat(nitro.path()).type() != FileStatus.Type.SOCKET) {
                return new Unreachable(nitro.path(), "not a socket");
            }
            return new Unreachable(e.errno() == Errno.EACCES ? nitro.path() : path, e.reason());
        } catch (ErrnoException cause) {
            return unreachable(cause.reason());
        }
    }
}
