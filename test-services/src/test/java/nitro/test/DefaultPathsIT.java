package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nitro looks when it is told nothing (spec 1.1, 5.1): in a mount namespace with an /etc and a /run of its own. */
@ExtendWith(Namespaces.class)
class DefaultPathsIT {
    /** The services are in /etc/nitro; {@code socket}, if any, is the target of /etc/nitro.sock. */
    private static Launch launch(String socket) {
        return Launch.of(
                        service("a").run("nitroctl check a; say check $?; for f in /run/nitro/*; do say $f; done; nap"))
                .prepare(root -> {
                    Files.createDirectory(root.resolve("etc"));
                    Files.createSymbolicLink(root.resolve("etc/nitro"), root.resolve("sv"));
                    if (!socket.isEmpty()) {
                        Files.createSymbolicLink(root.resolve("etc/nitro.sock"), root.resolve(socket));
                    }
                })
                .from(".")
                .through("unshare", "--user", "--map-root-user", "--mount")
                .after("""
                        for f in passwd group ld.so.cache ld.so.conf ld.so.conf.d alternatives; do
                            [ -e /etc/$f ] && cp -a /etc/$f etc/
                        done
                        mount --bind "$PWD/etc" /etc
                        mount -t tmpfs tmpfs /run""")
                .arguments();
    }

    @ParameterizedTest
    @ValueSource(strings = {"env -u NITRO_SOCK", "env NITRO_SOCK="})
    @Spec({"1.1", "5.1"})
    void etcNitroAndRunNitro(String socket) throws IOException {
        try (var nitro = launch("").through(socket.split(" ", -1)).begin()) {
            nitro.said().await("check 0");
            nitro.said().await("/run/nitro/nitro.sock");
            nitro.said().await("/run/nitro/notify");
            nitro.keepServices();
            nitro.signal("TERM");
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec("5.1")
    void theTargetOfEtcNitroSock() throws IOException {
        try (var nitro =
                launch("sock/nitro.sock").through("env", "-u", "NITRO_SOCK").start()) {
            nitro.events().await("a", STARTING);
            nitro.said().await("check 0");
            nitro.said().await("/run/nitro/*");
        }
    }
}
