package nitro.spat;

import nitro.spat.PacketReader.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client (spec 5.2): one command a datagram, a value before it is bytes.
 *
 * <p>Names are byte strings as they came: any bytes but NUL, also none at all or more than a service may have. Such a
 * name simply is no service.
 */
public sealed interface Request {
    record Up(String name) implements Request {}

    record Down(String name) implements Request {}

    record Restart(String name) implements Request {}

    record Info() implements Request {}

    /** All services in one datagram, as many as fit. */
    record ListServices() implements Request {}

    record Query(String name) implements Request {}

    record Rescan() implements Request {}

    record Shutdown() implements Request {}

    record Reboot() implements Request {}

    /**
     * Send a signal to the process of {@code run}.
     *
     * @param number the platform's number, 0 to 255, as it came
     */
    record Signal(int number, String name) implements Request {}

    record Ready(String name) implements Request {}

    /**
     * Ours: the services that follow {@code name} in the order of bytes, a page at a time; answered by a {@link Page}
     * of services.
     */
    record ListAfter(String name) implements Request {}

    /** Ours: all that is known of one service; answered by {@link Message.Detail}. */
    record Detail(String name) implements Request {}

    /** Ours: where the services' directory is; answered by {@link Message.Directory}. */
    record ServicesDirectory() implements Request {}

    /** Ours: the templates ({@code name@}) that follow {@code name}, a {@link Page} of names at a time. */
    record TemplatesAfter(String name) implements Request {}

    /** Ours: what one service needs, and who needs it; answered by {@link Message.Needs}. */
    record Needs(String name) implements Request {}

    /** Anything else; answered by {@link Message.Answer#NOT_IMPLEMENTED}. */
    record Unknown(int tag) implements Request {}

    /** The datagram that asks for it. */
    default byte[] encode() {
        PacketWriter out = new PacketWriter();
        switch (this) {
            case Up up -> out.text(Tag.UP, up.name);
            case Down down -> out.text(Tag.DOWN, down.name);
            case Restart restart -> out.text(Tag.RESTART, restart.name);
            case Info _ -> out.bare(Tag.INFO);
            case ListServices _ -> out.bare(Tag.LIST);
            case Query query -> out.text(Tag.QUERY, query.name);
            case Rescan _ -> out.bare(Tag.RESCAN);
            case Shutdown _ -> out.bare(Tag.SHUTDOWN);
            case Reboot _ -> out.bare(Tag.REBOOT);
            case Signal signal -> out.byteAndText(Tag.SIGNAL, signal.number, signal.name);
            case Ready ready -> out.text(Tag.READY, ready.name);
            case ListAfter after -> out.text(Tag.LIST_AFTER, after.name);
            case Detail detail -> out.text(Tag.DETAIL, detail.name);
            case ServicesDirectory _ -> out.bare(Tag.DIRECTORY);
            case TemplatesAfter after -> out.text(Tag.TEMPLATES_AFTER, after.name);
            case Needs needs -> out.text(Tag.NEEDS, needs.name);
            case Unknown unknown -> out.bare(unknown.tag);
        }
        return out.toBytes();
    }

    /**
     * The command in the first {@code length} bytes, or null for what is dropped unanswered: less than 3 bytes, a
     * frame, a length beyond the end (spec 5.2).
     *
     * <p>All else is answered. What follows the first packet, and a payload where none belongs, is ignored. A missing
     * name is the empty one. SIGNAL with no payload at all is signal 0 to the empty name.
     */
    static @Nullable Request decode(byte[] data, int length) {
        PacketReader in = new PacketReader(data, length);
        if (!in.next() || in.kind() != Kind.PACKET) {
            return null;
        }
        return switch (in.tag()) {
            case Tag.UP -> new Up(in.text(0));
            case Tag.DOWN -> new Down(in.text(0));
            case Tag.RESTART -> new Restart(in.text(0));
            case Tag.INFO -> new Info();
            case Tag.LIST -> new ListServices();
            case Tag.QUERY -> new Query(in.text(0));
            case Tag.RESCAN -> new Rescan();
            case Tag.SHUTDOWN -> new Shutdown();
            case Tag.REBOOT -> new Reboot();
            case Tag.SIGNAL -> new Signal(in.first(), in.text(1));
            case Tag.READY -> new Ready(in.text(0));
            case Tag.LIST_AFTER -> new ListAfter(in.text(0));
            case Tag.DETAIL -> new Detail(in.text(0));
            case Tag.DIRECTORY -> new ServicesDirectory();
            case Tag.TEMPLATES_AFTER -> new TemplatesAfter(in.text(0));
            case Tag.NEEDS -> new Needs(in.text(0));
            default -> new Unknown(in.tag());
        };
    }
}
