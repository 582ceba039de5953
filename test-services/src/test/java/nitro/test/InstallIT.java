package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nitro --install, with all that is kept inside the native binary. */
class InstallIT {
    @Test
    @Spec("tools 7.1")
    void namesManualsAndCompletions(@TempDir Path directory) throws IOException {
        var binary = Nitro.BIN.resolve("nitro");
        assumeTrue(Files.size(binary.toRealPath()) > 1_000_000, "of the native binary only");
        var bin = Files.createDirectory(directory.resolve("bin"));
        var man = directory.resolve("man").toString();
        var share = directory.resolve("share").toString();
        var result = Commands.run(
                Map.of(), binary.toString(), "--install", bin.toString(), "--man", man, "--completions", share);
        assertEquals("", result.err());
        assertEquals(0, result.exit());
        assertTrue(Files.isExecutable(bin.resolve("nitroctl")));
        for (String page : new String[] {"man8/nitro.8", "man1/nitroctl.1", "man8/reboot.8"}) {
            assertTrue(Files.size(directory.resolve("man").resolve(page)) > 500, page);
        }
        assertTrue(Files.size(directory.resolve("share/bash-completion/completions/nitroctl")) > 500);
    }
}
