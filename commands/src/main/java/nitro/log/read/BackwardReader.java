package nitro.log.read;

import java.util.Arrays;
import nitro.posix.ErrnoException;

/** Reads the lines of a file from its end, in blocks, as far as somebody wants them. */
final class BackwardReader {
    /** Takes the lines, last first. */
    interface Visitor {
        /**
         * @param offset where it begins in the file
         * @return whether the line before it is wanted too
         */
        boolean visit(byte[] line, long offset);

        /** Whether to read on in a line that is so long already. */
        default boolean isPatient(int length) {
            return true;
        }
    }

    private static final int BLOCK = 1 << 16;

    private BackwardReader() {}

    /** Where the last complete line before {@code end} ends. */
    static long lastLineEnd(LogFile file, long end) throws ErrnoException {
        long[] found = {end};
        read(file, end, (line, offset) -> {
            found[0] = offset + line.length < end ? end : offset;
            return false;
        });
        return found[0];
    }

    /** @param end what is behind this is not looked at */
    static void read(LogFile file, long end, Visitor visitor) throws ErrnoException {
        byte[] rest = new byte[0];
        long position = end;
        int size = BLOCK;
        while (position > 0) {
            byte[] block = new byte[(int) Math.min(size, position)];
            position -= block.length;
            if (file.readAt(position, block) < block.length) {
                return; // it was cut short
            }
            int length = block.length + rest.length;
            byte[] text = Arrays.copyOf(block, length);
            System.arraycopy(rest, 0, text, block.length, rest.length);
            int to = position + length == end && text[length - 1] == '\n' ? length - 1 : length;
            for (int i = to - 1; i >= 0; i--) {
                if (text[i] == '\n') {
                    if (!visitor.visit(Arrays.copyOfRange(text, i + 1, to), position + i + 1)) {
                        return;
                    }
                    to = i;
                    size = BLOCK;
                }
            }
            rest = Arrays.copyOf(text, to);
            if (!visitor.isPatient(to)) {
                return;
            }
            size = to < length ? BLOCK : 2 * size; // a line longer than the block: or it would be copied too often
        }
        if (end > 0) {
            visitor.visit(rest, 0);
        }
    }
}
