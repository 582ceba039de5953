package nitro.front.nitro.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nitro.posix.Errno;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeSockets.Peer;
import nitro.spat.Request;

/** What all parts of one run share: the system, the weather, the clients. */
final class World {
    /** The services directory. */
    static final String SERVICES = "/etc/nitro";

    static final String SOCKET = "/run/nitro/nitro.sock";
    /** The hard limit of nitro's descriptors. */
    static final int MOST_DESCRIPTORS = 4096;

    static final String NOTIFY = "/run/nitro/notify/";

    /** The socket of the listener that no event may pass by. */
    static final String LISTENER = NOTIFY + "ALL,1_1";

    final FakePosix posix;
    final Chance chance;
    final History history;

    private final List<Runnable> calming = new ArrayList<>();
    private final List<Peer> clients = new ArrayList<>();
    private final List<Peer> reading = new ArrayList<>();
    private Consumer<String> gone = name -> {};
    private boolean calm;

    World(FakePosix posix, Chance chance, boolean keepHistory) {
        this.posix = posix;
        this.chance = chance;
        this.history = new History(keepHistory, posix.clock());
    }

    /** Whether the storm is over: every program now behaves as well as it can. */
    boolean calm() {
        return calm;
    }

    /** Begins a storm: programs may behave badly. */
    void rouse() {
        calm = false;
        calming.clear();
        posix.limit(MOST_DESCRIPTORS);
    }

    /** Ends the storm: what hangs comes to its senses. */
    void calmDown() {
        calm = true;
        history.add("world", () -> "the storm is over");
        calming.forEach(Runnable::run);
        calming.clear();
    }

    /** Has {@code what} happen when the storm is over. */
    void whenCalm(Runnable what) {
        calming.add(what);
    }

    /** Opens the sockets of the clients and of the listener; their directory is there only after nitro's start. */
    void openSockets() {
        if (!posix.files().exists(LISTENER)) {
            reading.add(posix.sockets().peer(LISTENER));
        }
        for (int i = clients.size(); i < 2; i++) {
            String path = NOTIFY + "client," + i;
            posix.files().remove(path);
            clients.add(posix.sockets().peer(path));
        }
        reading.addAll(clients);
    }

    /** The path of a client's socket, which is none of a listener. */
    static boolean isClient(String path) {
        return path.startsWith(NOTIFY + "client,");
    }

    /** Sends a request as one of the clients, or as somebody without an address. */
    boolean send(Request request) {
        return send(request.encode(), request.toString());
    }

    /** Returns whether it was accepted. */
    boolean send(byte[] datagram, String words) {
        Peer peer = clients.isEmpty() || chance.one(3) ? posix.sockets().peer("") : chance.pick(clients);
        int result = peer.send(datagram, SOCKET);
        history.add("world", () -> "sends " + words + (result < 0 ? ": " + Errno.of(result) : ""));
        return result >= 0;
    }

    /** Puts a listener there, which never reads. */
    void listen(String path, boolean dead) {
        history.add("world", () -> (dead ? "leaves the socket of a dead listener at " : "listens at ") + path);
        Peer listener = posix.sockets().peer(path);
        if (dead) {
            listener.close();
        }
    }

    /** Who is told that a service directory was taken away, by its name. */
    void onGone(Consumer<String> told) {
        gone = told;
    }

    void gone(String directory) {
        gone.accept(directory);
    }

    /** What the {@code notification-fd} of a service directory says, empty if there is none. */
    String notification(String directory) {
        return content(directory + "/notification-fd", "");
    }

    /** The content of a file, {@code otherwise} if there is none. */
    String content(String path, String otherwise) {
        return posix.files().exists(path) ? posix.files().content(path) : otherwise;
    }

    /** Reads what the clients and the faithful listener were sent. */
    void read() {
        for (Peer peer : reading) {
            while (peer.waiting() > 0) {
                peer.receive();
            }
        }
    }
}
