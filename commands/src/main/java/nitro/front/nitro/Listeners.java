package nitro.front.nitro;

import nitro.engine.Happening;
import nitro.engine.Observer;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.SocketPath;
import nitro.spat.State;

/** The listeners for events: the sockets in {@code notify/} (spec 5.6). */
final class Listeners implements Observer {
    private final Posix posix;
    private final String directory;
    private final ListenerNames names;
    private final ControlSocket socket;

    /**
     * @param socket the socket to send from; their sockets are beside it
     */
    Listeners(Posix posix, ControlSocket socket) {
        this.posix = posix;
        directory = socket.path().notifyDirectory();
        names = new ListenerNames(posix, directory);
        this.socket = socket;
    }

    /** Looks who listens, so that what this needs is open from the start. */
    void begin() {
        try {
            names.now();
        } catch (ErrnoException e) {
            // It is looked at again for each event.
        }
    }

    /**
     * Announces each state that a service enters. A start that is being attempted is none, but what comes of it always is;
     * and that a service waits for its turn at boot is not announced.
     */
    @Override
    public void happened(Happening happening) {
        String name = happening.service().name();
        Phase before = happening.before();
        Phase now = happening.service().phase();
        if (happening.viaDown()) {
            announce(name, State.DOWN);
        }
        boolean entered = before == Phase.BEGINNING || States.of(before) != States.of(now) || happening.viaDown();
        if (entered && now != Phase.BEGINNING && happening.event() != Event.SCHEDULED) {
            announce(name, States.of(now));
        }
    }

    /** Tells every listener concerned; whoever cannot take it now misses it. */
    void announce(String name, State state) {
        byte[] event = new Message.Event(state, name).encode();
        try {
            for (String file : names.now()) {
                if (SocketPath.hears(file, name)) {
                    send(event, directory + file);
                }
            }
        } catch (ErrnoException e) {
            // Without the directory, or a descriptor to read it, nobody listens: clients ask again (spec 5.6).
        }
    }

    private void send(byte[] event, String path) {
        int result = posix.send(socket.descriptor(), event, event.length, path);
        if (result < 0 && Errno.of(result) == Errno.ECONNREFUSED) {
            removeStale(path);
        }
    }

    private void removeStale(String path) {
        try {
            if (posix.lstat(path).type() == FileStatus.Type.SOCKET) {
                posix.unlink(path);
            }
        } catch (ErrnoException e) {
            // Somebody was faster, or we may not: either way there is nothing to do.
        }
    }
}
