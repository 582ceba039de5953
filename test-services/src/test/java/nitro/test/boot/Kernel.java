package nitro.test.boot;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is booted beside nitro, fetched by the script {@code test-services/kernel}. */
final class Kernel {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("nitro.kernel", "target/kernel")).toAbsolutePath();

    private Kernel() {}

    static Path path() {
        return DIRECTORY.resolve("vmlinuz");
    }

    static Path busybox() {
        return DIRECTORY.resolve("busybox");
    }

    static void require() {
        Requirement.that(
                Files.isReadable(path()) && Files.isExecutable(busybox()),
                "no kernel in " + DIRECTORY + " (test-services/kernel fetches it)");
    }
}
