package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import jnr.ffi.Pointer;

/** Byte strings on their way to C and back: a char is a byte, and a NUL ends them there. */
final class Bytes {
    private Bytes() {}

    /** An array ended by a NUL. */
    static byte[] terminated(String string) {
        return (string + '\0').getBytes(ISO_8859_1);
    }

    /** As a string that jnr-ffi makes these bytes of again, if they are text at all. */
    static String decoded(String string) {
        return new String(string.getBytes(ISO_8859_1), Charset.defaultCharset());
    }

    /** Writes {@code string} and its NUL into memory; returns the offset behind it. */
    static int put(Pointer memory, int offset, String string) {
        byte[] bytes = string.getBytes(ISO_8859_1);
        memory.put(offset, bytes, 0, bytes.length);
        memory.putByte(offset + bytes.length, (byte) 0);
        return offset + bytes.length + 1;
    }

    /** The {@code length} bytes at {@code offset}. */
    static String get(Pointer memory, int offset, int length) {
        byte[] bytes = new byte[length];
        memory.get(offset, bytes, 0, length);
        return new String(bytes, ISO_8859_1);
    }

    /** The bytes at {@code offset} before the first NUL, at most {@code limit}. */
    static String getTerminated(Pointer memory, int offset, int limit) {
        int length = 0;
        while (length < limit && memory.getByte(offset + length) != 0) {
            length++;
        }
        return get(memory, offset, length);
    }
}
