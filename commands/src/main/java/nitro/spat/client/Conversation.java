package nitro.spat.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import nitro.posix.ClientPosix;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.spat.Message;
import nitro.spat.Message.Event;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/**
 * A client's conversation with nitro (spec 5.5): one request at a time, each answered or asked again, over a socket of the
 * client's own that also hears of events.
 *
 * <p>nitro never waits for a client, so it drops what it sends while the client's queue is full. After {@link
 * #ANSWER_WITHIN_MS} without an answer we ask again, from a new address, so that no late answer is taken for a later one.
 * After {@link #PROBE_AFTER_MS} without a word we send a datagram that nitro drops: the kernel then reports whether nitro
 * still listens.
 *
 * <p>Nothing here waits. The owner waits for the socket until {@link #due}, hands each datagram to {@link #take}, and calls
 * {@link #proceed}.
 */
public final class Conversation implements Asker, AutoCloseable {
    /** The subject of a client that hears of all services. */
    public static final String ALL = ClientSocket.ALL;

    /** Longer than any page, and than the path of a services directory. */
    public static final int LONGEST_MESSAGE = 8192;

    /** Milliseconds without an answer after which a request is repeated; well below the second of spec 6.4. */
    static final long ANSWER_WITHIN_MS = 500;

    /** Milliseconds after which a request is sent again that found nitro's queue full (spec 5.5). */
    private static final long RETRY_AFTER_MS = 10;

    /** Milliseconds of silence after which we find out whether nitro lives; below the second of spec 6.4. */
    private static final long PROBE_AFTER_MS = 900;

    /** How often a nitro is asked that may be unable to answer. */
    private static final int MOST_DOUBTS = 2;

    /** nitro drops it. */
    private static final byte[] NOTHING = new byte[1];

    /** Learns what happens. */
    public interface Listener {
        void heard(Event event);

        /** There was no answer for {@link #ANSWER_WITHIN_MS}; called each time. */
        default void unanswered() {}

        /** Nothing was heard for {@link #PROBE_AFTER_MS}; a question asked here takes the place of the probe. */
        default void quiet() {}

        /** nitro cannot be reached, and all questions are forgotten; called once, until {@link #back}. */
        void gone(Unreachable why);

        /** nitro can be reached again. */
        default void back() {}
    }

    private static final class Question {
        final byte[] again;
        final Consumer<Message> then;
        byte[] next;
        boolean sent;
        int repeats;

        Question(Request order, Request question, Consumer<Message> then) {
            this.next = order.encode();
            this.again = question.encode();
            this.then = then;
        }
    }

    private final ClientPosix posix;
    private final Listener listener;
    private final ClientSocket socket;
    private final Deque<Question> questions = new ArrayDeque<>();
    /** The one that is asked now. */
    private @Nullable Question current;
    /** When {@link #current} is sent again. */
    private long sendAt;

    private long probeAt;
    private boolean gone;
    private boolean closed;

    /** @param subject the service whose events are heard, {@link #ALL}, or empty for none */
    public Conversation(ClientPosix posix, SocketPath nitro, String subject, Port port, Listener listener) {
        this.posix = posix;
        this.listener = listener;
        this.socket = new ClientSocket(posix, nitro, subject, port);
    }

    /** Makes the socket: the first thing to do. */
    public void open() throws Unreachable {
        socket.open();
        heardNow();
    }

    /** Fails if nobody listens on nitro's socket. */
    public void check() throws Unreachable {
        int code = socket.send(NOTHING);
        if (code < 0 && !isFull(code)) {
            throw socket.unreachable(code);
        }
        if (socket.isDoubted() && current == null) {
            Question info = info();
            current = info;
            send(info);
        }
    }

    @Override
    public void ask(Request order, Request question, Consumer<Message> then) {
        if (!gone && !closed) {
            questions.add(new Question(order, question, then));
            if (current == null) {
                sendNext();
            }
        }
    }

    /** When there is something to be done by {@link #proceed}, on the clock of {@code posix}. */
    public long due() {
        return closed ? Long.MAX_VALUE : current == null ? probeAt : Math.min(sendAt, probeAt);
    }

    /** Does what is due. */
    public void proceed() {
        long now = posix.now();
        Question asked = current;
        if (asked != null && now >= sendAt) {
            if (asked.sent) {
                repeat(asked);
            } else {
                send(asked);
            }
        }
        if (now >= probeAt && !closed) {
            heardNow();
            if (gone) {
                lookForNitro();
            } else {
                probe();
            }
        }
    }

    /** Takes a datagram that came: an event, or the answer to what was asked. */
    public void take(Datagram datagram) {
        heardNow();
        Message message = Message.decode(datagram.data, datagram.length);
        Question asked = current;
        if (message instanceof Event event) {
            listener.heard(event);
        } else if (message != null && asked != null && asked.sent) {
            socket.trust();
            current = null;
            asked.then.accept(message);
            if (current == null) {
                sendNext();
            }
        }
    }

    /** Removes the socket, and forgets all questions. */
    @Override
    public void close() {
        closed = true;
        forgetQuestions();
        socket.close();
    }

    private void heardNow() {
        probeAt = posix.now() + PROBE_AFTER_MS;
    }

    private void forgetQuestions() {
        questions.clear();
        current = null;
    }

    private void sendNext() {
        if (socket.isDoubted() && !questions.isEmpty()) {
            questions.addFirst(info());
        }
        Question next = questions.poll();
        current = next;
        if (next != null) {
            send(next);
        }
    }

    /** A question that does no harm, for a nitro that may be unable to answer. */
    private static Question info() {
        return new Question(new Request.Info(), new Request.Info(), _ -> {});
    }

    private void send(Question question) {
        int code = socket.send(question.next);
        if (code >= 0) {
            question.sent = true;
            sendAt = posix.now() + ANSWER_WITHIN_MS;
        } else if (isFull(code)) {
            sendAt = posix.now() + RETRY_AFTER_MS;
        } else {
            lose(socket.unreachable(code));
        }
    }

    private void repeat(Question question) {
        listener.unanswered();
        question.repeats++;
        question.next = question.again;
        question.sent = false;
        socket.close();
        if (socket.isDoubted() && question.repeats == MOST_DOUBTS) {
            lose(socket.cannotAnswer());
            return;
        }
        try {
            socket.open();
            send(question);
        } catch (Unreachable e) {
            lose(e);
        }
    }

    private static boolean isFull(int code) {
        return Errno.of(code) == Errno.EAGAIN || Errno.of(code) == Errno.ENOBUFS;
    }

    /** nitro's successor may know nothing of our socket, so it goes as well. */
    private void lose(Unreachable why) {
        socket.close();
        socket.forgetNitro();
        forgetQuestions();
        if (!gone) {
            gone = true;
            listener.gone(why);
        }
    }

    private void probe() {
        listener.quiet();
        if (current == null && !closed) {
            try {
                check();
            } catch (Unreachable e) {
                lose(e);
            }
        }
    }

    private void lookForNitro() {
        try {
            socket.open();
            check();
            gone = false;
            listener.back();
        } catch (Unreachable _) {
            socket.close();
        }
    }
}
