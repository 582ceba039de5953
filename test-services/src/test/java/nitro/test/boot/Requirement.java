package nitro.test.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Assumptions;

/** What these suites need; a case that lacks it is skipped, and says why. */
public final class Requirement {
    private static final List<String> DIRECTORIES = List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private Requirement() {}

    public static void that(boolean there, String otherwise) {
        if (!there) {
            System.out.println("skipped: " + otherwise);
            Assumptions.abort(otherwise);
        }
    }

    /** The commands under test are the native binary's. */
    public static void nativeBinary() throws IOException {
        var binary = Nitro.BIN.resolve("nitro");
        that(isElf(binary), "no native binary: " + binary + " (build it with -Pnative, choose it by -Dnitro.bin=)");
    }

    private static boolean isElf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), ISO_8859_1).equals("\177ELF");
        }
    }

    public static void command(String name, String debianPackage) {
        that(find(name).isPresent(), "no " + name + " (Debian's package " + debianPackage + ")");
    }

    static Optional<Path> find(String name) {
        return DIRECTORIES.stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
