package nitro.posix.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;

/** Copies between the memory of C and of Java. */
final class Bytes {
    private Bytes() {}

    static void copy(CCharPointer from, byte[] to, int offset, int length) {
        for (int i = 0; i < length; i++) {
            to[offset + i] = from.read(i);
        }
    }

    static void copy(byte[] from, int offset, CCharPointer to, int length) {
        for (int i = 0; i < length; i++) {
            to.write(i, from[offset + i]);
        }
    }

    /** The byte string up to the NUL. */
    static String string(CCharPointer text) {
        return string(text, length(text, Integer.MAX_VALUE));
    }

    static String string(CCharPointer text, int length) {
        byte[] bytes = new byte[length];
        copy(text, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes before the first NUL, at most {@code limit}. */
    static int length(CCharPointer text, int limit) {
        int length = 0;
        while (length < limit && text.read(length) != 0) {
            length++;
        }
        return length;
    }

    /** Whether the bytes up to the NUL are those of the string. */
    static boolean equal(CCharPointer text, String string) {
        int length = length(text, string.length() + 1);
        return equal(text, length, string);
    }

    /** Whether the bytes are those of the string. */
    static boolean equal(CCharPointer text, int length, String string) {
        if (string.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text.read(i) & 0xff) != string.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The strings of a vector that ends with a null pointer. */
    static List<String> strings(CCharPointerPointer vector) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; vector.read(i).isNonNull(); i++) {
            strings.add(string(vector.read(i)));
        }
        return strings;
    }
}
