package nitro.ctl.reach;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Message.Event;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with nitro for those who have a loop: as {@link Client}, but nothing here waits.
 *
 * <p>Requests go out one at a time, each when the one before was answered or given up. Silence is broken by a datagram that
 * nitro drops: sending it finds out that nitro is gone.
 */
public final class Link implements AutoCloseable {
    private static final long SILENCE = 900;
    private static final int MOST_ADDRESSES = 1000;
    private static final int LONGEST_MESSAGE = 8192;
    private static final byte[] NOTHING = new byte[1];

    /** Who wants to know. */
    public interface Listener {
        void heard(Event event);

        /** Nobody listens on nitro's socket; told once, until {@link #back}. */
        void gone(String why);

        void back();
    }

    private record Question(Request request, Consumer<Message> then) {}

    private final Posix posix;
    private final Loop loop;
    private final SocketPath nitro;
    private final Listener listener;
    private final Deque<Question> questions = new ArrayDeque<>();
    private final Datagram datagram = new Datagram(LONGEST_MESSAGE);
    private int addresses;
    private String address = "";
    private int socket = -1;
    private @Nullable Watch watch;
    private @Nullable Timer patience;
    private Timer silence;
    private boolean asked;
    private boolean gone;

    public Link(Posix posix, Loop loop, SocketPath nitro, Listener listener) throws Failure {
        this.posix = posix;
        this.loop = loop;
        this.nitro = nitro;
        this.listener = listener;
        bind();
        silence = loop.after(SILENCE, this::probe);
        int sent = send(NOTHING, NOTHING.length);
        if (sent < 0 && !isFull(sent)) {
            close();
            throw Failure.unreachable(nitro.path(), Errno.of(sent).message());
        }
    }

    /** Asks, as soon as all before was answered; what is not answered in time is asked again, from a new address. */
    public void ask(Request request, Consumer<Message> then) {
        questions.add(new Question(request, then));
        if (!asked) {
            askNext();
        }
    }

    @Override
    public void close() {
        silence.cancel();
        unbind();
    }

    private void bind() throws Failure {
        for (; ; ) {
            address = nitro.listenerOfAll(posix.getpid(), ++addresses);
            try {
                socket = posix.datagramSocket();
                posix.bind(socket, address);
                watch = loop.watch(socket, this::receive);
                return;
            } catch (ErrnoException e) {
                posix.close(socket);
                socket = -1;
                if (e.errno() != Errno.EADDRINUSE || addresses >= MOST_ADDRESSES) {
                    throw unreachable(e);
                }
            }
        }
    }

    /** Why there is no socket: if nitro's own is missing, or hidden from us, that says more. */
    private Failure unreachable(ErrnoException e) {
        try {
            posix.stat(nitro.path());
            return Failure.unreachable(address, e.reason());
        } catch (ErrnoException cause) {
            return Failure.unreachable(nitro.path(), cause.reason());
        }
    }

    private void unbind() {
        if (patience != null) {
            patience.cancel();
        }
        if (watch != null) {
            watch.end();
        }
        if (socket >= 0) {
            try {
                posix.unlink(address);
            } catch (ErrnoException _) {
                // nitro removes what nobody listens on.
            }
            posix.close(socket);
            socket = -1;
        }
    }

    private void askNext() {
        Question next = questions.peek();
        asked = next != null;
        if (next != null) {
            byte[] data = next.request.encode();
            int sent = socket < 0 ? Errno.ENOENT.code() : send(data, data.length);
            if (sent < 0 && !isFull(sent)) {
                lost(sent);
            } else {
                patience = loop.after(sent < 0 ? 10 : Client.PATIENCE, sent < 0 ? this::askNext : this::askAgain);
            }
        }
    }

    private void askAgain() {
        unbind();
        try {
            bind();
            askNext();
        } catch (Failure failure) {
            lost(Errno.ENOENT.code());
        }
    }

    private int send(byte[] data, int length) {
        return posix.send(socket, data, length, nitro.path());
    }

    private static boolean isFull(int code) {
        return Errno.of(code) == Errno.EAGAIN || Errno.of(code) == Errno.ENOBUFS;
    }

    private void lost(int code) {
        unbind(); // its successor may know nothing of our socket
        questions.clear();
        asked = false;
        if (!gone) {
            gone = true;
            listener.gone(nitro.path() + ": " + Errno.of(code).message());
        }
    }

    private void probe() {
        silence = loop.after(SILENCE, this::probe);
        if (socket < 0) {
            try {
                bind();
            } catch (Failure failure) {
                return;
            }
        }
        int sent = send(NOTHING, NOTHING.length);
        if (sent < 0 && !isFull(sent)) {
            lost(sent);
        } else if (gone) {
            gone = false;
            listener.back();
        }
    }

    private void receive() {
        int length = posix.receive(socket, datagram);
        if (length < 0) {
            return;
        }
        silence.cancel();
        silence = loop.after(SILENCE, this::probe);
        Message message = Message.decode(datagram.data, length);
        if (message instanceof Event event) {
            listener.heard(event);
        } else if (message != null && asked) {
            Question answered = questions.poll();
            if (patience != null) {
                patience.cancel();
            }
            asked = false;
            if (answered != null) {
                answered.then.accept(message);
            }
            if (!asked) {
                askNext();
            }
        }
    }
}
