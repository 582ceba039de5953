package nitro.ready;

import java.util.Set;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.probe.Attempts;
import nitro.probe.ProbeContext;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/**
 * {@code service:NAME[=STATE]}: nitro says that a service is UP or ONESHOT, or in that state.
 *
 * <p>A socket of our own hears of its events. nitro never waits for a listener, so an event may be lost: after a while
 * without one we ask, which also finds out that nitro is gone. What nitroctl does so too, it does with a socket that it
 * waits at; what both have in common is in {@link nitro.spat}.
 */
final class ServiceCondition extends Attempts {
    /** Milliseconds without a word after which nitro is asked (spec 6.4). */
    private static final long SILENCE = 900;

    /** The same while its queue is full (spec 5.5). */
    private static final long RETRY = 10;

    private static final int MOST_ADDRESSES = 1000;

    private final String control;
    private final String service;
    private final Set<State> wanted;
    private final Datagram datagram = new Datagram(8192);
    private String nitro = "";
    private int requests;
    private String address = "";
    private int fd = -1;
    private @Nullable Watch watch;
    private @Nullable Timer silence;

    /** @param control the value of NITRO_SOCK */
    ServiceCondition(String text, ProbeContext context, long pause, String control, String service, Set<State> wanted) {
        super(text, context, pause);
        this.control = control;
        this.service = service;
        this.wanted = wanted;
    }

    @Override
    protected void attempt() {
        SocketPath path = SocketPath.find(control, posix());
        nitro = path.path();
        try {
            fd = posix().datagramSocket();
            bind(path);
        } catch (ErrnoException e) {
            failed("cannot reach nitro: " + e.reason());
            return;
        }
        watch = context.loop().watch(fd, this::receive);
        ask();
    }

    private void bind(SocketPath path) throws ErrnoException {
        while (true) {
            String next = path.listener(service, posix().getpid(), ++requests);
            try {
                posix().bind(fd, next);
                address = next;
                return;
            } catch (ErrnoException e) {
                // the address may be that of a client that died, or of one in another pid namespace
                if (e.errno() != Errno.EADDRINUSE || requests >= MOST_ADDRESSES) {
                    throw e;
                }
            }
        }
    }

    private void ask() {
        byte[] request = new Request.Query(service).encode();
        int sent = posix().send(fd, request, request.length, nitro);
        if (sent >= 0) {
            askAfter(SILENCE);
        } else if (Errno.of(sent) == Errno.EAGAIN || Errno.of(sent) == Errno.ENOBUFS) {
            askAfter(RETRY);
        } else {
            failed("cannot reach nitro: " + Errno.of(sent).message());
        }
    }

    private void askAfter(long millis) {
        if (silence != null) {
            silence.cancel();
        }
        silence = context.loop().after(millis, this::ask);
    }

    private void receive() {
        while (fd >= 0 && posix().receive(fd, datagram) >= 0) {
            Message message = Message.decode(datagram.data, datagram.length);
            if (message instanceof Status status) {
                heard(status.state());
            } else if (message instanceof Event event && event.name().equals(service)) {
                askAfter(SILENCE);
                heard(event.state());
            } else if (message == Answer.NO_SUCH_SERVICE) {
                missed("no such service");
            }
        }
    }

    private void heard(State state) {
        missed("is " + state);
        if (wanted.contains(state)) {
            found();
        }
    }

    @Override
    protected void abandon() {
        if (silence != null) {
            silence.cancel();
        }
        if (watch != null) {
            watch.end();
            watch = null;
        }
        if (fd >= 0) {
            posix().close(fd);
            fd = -1;
        }
        if (!address.isEmpty()) {
            try {
                posix().unlink(address);
            } catch (ErrnoException e) {
                // nitro removes what nobody listens on
            }
            address = "";
        }
    }
}
