package nitro.posix.image;

import java.util.List;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/**
 * Unmanaged memory for the arguments of one call; each call begins anew in the same block, so that calls allocate
 * nothing. It serves one thread.
 */
final class Scratch {
    private static final int WORD = 8;

    private Pointer base;
    private long capacity;
    private long used;

    Scratch(long capacity) {
        this.base = UnmanagedMemory.malloc(WordFactory.unsigned(capacity));
        this.capacity = capacity;
    }

    /** Forgets what is in it and makes room for {@code bytes}; what it hands out is valid until the next such call. */
    void begin(long bytes) {
        used = 0;
        if (bytes > capacity) {
            base = UnmanagedMemory.realloc(base, WordFactory.unsigned(bytes));
            capacity = bytes;
        }
    }

    /** Room for {@code bytes}, on a word's boundary; of all that was promised by {@link #begin}. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // words are not objects
    <T extends PointerBase> T take(long bytes) {
        long start = used;
        used = start + size(bytes);
        if (used > capacity) {
            throw new IllegalStateException("scratch memory: " + used + " of " + capacity);
        }
        return (T) base.add(WordFactory.unsigned(start));
    }

    /** The byte string with a NUL behind it. */
    CCharPointer string(String text) {
        int length = text.length();
        CCharPointer to = take(length + 1);
        for (int i = 0; i < length; i++) {
            to.write(i, (byte) text.charAt(i));
        }
        to.write(length, (byte) 0);
        return to;
    }

    /** The byte strings as C's vector, which ends with a null pointer. */
    CCharPointerPointer vector(List<String> strings) {
        int count = strings.size();
        CCharPointerPointer to = take((long) (count + 1) * WORD);
        for (int i = 0; i < count; i++) {
            to.write(i, string(strings.get(i)));
        }
        to.write(count, WordFactory.nullPointer());
        return to;
    }

    /** Room for {@code bytes} as the only content. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T extends PointerBase> T only(long bytes) {
        begin(size(bytes));
        return take(bytes);
    }

    /** A path as the only content. */
    CCharPointer path(String path) {
        begin(size(path));
        return string(path);
    }

    /** What {@link #string} takes for it. */
    static long size(String text) {
        return size(text.length() + 1);
    }

    /** What {@link #vector} takes for them. */
    static long size(List<String> strings) {
        int count = strings.size();
        long size = (long) (count + 1) * WORD;
        for (int i = 0; i < count; i++) {
            size += size(strings.get(i));
        }
        return size;
    }

    /** What {@link #take} takes for so many bytes. */
    static long size(long bytes) {
        return bytes + WORD - 1 & -WORD;
    }
}
