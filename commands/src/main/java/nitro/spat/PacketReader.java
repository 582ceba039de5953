package nitro.spat;

import java.nio.charset.StandardCharsets;

/** Reads the packets and frame marks of a datagram one after the other; what is cut short ends the reading. */
final class PacketReader {
    /** The kind of the part that was read last. */
    enum Kind {
        PACKET,
        BEGIN,
        END
    }

    private final byte[] data;
    private final int end;
    private int next;

    private Kind kind = Kind.PACKET;
    private int tag;
    private int payload;
    private int size;

    PacketReader(byte[] data, int length) {
        this.data = data;
        this.end = length;
    }

    /** Goes to the next packet or mark; false at the end of the datagram, or if there is no whole one left. */
    boolean next() {
        if (end - next < 3) {
            return false;
        }
        int length = at(next) | at(next + 1) << 8;
        tag = at(next + 2);
        payload = next + 3;
        if (length >= 0xfffe) {
            kind = length == 0xffff ? Kind.BEGIN : Kind.END;
            size = 0;
        } else if (length > end - payload) {
            return false;
        } else {
            kind = Kind.PACKET;
            size = length;
        }
        next = payload + size;
        return true;
    }

    Kind kind() {
        return kind;
    }

    int tag() {
        return tag;
    }

    /** The payload as a number of 32 bits; bytes that are missing count as 0. */
    int number() {
        int number = 0;
        for (int i = Math.min(size, 4) - 1; i >= 0; i--) {
            number = number << 8 | at(payload + i);
        }
        return number;
    }

    /** The payload as a number without a sign. */
    long unsigned() {
        return Integer.toUnsignedLong(number());
    }

    /** The payload's first byte, 0 if there is none. */
    int first() {
        return size == 0 ? 0 : at(payload);
    }

    /** The payload from byte {@code from} to its end or the first NUL, as a byte string. */
    String text(int from) {
        int start = Math.min(from, size);
        int stop = start;
        while (stop < size && data[payload + stop] != 0) {
            stop++;
        }
        return new String(data, payload + start, stop - start, StandardCharsets.ISO_8859_1);
    }

    private int at(int index) {
        return data[index] & 0xff;
    }
}
