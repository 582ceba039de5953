package nitro.test.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native binary as a file: its size, its names, and whose the arguments are. */
class BinaryIT {
    private static final long LARGEST = 16_000_000;

    @TempDir
    Path work;

    @BeforeEach
    void requirements() throws IOException {
        Requirement.nativeBinary();
    }

    /** Which JUnit does with a warning for each. */
    @AfterEach
    void removeLinks() throws IOException {
        Commands.system("find", work.toString(), "-type", "l", "-delete");
    }

    private static Commands.Result run(Object... command) throws IOException {
        var words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        return Commands.run(Map.of("NITRO_SOCK", "/no/such/socket"), words);
    }

    @Test
    void itStaysSmall() throws IOException {
        long size = Files.size(Nitro.BIN.resolve("nitro"));
        assertTrue(size <= LARGEST, () -> size + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx1m", "-Dx=y", "-XX:+PrintGC", "-XX:MaxHeapSize=1m"})
    void whatLooksLikeTheRuntimesIsTheCommands(String word) throws IOException {
        assertEquals(
                "- nitro: can't open the services directory " + word + ": No such file or directory\n",
                run(Nitro.BIN.resolve("nitro"), word).err());
        assertEquals(
                word + "\n",
                run(Nitro.BIN.resolve("chpst"), "sh", "-c", "echo $1", "sh", word)
                        .out());
    }

    @Test
    void underAnyOtherNameTheCommandIsTheFirstArgument() throws IOException {
        var other = Files.createSymbolicLink(work.resolve("other"), Nitro.BIN.resolve("nitro"));
        assertTrue(run(other, "nitroctl", "--version").out().startsWith("nitroctl "));
        var wrong = run(other, "nosuch");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().startsWith("nitro: nosuch: no such command\n"), wrong.err());
        assertEquals(2, run(other).exit());
    }

    @Test
    void installMakesALinkForEachName() throws IOException {
        for (int time = 0; time < 2; time++) { // again does no harm
            assertEquals(0, run(Nitro.BIN.resolve("nitro"), "--install", work).exit());
        }
        try (var links = Files.list(work)) {
            for (var link : links.toList()) {
                assertEquals(
                        Nitro.BIN.resolve("nitro").toRealPath(),
                        Files.readSymbolicLink(link),
                        "of " + link.getFileName());
            }
        }
        assertTrue(run(work.resolve("nitroctl"), "--version").out().startsWith("nitroctl "));
    }

    @Test
    void installMakesTheDirectoryOrSaysOnceWhyItCannot() throws IOException {
        var nitro = Nitro.BIN.resolve("nitro");
        assertEquals(0, run(nitro, "--install", work.resolve("some/bin")).exit());
        assertTrue(run(work.resolve("some/bin/nitroctl"), "--version").out().startsWith("nitroctl "));
        var file = Files.createFile(work.resolve("file"));
        var refused = run(nitro, "--install", file.resolve("bin"));
        assertEquals("nitro: " + file + "/bin: File exists\n", refused.err());
        assertEquals(111, refused.exit());
    }
}
