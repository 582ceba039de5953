package nitro.test.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes numbered lines into a directory as a logger does, and rotates it often. */
final class RotatingWriter implements AutoCloseable {
    private static final long LABEL = (1L << 62) + 1_790_000_010L;

    private final Path directory;
    private final String name;
    private final Random random;
    private OutputStream current;
    private int rotations;
    private int lines;

    RotatingWriter(Path directory, String name, long seed) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.name = name;
        random = new Random(seed);
        current = open();
    }

    private OutputStream open() throws IOException {
        return new FileOutputStream(directory.resolve("current").toFile(), true);
    }

    /** The last line that it wrote, and all before it from 1 on, are {@code NAME NUMBER}. */
    int lines() {
        return lines;
    }

    /** Writes some lines. */
    void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            current.write((name + " " + ++lines + "\n").getBytes(ISO_8859_1));
        }
    }

    /** Begins a new file; the complete one is perhaps compressed, which gives it another inode. */
    void rotate() throws IOException {
        current.close();
        var complete = directory.resolve("@%016x%08x.s".formatted(LABEL, ++rotations));
        Files.move(directory.resolve("current"), complete);
        boolean compressed = random.nextBoolean();
        if (compressed && random.nextBoolean()) {
            current = open();
            compress(complete);
        } else if (compressed) {
            compress(complete);
            current = open();
        } else {
            current = open();
        }
    }

    private void compress(Path complete) throws IOException {
        var unfinished = directory.resolve("unfinished");
        try (var out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
            Files.copy(complete, out);
        }
        Files.move(unfinished, Path.of(complete + ".gz"));
        Files.delete(complete);
    }

    /** Rotates so often, with a few lines between, and rests now and then. */
    void run(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            write(1 + random.nextInt(20));
            rotate();
            if (random.nextInt(4) == 0) {
                Thread.sleep(random.nextInt(3));
            }
        }
        write(1);
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
