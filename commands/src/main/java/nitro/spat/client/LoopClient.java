package nitro.spat.client;

import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Datagram;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;

/** A {@link Conversation} for those who have a loop. */
public final class LoopClient implements Asker, AutoCloseable {
    private final Posix posix;
    private final Loop loop;
    private final Conversation conversation;
    private final Datagram datagram = new Datagram(Conversation.LONGEST_MESSAGE);
    private @Nullable Timer timer;

    /**
     * Fails if nitro cannot be reached now; if that is so later, the listener hears of it.
     *
     * @param subject the service whose events are heard, {@link Conversation#ALL}, or empty for none
     */
    public LoopClient(Posix posix, Loop loop, SocketPath nitro, String subject, Conversation.Listener listener)
            throws Unreachable {
        this.posix = posix;
        this.loop = loop;
        conversation = new Conversation(posix, nitro, subject, new WatchedSocket(), listener);
        try {
            conversation.open();
            conversation.check();
        } catch (Unreachable e) {
            conversation.close();
            throw e;
        }
        wakeWhenDue();
    }

    @Override
    public void ask(Request order, Request question, Consumer<Message> then) {
        conversation.ask(order, question, then);
        wakeWhenDue();
    }

    @Override
    public void close() {
        conversation.close();
        wakeWhenDue();
    }

    private void wakeWhenDue() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        long due = conversation.due();
        if (due != Long.MAX_VALUE) {
            timer = loop.after(Math.max(0, due - posix.now()), this::wake);
        }
    }

    private void wake() {
        conversation.proceed();
        wakeWhenDue();
    }

    private final class WatchedSocket implements Port {
        private int socket = -1;
        private @Nullable Watch watch;

        @Override
        public void bind(String address) throws ErrnoException {
            socket = posix.datagramSocket();
            try {
                posix.bind(socket, address);
            } catch (ErrnoException e) {
                posix.close(socket);
                throw e;
            }
            watch = loop.watch(socket, this::receive);
        }

        @Override
        public int send(byte[] data, String to) {
            return posix.send(socket, data, data.length, to);
        }

        @Override
        public void close() {
            if (watch != null) {
                watch.end();
                watch = null;
            }
            posix.close(socket);
        }

        private void receive() {
            if (posix.receive(socket, datagram) >= 0) {
                conversation.take(datagram);
                wakeWhenDue();
            }
        }
    }
}
