package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet of the control socket's wire format, written from spec 5.2 alone: length, tag, payload.
 *
 * @param payload a char for each byte
 */
public record Packet(int tag, String payload) {
    /** Length field of a frame's begin and end. */
    private static final int BEGIN = 0xFFFF;

    private static final int END = 0xFFFE;

    /** A part of a datagram: packets stand in frames or outside. */
    public record Frame(int tag, List<Packet> packets) {}

    public static Packet of(int tag, byte... payload) {
        return new Packet(tag, new String(payload, ISO_8859_1));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(3 + payload.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) payload.length())
                .put((byte) tag)
                .put(payload.getBytes(ISO_8859_1))
                .array();
    }

    /** The payload as one number of exactly {@code bytes} bytes, little-endian, signed. */
    public int number(int bytes) {
        if (payload.length() != bytes) {
            throw new AssertionError("tag " + tag + " has " + payload.length() + " bytes instead of " + bytes);
        }
        return bytes == 1
                ? payload.charAt(0)
                : ByteBuffer.wrap(payload.getBytes(ISO_8859_1))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt();
    }

    /** A datagram that is one packet and nothing else. */
    public static Packet only(byte[] datagram) {
        var packets = all(datagram);
        if (packets.size() != 1) {
            throw new AssertionError(packets.size() + " packets instead of one");
        }
        return packets.getFirst();
    }

    /** A datagram of packets outside of frames. */
    public static List<Packet> all(byte[] datagram) {
        var packets = new ArrayList<Packet>();
        var in = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            packets.add(next(in));
        }
        return packets;
    }

    /** A datagram of frames of packets. */
    public static List<Frame> frames(byte[] datagram) {
        var frames = new ArrayList<Frame>();
        var in = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = mark(in, BEGIN);
            var packets = new ArrayList<Packet>();
            while (Short.toUnsignedInt(in.getShort(in.position())) != END) {
                packets.add(next(in));
            }
            if (mark(in, END) != tag) {
                throw new AssertionError("a frame ends with another tag than " + tag);
            }
            frames.add(new Frame(tag, packets));
        }
        return frames;
    }

    private static int mark(ByteBuffer in, int expected) {
        int mark = Short.toUnsignedInt(in.getShort());
        if (mark != expected) {
            throw new AssertionError("no frame mark: " + mark);
        }
        return in.get();
    }

    private static Packet next(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        int tag = Byte.toUnsignedInt(in.get());
        if (length > in.remaining()) {
            throw new AssertionError("a packet of " + length + " bytes with " + in.remaining() + " left");
        }
        var payload = new byte[length];
        in.get(payload);
        return of(tag, payload);
    }

    /** Several packets as one datagram. */
    public static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
