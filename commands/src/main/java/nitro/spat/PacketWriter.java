package nitro.spat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes packets and frames one after the other into a datagram (spec 5.2).
 *
 * <p>A packet is its payload's length (u16, little-endian as all numbers are), a tag (u8) and the payload; a frame is
 * {@code FF FF tag}, packets, {@code FE FF tag}.
 */
final class PacketWriter {
    /** The longest payload; 65534 and 65535 would begin a frame's marks. */
    static final int MAX_PAYLOAD = 0xfffd;

    private byte[] data = new byte[128];
    private int length;

    /** Bytes written so far. */
    int length() {
        return length;
    }

    /** Forgets what was written after the first {@code length} bytes. */
    void truncate(int length) {
        this.length = length;
    }

    PacketWriter begin(int tag) {
        return u16(0xffff).u8(tag);
    }

    PacketWriter end(int tag) {
        return u16(0xfffe).u8(tag);
    }

    PacketWriter bare(int tag) {
        return u16(0).u8(tag);
    }

    PacketWriter byteOf(int tag, int value) {
        return u16(1).u8(tag).u8(value);
    }

    PacketWriter number(int tag, int value) {
        return u16(4).u8(tag).u16(value).u16(value >>> 16);
    }

    /** A number that has no sign on the wire: what does not fit becomes the nearest that does. */
    PacketWriter unsigned(int tag, long value) {
        return number(tag, (int) Math.clamp(value, 0L, 0xffff_ffffL));
    }

    PacketWriter text(int tag, String text) {
        int size = Math.min(text.length(), MAX_PAYLOAD);
        return u16(size).u8(tag).bytes(text, size);
    }

    /** Text with a NUL after it, which the payload's length counts. */
    PacketWriter terminated(int tag, String text) {
        int size = Math.min(text.length(), MAX_PAYLOAD - 1);
        return u16(size + 1).u8(tag).bytes(text, size).u8(0);
    }

    /** A payload of one byte and text. */
    PacketWriter byteAndText(int tag, int first, String text) {
        int size = Math.min(text.length(), MAX_PAYLOAD - 1);
        return u16(size + 1).u8(tag).u8(first).bytes(text, size);
    }

    byte[] toBytes() {
        return Arrays.copyOf(data, length);
    }

    private PacketWriter u8(int value) {
        reserve(1);
        data[length++] = (byte) value;
        return this;
    }

    private PacketWriter u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    private PacketWriter bytes(String text, int size) {
        reserve(size);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, data, length, size);
        length += size;
        return this;
    }

    private void reserve(int more) {
        if (length + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }
}
