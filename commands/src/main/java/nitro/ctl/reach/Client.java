package nitro.ctl.reach;

import nitro.posix.ClientPosix;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Mailbox;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with nitro: one request at a time, each answered or asked again, over a socket of our own that also
 * hears of events (spec 5.5).
 *
 * <p>nitro never waits for us, so what it sends while our queue is full is lost. When it has been silent for a while
 * we ask again, from a new address, so that no late answer is taken for a later one. Such a send also finds out that
 * nitro is gone.
 */
public final class Client implements AutoCloseable {
    /** Hears of all services. */
    public static final String ALL = "ALL";

    /** Milliseconds of silence after which nitro is asked again; well below the second of spec 6.4. */
    public static final long PATIENCE = 500;

    private static final long RETRY = 10;
    private static final int MOST_ADDRESSES = 1000;
    /** Longer than any page, and than a path that nitro tells. */
    private static final int LONGEST_MESSAGE = 8192;
    /** nitro drops it, and needs no answer to be known to live. */
    private static final byte[] NOTHING = new byte[1];

    /** Is told of each event that comes while an answer is awaited. */
    public interface Listener {
        void heard(Event event) throws Failure;

        /** Is told each time that no answer came for {@link #PATIENCE}. */
        default void unanswered() {}
    }

    private final ClientPosix posix;
    private final SocketPath nitro;
    private final String subject;
    private final long deadline;
    private final Listener listener;
    private final Datagram datagram = new Datagram(LONGEST_MESSAGE);
    private int requests;
    private String address;
    private Mailbox mailbox;

    /**
     * @param subject the service whose events it hears, {@link #ALL}, or nothing
     * @param deadline when all must be done, on the clock of {@code posix}; {@link Long#MAX_VALUE} for no limit
     */
    public Client(ClientPosix posix, SocketPath nitro, String subject, long deadline, Listener listener)
            throws Failure {
        this.posix = posix;
        this.nitro = nitro;
        this.subject = subject;
        this.deadline = deadline;
        this.listener = listener;
        this.address = nextAddress();
        this.mailbox = bind();
    }

    /** Asks until there is an answer. */
    public Message ask(Request question) throws Failure {
        return ask(question, question);
    }

    /**
     * Gives an order once, and then asks until there is an answer to either: what answers the question has carried out
     * the order before.
     */
    public Message ask(Request order, Request question) throws Failure {
        send(order);
        long until = posix.now() + PATIENCE;
        for (; ; ) {
            Message message = receive(until);
            if (message instanceof Event event) {
                listener.heard(event);
            } else if (message != null) {
                return message;
            } else {
                listener.unanswered();
                close();
                if (mailbox.interruption() != 0) { // the next one would not know
                    throw Failure.signalled(mailbox.interruption());
                }
                address = nextAddress();
                mailbox = bind();
                send(question);
                until = posix.now() + PATIENCE;
            }
        }
    }

    /** Gives an order to nitro itself. */
    public void order(Request order) throws Failure {
        if (ask(order, new Request.Info()) == Answer.NOT_IMPLEMENTED) {
            throw notUnderstood();
        }
    }

    /** nitro is too old, or none at all. */
    public static Failure notUnderstood() {
        return Failure.error("nitro does not understand");
    }

    /** The next event or answer; null if there was none {@code until} then. */
    @Nullable
    public Message receive(long until) throws Failure {
        for (; ; ) {
            long now = posix.now();
            if (now > deadline) {
                throw Failure.timedOut();
            }
            int length = mailbox.receive(datagram, Math.max(0, Math.min(until, deadline) - now));
            if (length >= 0) {
                Message message = Message.decode(datagram.data, length);
                if (message != null) {
                    return message;
                }
            } else if (Errno.of(length) == Errno.EINTR) {
                throw Failure.signalled(mailbox.interruption());
            } else if (Errno.of(length) != Errno.EAGAIN) {
                throw Failure.error("cannot receive: " + Errno.of(length).message());
            } else if (posix.now() >= deadline) {
                throw Failure.timedOut();
            } else if (posix.now() >= until) {
                return null;
            }
        }
    }

    /** Fails if nobody listens on nitro's socket. */
    public void probe() throws Failure {
        trySend(NOTHING);
    }

    /** Removes our socket. */
    @Override
    public void close() {
        try {
            posix.unlink(address);
        } catch (ErrnoException _) {
            // nitro removes what nobody listens on.
        }
        mailbox.close();
    }

    private void send(Request request) throws Failure {
        byte[] data = request.encode();
        while (!trySend(data)) {
            long until = posix.now() + RETRY;
            Message message;
            while ((message = receive(until)) != null) {
                if (message instanceof Event event) {
                    listener.heard(event);
                }
            }
        }
    }

    /** False if nitro's queue is full. */
    private boolean trySend(byte[] data) throws Failure {
        int sent = mailbox.send(data, data.length, nitro.path());
        if (sent >= 0) {
            return true;
        }
        return switch (Errno.of(sent)) {
            case EAGAIN, ENOBUFS -> false;
            case EINTR -> throw Failure.signalled(mailbox.interruption());
            default -> throw Failure.unreachable(nitro.path(), Errno.of(sent).message());
        };
    }

    private String nextAddress() {
        requests++;
        return subject.equals(ALL)
                ? nitro.listenerOfAll(posix.getpid(), requests)
                : nitro.listener(subject, posix.getpid(), requests);
    }

    private Mailbox bind() throws Failure {
        for (; ; ) {
            try {
                return posix.bindMailbox(address);
            } catch (ErrnoException e) {
                // The address may be that of a client that died, or of one in another pid namespace.
                if (e.errno() != Errno.EADDRINUSE || requests >= MOST_ADDRESSES) {
                    throw unreachable(e);
                }
                address = nextAddress();
            }
        }
    }

    /** Why no socket could be made: if nitro's own is missing, hidden from us or not ours to use, that says more. */
    private Failure unreachable(ErrnoException e) {
        try {
            if (posix.stat(nitro.path()).type() != FileStatus.Type.SOCKET) {
                return Failure.unreachable(nitro.path(), "not a socket");
            }
            return Failure.unreachable(e.errno() == Errno.EACCES ? nitro.path() : address, e.reason());
        } catch (ErrnoException cause) {
            return Failure.unreachable(nitro.path(), cause.reason());
        }
    }
}
