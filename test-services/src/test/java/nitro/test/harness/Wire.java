package nitro.test.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client of the control socket as one of nitro 0.8 is, written from spec 5.2 and 5.3. */
public final class Wire implements AutoCloseable {
    public static final int OK = 80;
    public static final int NO_SUCH_SERVICE = 81;
    public static final int NOT_IMPLEMENTED = 82;
    public static final int SERVICE = 100;
    public static final int NAME = 101;
    public static final int STATE = 102;
    public static final int PID = 103;
    public static final int WSTATUS = 104;
    public static final int UPTIME = 105;
    public static final int NITRO_PID = 106;
    public static final int MAX_SERVICE = 107;
    public static final int TOTAL_REAPS = 108;
    public static final int TOTAL_SV_REAPS = 109;
    public static final int UP = 120;
    public static final int DOWN = 121;
    public static final int RESTART = 122;
    public static final int INFO = 123;
    public static final int LIST = 124;
    public static final int QUERY = 125;
    public static final int RESCAN = 126;
    public static final int SHUTDOWN = 127;
    public static final int REBOOT = 128;
    public static final int SIGNAL = 129;
    public static final int READY = 130;
    private static final int EXACT_STATE = 180;

    /** What QUERY tells of a service; {@code uptime} in seconds, {@code wstatus} as wait(2) gives it or -1. */
    public record Status(State state, long pid, int wstatus, long uptime) {}

    /** What INFO tells. */
    public record Info(long nitroPid, long pid, long services, long reaps, long serviceReaps) {}

    private final Path server;
    private final Mailbox mailbox;

    /** A client of the socket {@code server}, that binds {@code own}. */
    public Wire(Path server, Path own) throws IOException {
        this.server = server;
        mailbox = Mailbox.at(own);
    }

    public void send(byte[] datagram) throws IOException {
        mailbox.send(server, datagram);
    }

    /** The next datagram, a reply or, when we are bound in {@code notify}, an event. */
    public byte[] receive() throws IOException {
        return mailbox.receive((int) TimeUnit.SECONDS.toMillis(Feed.DEADLINE_SECONDS))
                .orElseThrow(() -> new AssertionError("no reply"));
    }

    public byte[] ask(byte[] datagram) throws IOException {
        send(datagram);
        return receive();
    }

    /** Sends a command and answers the tag of its bare reply. */
    public int command(int tag, String name) throws IOException {
        return bare(ask(new Packet(tag, name).bytes()));
    }

    public int signal(String name, int signal) throws IOException {
        return bare(ask(new Packet(SIGNAL, (char) signal + name).bytes()));
    }

    private static int bare(byte[] reply) {
        var packet = Packet.only(reply);
        if (!packet.payload().isEmpty()) {
            throw new AssertionError("a reply of tag " + packet.tag() + " is not bare");
        }
        return packet.tag();
    }

    /** {@link #command} that must be obeyed. */
    public void order(int tag, String name) throws IOException {
        int reply = command(tag, name);
        if (reply != OK) {
            throw new AssertionError("command " + tag + " for '" + name + "' was answered " + reply);
        }
    }

    public void up(String name) throws IOException {
        order(UP, name);
    }

    public void down(String name) throws IOException {
        order(DOWN, name);
    }

    public void restart(String name) throws IOException {
        order(RESTART, name);
    }

    public void ready(String name) throws IOException {
        order(READY, name);
    }

    public void rescan() throws IOException {
        order(RESCAN, "");
    }

    /** What is known of a loaded service. */
    public Status query(String name) throws IOException {
        var packets = Packet.all(ask(new Packet(QUERY, name).bytes()));
        boolean exact =
                packets.size() == 5 && packets.getLast().tag() == EXACT_STATE; // BLOCKED and DONE, which 0.8 skips
        return status(exact ? packets.subList(0, 4) : packets);
    }

    public State state(String name) throws IOException {
        return query(name).state();
    }

    /** The pid of its process, which must be there. */
    public long pid(String name) throws IOException {
        long pid = query(name).pid();
        if (pid == 0) {
            throw new AssertionError(name + " has no process");
        }
        return pid;
    }

    private static Status status(List<Packet> packets) {
        expect(packets, STATE, PID, WSTATUS, UPTIME);
        return new Status(
                State.of(packets.get(0).number(1)),
                Integer.toUnsignedLong(packets.get(1).number(4)),
                packets.get(2).number(4),
                Integer.toUnsignedLong(packets.get(3).number(4)));
    }

    public Info info() throws IOException {
        var packets = Packet.all(ask(new Packet(INFO, "").bytes()));
        expect(packets, NITRO_PID, PID, MAX_SERVICE, TOTAL_REAPS, TOTAL_SV_REAPS);
        var numbers = packets.stream()
                .map(packet -> Integer.toUnsignedLong(packet.number(4)))
                .toList();
        return new Info(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }

    /** The services of a plain LIST reply: as many as fit in its 4096 bytes. */
    public Map<String, Status> list() throws IOException {
        var reply = ask(new Packet(LIST, "").bytes());
        if (reply.length > 4096) {
            throw new AssertionError("a LIST reply of " + reply.length + " bytes");
        }
        return list(reply);
    }

    /** The services of a LIST reply's frames. */
    public static Map<String, Status> list(byte[] reply) {
        var services = new LinkedHashMap<String, Status>();
        for (var frame : Packet.frames(reply)) {
            expect(frame.packets(), NAME, STATE, PID, WSTATUS, UPTIME);
            var name = frame.packets().getFirst().payload();
            if (frame.tag() != SERVICE || !name.endsWith("\0")) {
                throw new AssertionError("not a service's frame: tag " + frame.tag() + ", name " + name);
            }
            services.put(
                    name.substring(0, name.length() - 1), status(frame.packets().subList(1, 5)));
        }
        return services;
    }

    private static void expect(List<Packet> packets, Integer... tags) {
        var came = packets.stream().map(Packet::tag).toList();
        if (!came.equals(List.of(tags))) {
            throw new AssertionError("packets " + came + " instead of " + List.of(tags));
        }
    }

    @Override
    public void close() throws IOException {
        mailbox.close();
    }
}
