package nitro.test.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes a directory as a cpio archive of the format {@code newc}, which the kernel unpacks as its first root. */
final class Cpio {
    private final OutputStream out;
    private long position;
    private int inode;

    private Cpio(OutputStream out) {
        this.out = out;
    }

    /** Everything belongs to root, whoever owns it here. */
    static void write(Path directory, Path archive) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(archive));
                var walk = Files.walk(directory)) {
            var cpio = new Cpio(out);
            for (var path :
                    walk.filter(path -> !path.equals(directory)).sorted().toList()) {
                cpio.add(directory.relativize(path).toString(), path);
            }
            cpio.entry("TRAILER!!!", 0, new byte[0]);
        }
    }

    private void add(String name, Path path) throws IOException {
        int mode = (int) Objects.requireNonNull(Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
        if (Files.isSymbolicLink(path)) {
            entry(name, mode, Files.readSymbolicLink(path).toString().getBytes(ISO_8859_1));
        } else {
            entry(name, mode, Files.isDirectory(path) ? new byte[0] : Files.readAllBytes(path));
        }
    }

    private void entry(String name, int mode, byte[] content) throws IOException {
        var bytes = (name + "\0").getBytes(ISO_8859_1);
        var header = new StringBuilder("070701");
        // inode, mode, uid, gid, links, mtime, size, device, device of a device file, length of the name, checksum
        for (int field : List.of(++inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, bytes.length, 0)) {
            header.append("%08x".formatted(field));
        }
        write(header.toString().getBytes(ISO_8859_1));
        write(bytes);
        pad();
        write(content);
        pad();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private void pad() throws IOException {
        write(new byte[(int) (-position & 3)]);
    }
}
