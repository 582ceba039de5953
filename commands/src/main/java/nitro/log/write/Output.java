package nitro.log.write;

import nitro.posix.Posix;
import nitro.posix.Streams.Buffer;
import nitro.text.ByteSink;

/** Bytes that are put together to be written at once; it grows to what is asked of it, and is used again. */
final class Output implements ByteSink {
    private final Posix posix;
    private Buffer buffer;
    private byte[] bytes;
    private int end;

    Output(Posix posix) {
        this.posix = posix;
        buffer = posix.buffer(0);
        bytes = buffer.bytes();
    }

    Buffer buffer() {
        return buffer;
    }

    int end() {
        return end;
    }

    /** Drops what is behind {@code length}. */
    void cut(int length) {
        end = length;
    }

    /** Makes room for so many bytes in all. */
    void reserve(int capacity) {
        if (bytes.length < capacity) {
            Buffer larger = posix.buffer(capacity);
            System.arraycopy(bytes, 0, larger.bytes(), 0, end);
            buffer.free();
            buffer = larger;
            bytes = larger.bytes();
        }
    }

    /** How many bytes can be put yet. */
    int room() {
        return bytes.length - end;
    }

    @Override
    public void put(byte[] from, int begin, int stop) {
        System.arraycopy(from, begin, bytes, end, stop - begin);
        end += stop - begin;
    }

    void put(byte[] all) {
        put(all, 0, all.length);
    }

    @Override
    public void put(char one) {
        bytes[end++] = (byte) one;
    }
}
