package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A case's own directory: {@code sv} holds the services, {@code sock} the control socket, and FIFOs take what nitro and
 * its scripts write.
 */
final class Place {
    private final Path root;
    private final String prelude;

    Place() throws IOException {
        root = Files.createTempDirectory("nitro");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        prelude = """
                #!/bin/sh
                say() { echo "$*" >'%1$s/say'; }
                nap() { read never <>'%1$s/never'; }
                nitroctl() { '%2$s/nitroctl' "$@"; }
                """.formatted(root, Nitro.BIN);
        Commands.system("sh", "-c", """
                cd "$0"; umask 0; mkfifo out err say never
                umask 077; mkdir -p sock/notify; umask 022; mkdir sv
                """, root.toString());
    }

    Path root() {
        return root;
    }

    Path at(String name) {
        return root.resolve(name);
    }

    Path services() {
        return at("sv");
    }

    Path socket() {
        return at("sock/nitro.sock");
    }

    Path notifications() {
        return at("sock/notify");
    }

    void add(Service service) throws IOException {
        service.write(services(), prelude);
    }

    String shell(String script) throws IOException {
        return Commands.system("sh", "-c", "cd \"$0\" && " + script, services().toString());
    }

    String read(String name) throws IOException {
        return Files.readString(services().resolve(name), ISO_8859_1);
    }

    void remove() throws IOException {
        Commands.system("sh", "-c", "chmod -R u+rwX \"$0\"; rm -rf \"$0\"", root.toString());
    }
}
