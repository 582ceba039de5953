package nitro.test.chpst;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.Assumptions;

/** What the suites of chpst need of the machine; without it they are skipped, and say so. */
final class Needs {
    static final Path SHELL = Path.of("/usr/bin/busybox");

    private static final Path BIN = Path.of(System.getProperty("nitro.bin"));

    private Needs() {}

    /** Skips if the caller is not root, or one of {@code PATH (PACKAGE)} is not there. */
    static void check(Class<?> suite, String... programs) throws IOException {
        List<String> missing = new ArrayList<>();
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            missing.add("root's privileges");
        }
        for (String program : programs) {
            if (!Files.isExecutable(Path.of(program.substring(0, program.indexOf(' '))))) {
                missing.add(program);
            }
        }
        if (!missing.isEmpty()) {
            String reason = "missing " + String.join(", ", missing);
            System.out.println("skipped " + suite.getSimpleName() + ": " + reason);
            Assumptions.abort(reason);
        }
    }

    /** Copies our tools to where any user can execute them, and answers their directory. */
    static Path tools(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Commands.system("cp", "-a", BIN + "/..", directory + "/dist");
        return directory.resolve("dist").resolve(BIN.getFileName());
    }
}
