package nitro.ctl.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import nitro.posix.ClientPosix;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Service;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.client.Asker;
import nitro.spat.client.Conversation;
import nitro.spat.client.Pages;
import nitro.spat.client.Port;
import nitro.spat.client.Unreachable;
import org.jspecify.annotations.Nullable;

/** A {@link Conversation} that waits for each answer, until its deadline or until a signal asks us to end. */
public final class Client implements AutoCloseable {
    /** Learns what happens while we wait. */
    public interface Listener {
        void heard(Event event);

        /** No answer came in time, and the question is asked again. */
        default void unanswered() {}
    }

    private final ClientPosix posix;
    private final long deadline;
    private final WaitingSocket socket = new WaitingSocket();
    private final Conversation conversation;
    private final Datagram datagram = new Datagram(Conversation.LONGEST_MESSAGE);
    private @Nullable Unreachable gone;
    private boolean asking;

    /**
     * @param subject the service whose events are heard, {@link Conversation#ALL}, or empty for none
     * @param deadline when all must be done, on the clock of {@code posix}; {@link Long#MAX_VALUE} for no limit
     */
    public Client(ClientPosix posix, SocketPath nitro, String subject, long deadline, Listener listener)
            throws Failure {
        this.posix = posix;
        this.deadline = deadline;
        conversation = new Conversation(posix, nitro, subject, socket, new Conversation.Listener() {
            @Override
            public void heard(Event event) {
                listener.heard(event);
            }

            @Override
            public void unanswered() {
                listener.unanswered();
            }

            @Override
            public void gone(Unreachable why) {
                gone = why;
            }
        });
        try {
            conversation.open();
        } catch (Unreachable e) {
            throw failure(e);
        }
    }

    /** Asks until there is an answer. */
    public Message ask(Request question) throws Failure {
        return ask(question, question);
    }

    /** As {@link Asker#ask(Request, Request, Consumer)}, and waits for the answer. */
    public Message ask(Request order, Request question) throws Failure {
        return await((asker, then) -> asker.ask(order, question, then));
    }

    /** Gives an order to nitro itself. */
    public void order(Request order) throws Failure {
        if (ask(order, new Request.Info()) == Answer.NOT_IMPLEMENTED) {
            throw notUnderstood();
        }
    }

    /** All services, sorted by the bytes of their names. */
    public List<Service> services() throws Failure {
        return await(Pages::services);
    }

    /** All templates, each with its {@code @}; none from a nitro that does not list them. */
    public List<String> templates() throws Failure {
        return await(Pages::templates);
    }

    /** The answer of a nitro that is too old, or none of ours. */
    public static Failure notUnderstood() {
        return Failure.error("this nitro does not know the request");
    }

    /** Listens, until then at most; returns as soon as anything has happened. */
    public void listen(long until) throws Failure {
        conversation.proceed();
        failIfGone();
        long now = posix.now();
        if (now > deadline) {
            throw timedOut();
        }
        long end = Math.min(Math.min(until, deadline), conversation.due());
        int length = socket.receive(datagram, Math.max(0, end - now));
        if (length >= 0) {
            conversation.take(datagram);
        } else if (Errno.of(length) == Errno.EINTR) {
            throw Failure.signalled(socket.interruption());
        } else if (Errno.of(length) != Errno.EAGAIN) {
            throw Failure.error("cannot receive: " + Errno.of(length).message());
        } else if (posix.now() >= deadline) {
            throw timedOut();
        }
        failIfGone();
    }

    /** Fails if nobody listens on nitro's socket. */
    public void check() throws Failure {
        try {
            conversation.check();
        } catch (Unreachable e) {
            throw failure(e);
        }
    }

    /** Removes our socket. */
    @Override
    public void close() {
        conversation.close();
    }

    private <T> T await(BiConsumer<Asker, Consumer<T>> question) throws Failure {
        List<T> answers = new ArrayList<>(1);
        asking = true;
        question.accept(conversation, answers::add);
        while (answers.isEmpty()) {
            listen(Long.MAX_VALUE);
        }
        asking = false;
        return answers.getFirst();
    }

    private Failure timedOut() {
        return Failure.timedOut(asking ? "nitro did not answer in time" : "timed out");
    }

    private void failIfGone() throws Failure {
        if (gone != null) {
            throw failure(gone);
        }
    }

    private Failure failure(Unreachable why) {
        int signal = socket.interruption();
        return signal == 0 ? Failure.unreachable(why) : Failure.signalled(signal);
    }

    private final class WaitingSocket implements Port {
        private @Nullable Mailbox mailbox;

        @Override
        public void bind(String address) throws ErrnoException {
            if (interruption() != 0) { // the next one would not know
                throw new ErrnoException("bind", address, Errno.EINTR);
            }
            mailbox = posix.bindMailbox(address);
        }

        @Override
        public int send(byte[] data, String to) {
            return mailbox == null ? Errno.EBADF.code() : mailbox.send(data, data.length, to);
        }

        int receive(Datagram into, long millis) {
            return mailbox == null ? Errno.EBADF.code() : mailbox.receive(into, millis);
        }

        /** The number of the first HUP, INT or TERM that came, 0 for none. */
        int interruption() {
            return mailbox == null ? 0 : mailbox.interruption();
        }

        @Override
        public void close() {
            if (mailbox != null) {
                mailbox.close();
            }
        }
    }
}
