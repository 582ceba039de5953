package nitro.test.boot;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Dinit;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The native binary under limits of memory that its runtime does not fit into: it works, and hands on what it was given. Of
 * too few descriptors it says so.
 */
class LimitsIT {
    /** As much as a shell needs. */
    private static final String LOW = "ulimit -S -v 5000; ulimit -S -d 300; ulimit -S -s 100; ";

    private static final String SHOW = "for l in v d s; do ulimit -S -$l; ulimit -H -$l; done";

    @TempDir
    Path work;

    @BeforeEach
    void requirements() throws IOException {
        Requirement.nativeBinary();
    }

    private static Commands.Result shell(String script) throws IOException {
        var environment = Map.of("PATH", Nitro.BIN + ":/usr/sbin:/usr/bin:/sbin:/bin", "NITRO_SOCK", "/no/such/socket");
        return Commands.run(environment, "sh", "-c", script);
    }

    /** Without the right to raise a hard limit, which is root's. */
    private static Commands.Result unprivileged(String script) throws IOException {
        var words = new ArrayList<>(List.of(Commands.unprivileged()));
        words.addAll(List.of("sh", "-c", "PATH=" + Nitro.BIN + ":$PATH; " + script));
        return Commands.run(Map.of(), words.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-S -v 1000",
                "-v 40000",
                "-v 500000",
                "-S -d 300",
                "-d 5000",
                "-S -s 48",
                "-s 100",
                "-S -m 100",
                "-S -v 1953; ulimit -S -d 1953; ulimit -S -l 1953; ulimit -S -s 1953" // softlimit -m 2000000
            })
    @Spec("tools 7.3")
    void everyNameStarts(String limit) throws IOException {
        try (var names = Files.list(Nitro.BIN)) {
            for (var name : names.map(Path::getFileName).toList()) {
                var free = shell(name + " --version");
                assertEquals(free, shell("ulimit " + limit + "; " + name + " --version"), name + " under " + limit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -m 50000000 chpst -n 1",
                "softlimit -m 5000000 envuidgid root",
                "softlimit -d 500000 setlock lock pgrphack chpst -n 1",
                "softlimit -s 200000 nitro-wait exec:true --"
            })
    @Spec("tools 7.3")
    void aProgramBehindTwoToolsGetsTheLimitsThatOneSets(String chain) throws IOException {
        var directly = shell(chain.substring(0, chain.indexOf("00 ") + 2) + " sh -c '" + SHOW + "'");
        var behind = shell("cd " + work + "; " + chain + " sh -c '" + SHOW + "'");
        assertEquals("", behind.err());
        assertEquals(directly, behind);
    }

    @Test
    void itsServicesGetTheLimitsThatItWasGiven() throws IOException {
        try (var nitro = Launch.of(service("a").run("{ " + SHOW + "; } >limits; exec sleep 1000"))
                .after(LOW)
                .start()) {
            nitro.events().await("a", STARTING, UP);
            assertEquals(shell(LOW + SHOW).out(), nitro.read("a/limits"));
        }
    }

    @Test
    void aLoggerWrites() throws IOException {
        var result = shell("cd " + work + "; " + LOW + "echo one | nitro-log log; cat log/current");
        assertEquals("one\n", result.out(), result.err());
    }

    @Test
    void theEndOfTheStackIsNoticed() throws IOException {
        Files.writeString(work.resolve("current"), "ab".repeat(100_000) + "\n");
        for (var limit : List.of("true", "ulimit -S -s 48", "ulimit -s 100", "ulimit -v 40000")) {
            // Java's regular expressions need stack for each repetition: such a line counts as found
            var found = shell(limit + "; nitro-tail --grep '(a|b)*c' " + work + " | wc -c");
            assertEquals("200001", found.out().strip(), limit + ": " + found.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"-v 5000, address space (ulimit -v)", "-d 300, data (ulimit -d)", "-s 40, stack (ulimit -s)"})
    void aHardLimitThatIsTooLowIsNamed(String limit, String what) throws IOException {
        var refused = unprivileged("ulimit " + limit + "; exec chpst -n 1 true");
        assertEquals("chpst: can't start: the hard limit is too low: " + what + "\n", refused.err());
        assertEquals(111, refused.exit());
    }

    @Test
    @Spec({"dinit 8.2", "dinit 6.1"})
    void withoutDescriptorsItSaysSo() throws IOException {
        for (int limit = 3; limit < 12; limit++) {
            try (var dinit = Dinit.of(service("a").file("other", ""))
                    .through("sh", "-c", "cp /bin/cat sv/a/run; ulimit -n " + limit + " && exec \"$@\"", "sh")
                    .intoFiles()
                    .start()) {
                int status = dinit.exit();
                if (limit > 5 && status == 0) {
                    break; // enough
                }
                assertEquals(1, status);
                var last = dinit.read("err.log")
                        .lines()
                        .filter(line -> line.contains("error: "))
                        .toList()
                        .getLast();
                assertTrue(last.matches("\\S+Z dinit: error: exiting: .*: too many open files"), last);
            }
        }
    }
}
