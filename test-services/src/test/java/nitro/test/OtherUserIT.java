package nitro.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;
import nitro.test.harness.Terminal;
import org.junit.jupiter.api.Test;

/** root controls a nitro of another user, who can answer it. */
@Spec({"5.5", "6.15"})
class OtherUserIT {
    private static final String NOBODY = "65534";

    private static Path command(String name) {
        return Nitro.BIN.resolve(name);
    }

    @Test
    void rootIsAnswered() throws IOException {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
                "only root can start other users' programs");
        var directory = Files.createTempDirectory("nitro");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Commands.system(
                "sh",
                "-c",
                "cd " + directory + " && mkdir -p sv/a s && printf '#!/bin/sh\nexec sleep 1000\n' >sv/a/run"
                        + " && chmod 755 sv sv/a sv/a/run && chown " + NOBODY + " s");
        var environment = Map.of("NITRO_SOCK", directory.resolve("s/nitro.sock").toString());
        var nitro = Commands.start(
                environment,
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                command("nitro").toString(),
                directory.resolve("sv").toString());
        try {
            FileWatch.await(directory.resolve("s"), () -> Files.exists(directory.resolve("s/nitro.sock")), () -> "");
            var wait = Commands.run(environment, command("nitro-wait").toString(), "-t", "9", "service:a");
            assertEquals(new Commands.Result(0, "", ""), wait);
            var restart = Commands.run(environment, command("nitroctl").toString(), "-t", "9", "restart", "a");
            assertEquals(new Commands.Result(0, "", ""), restart);
            var list = Commands.run(environment, command("nitroctl").toString(), "-t", "9", "list");
            assertTrue(list.out().matches("UP a \\(pid \\d+\\) \\(wstatus \\d+\\) \\d+s\n"), list.toString());
            try (var terminal = new Terminal(
                    directory, 80, 24, environment, command("nitroctl").toString(), "top")) {
                terminal.await("the service", screen -> screen.contains("UP"));
                terminal.press("q");
                terminal.awaitEnd();
            }
            assertEquals(0, FileWatch.count(directory.resolve("s/notify")), "sockets left behind");
        } finally {
            new Proc(nitro.process().pid()).kill("TERM");
            nitro.result();
            Commands.system("rm", "-rf", directory.toString());
        }
    }
}
