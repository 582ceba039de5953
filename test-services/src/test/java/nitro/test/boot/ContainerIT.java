package nitro.test.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nitro in a container that has nothing else: no libc, /proc, /dev, /run or /tmp, and a root that cannot be written. */
class ContainerIT {
    @TempDir
    Path work;

    @BeforeEach
    void requirements() throws IOException {
        Requirement.nativeBinary();
        StaticProgram.require();
        var tried = Commands.run(
                Map.of(),
                "unshare",
                "--user",
                "--map-root-user",
                "--pid",
                "--fork",
                "--mount",
                "mount",
                "-t",
                "tmpfs",
                "tmpfs",
                "/mnt");
        Requirement.that(tried.exit() == 0, "no namespaces here: " + tried.err().strip());
    }

    @Test
    @Spec({"1.5", "1.6", "7.1", "7.3", "7.4", "7.5"})
    void itSaysWhatIsMissingAndGoesOn() throws IOException {
        try (var container = Container.start(work)) {
            var output = container.output();
            output.await(
                    "^- nitro: can't mount /dev: No such file or directory$",
                    "^- nitro: can't mount /run: No such file or directory$",
                    "^- nitro: booting$",
                    "^logger: web: setup$",
                    "^logger: web: runs as user 12345 with 3 descriptors, input ends: 1$");
            assertEquals(0, container.nitroctl("wait-up", "web", "logger").exit());
            assertEquals(0, container.nitroctl("kill", "web").exit());
            output.await("^logger: web: finish -1 9$", "^logger: web: runs as user 12345 with 3 descriptors");
            assertEquals(0, container.nitroctl("Reboot").exit());
            output.await(
                    "^- nitro: rebooting$",
                    "logger: web: last words$",
                    "logger: web: finish 0 0$",
                    "logger ends$",
                    "^- nitro: booting$",
                    "^logger: web: runs as user 12345 with 3 descriptors");
            container.init().kill("TERM");
            output.await("^- nitro: shutting down$", "logger: web: last words$", "logger ends$", "^- nitro: finished$");
            assertEquals(0, container.awaitExit(), output::toString);
        }
    }

    @Test
    @Spec({"1.6", "7.2"})
    void withoutStreamsAndWithoutANullDevicePipesAreReadAway() throws IOException {
        try (var container = Container.startWithoutStreams(work)) {
            container.awaitSocket();
            var flooded = container.nitroctl("start", "flood");
            assertEquals(0, flooded.exit(), flooded::err);
            assertTrue(container.nitroctl("list", "flood").out().startsWith("ONESHOT flood"));
            for (int fd = 0; fd <= 2; fd++) {
                var stream = container.init().descriptor(fd);
                assertTrue(stream.startsWith("pipe:"), stream);
            }
            assertEquals(0, container.nitroctl("Shutdown").exit());
            assertEquals(0, container.awaitExit());
        }
    }
}
