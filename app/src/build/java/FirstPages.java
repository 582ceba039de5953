import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Has the kernel map of the native binary's code and heap only the beginning, so that it can be executed under any limit of
 * memory: {@code java FirstPages.java BINARY}. {@code posix/src/main/c/start.c}, which is in the first page of the code,
 * maps the rest. The binary is rewritten as a file of its own, in one go: what the image's builder leaves lies in the
 * kernel's cache in small pieces, and a start of it costs a fifth more until the next boot.
 */
final class FirstPages {
    private static final int PAGE_BYTES = 4096;
    private static final int PT_LOAD = 1;
    private static final int PF_X = 1;
    private static final int PF_W = 2;
    private static final String HEAP = ".svm_heap";

    private final ByteBuffer elf;

    private FirstPages(byte[] binary) {
        elf = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static void main(String[] args) throws IOException {
        Path binary = Path.of(args[0]);
        byte[] bytes = Files.readAllBytes(binary);
        new FirstPages(bytes).shrink();
        Path rewritten = binary.resolveSibling(binary.getFileName() + ".new");
        Files.write(rewritten, bytes);
        Files.setPosixFilePermissions(rewritten, Files.getPosixFilePermissions(binary));
        Files.move(rewritten, binary, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Fields are those of Elf64_Ehdr and Elf64_Phdr in elf.h. */
    private void shrink() {
        long heap = sectionAddress(HEAP);
        int headers = (int) elf.getLong(32);
        for (int at = headers; at < headers + 56 * elf.getShort(56); at += 56) {
            long flags = elf.getInt(at + 4);
            long address = elf.getLong(at + 16);
            if (elf.getInt(at) != PT_LOAD || (flags & PF_W) != 0 || elf.getLong(at + 8) == 0) {
                continue;
            }
            long firstPage = PAGE_BYTES - address % PAGE_BYTES;
            long size = (flags & PF_X) != 0 ? firstPage : Math.max(firstPage, heap - address);
            if (size > elf.getLong(at + 32)) {
                throw new IllegalStateException("a segment that starts at " + address + " is not as layout.ld has it");
            }
            elf.putLong(at + 32, size);
            elf.putLong(at + 40, size);
        }
    }

    /** Fields are those of Elf64_Ehdr and Elf64_Shdr in elf.h. */
    private long sectionAddress(String wanted) {
        int sections = (int) elf.getLong(40);
        int count = elf.getShort(60);
        int names = (int) elf.getLong(sections + 64 * elf.getShort(62) + 24);
        byte[] name = (wanted + "\0").getBytes(StandardCharsets.US_ASCII);
        for (int at = sections; at < sections + 64 * count; at += 64) {
            byte[] found = new byte[name.length];
            elf.get(names + elf.getInt(at), found, 0, Math.min(found.length, elf.capacity() - names - elf.getInt(at)));
            if (Arrays.equals(found, name)) {
                return elf.getLong(at + 16);
            }
        }
        throw new IllegalStateException("no section " + wanted);
    }
}
