package nitro.probe;

import java.util.ArrayList;
import java.util.List;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** Connects to a host's port: to all of its addresses at once, and the first that answers is it. */
final class Connector {
    /** The result of a connection; never reported if it was abandoned before. */
    interface Outcome {
        /** There is a connection, now the listener's own. */
        void connected(int fd);

        /** There is none; the next attempt is worth while after so many milliseconds. */
        void refused(String why, long pause);
    }

    /** For how long addresses are believed, in milliseconds. */
    private static final long BELIEVED_MS = 5000;

    /** The pause after a name that has none. */
    private static final long UNKNOWN_PAUSE_MS = 1000;

    private record Try(int fd, Watch watch) {}

    private final ProbeContext context;
    private final String host;
    private final int port;
    private final Outcome outcome;
    private final List<Try> tries = new ArrayList<>();
    private List<String> addresses = List.of();
    private long resolved;
    private @Nullable Resolver resolver;
    private String why = "";

    Connector(ProbeContext context, Peer peer, Outcome outcome) {
        this.context = context;
        host = peer.host();
        port = peer.port();
        this.outcome = outcome;
    }

    void begin() {
        Posix posix = context.posix();
        if (!addresses.isEmpty() && posix.now() - resolved < BELIEVED_MS) {
            connect(addresses);
            return;
        }
        try {
            add(posix.beginConnect(host, port));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EINVAL) {
                resolve();
            } else {
                outcome.refused(e.reason(), 0);
            }
        }
    }

    private void resolve() {
        try {
            resolver = new Resolver(context, host, found -> {
                resolver = null;
                addresses = found;
                resolved = context.posix().now();
                if (found.isEmpty()) {
                    outcome.refused("no address is known of " + host, UNKNOWN_PAUSE_MS);
                } else {
                    connect(found);
                }
            });
        } catch (ErrnoException e) {
            outcome.refused("cannot look " + host + " up: " + e.reason(), UNKNOWN_PAUSE_MS);
        }
    }

    private void connect(List<String> to) {
        for (String address : to) {
            try {
                add(context.posix().beginConnect(address, port));
            } catch (ErrnoException e) {
                why = e.reason();
            }
        }
        if (tries.isEmpty()) {
            outcome.refused(why, 0);
        }
    }

    private void add(int fd) {
        tries.add(new Try(fd, context.loop().watchWritable(fd, () -> finished(fd))));
    }

    private void finished(int fd) {
        int error = context.posix().socketError(fd);
        remove(fd);
        if (error == 0) {
            abandon();
            outcome.connected(fd);
            return;
        }
        context.posix().close(fd);
        why = Errno.of(error).message();
        if (tries.isEmpty()) {
            outcome.refused(why, 0);
        }
    }

    private void remove(int fd) {
        tries.removeIf(one -> {
            if (one.fd == fd) {
                one.watch.end();
            }
            return one.fd == fd;
        });
    }

    void abandon() {
        for (Try one : tries) {
            one.watch.end();
            context.posix().close(one.fd);
        }
        tries.clear();
        if (resolver != null) {
            resolver.close();
            resolver = null;
        }
    }
}
