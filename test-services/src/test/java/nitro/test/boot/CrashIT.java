package nitro.test.boot;

import static nitro.test.harness.Service.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Packet;
import nitro.test.harness.Service;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash of the native binary's runtime becomes SYS/fatal (spec 3.6), also in a container; BootIT shows a machine's. */
class CrashIT {
    private static final Service SYS =
            service("SYS").script("fatal", "echo fatal $0 $# $$; pwd -P; ulimit -n; rm \"$NITRO_SOCK\"; exit 7");

    @BeforeEach
    void requirements() throws IOException {
        Requirement.nativeBinary();
    }

    private static Launch launch(boolean container, Service... services) {
        var launch = Launch.of(services).after("ulimit -S -n 234");
        return container ? launch.inNamespaces() : launch;
    }

    private static void becomesFatal(Nitro nitro, long pid) throws IOException {
        assertEquals(7, nitro.exit());
        nitro.out().await("fatal SYS/fatal 0 " + pid);
        nitro.out().await(nitro.services().toRealPath().toString());
        nitro.out().await("234");
    }

    @ParameterizedTest
    @CsvSource({"SEGV, false", "BUS, false", "ILL, false", "FPE, false", "ABRT, false", "SEGV, true", "ABRT, true"})
    @Spec("3.6")
    void aCrashBecomesFatal(String signal, boolean container) throws IOException {
        try (var nitro = launch(container, SYS).start()) {
            long pid = container ? 1 : nitro.proc().pid();
            nitro.signal(signal);
            becomesFatal(nitro, pid);
            nitro.err().await("- nitro: the runtime crashed");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 139", "true, 111"})
    @Spec("3.6")
    void withoutFatalItEnds(boolean container, int status) throws IOException {
        try (var nitro = launch(container).start()) {
            nitro.signal("SEGV");
            assertEquals(status, nitro.exit());
            nitro.shell("rm ../sock/nitro.sock");
        }
    }

    /** No page more than it has already, and five thousand services to come. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Spec("3.6")
    void withoutMemoryItBecomesFatal(boolean container) throws IOException {
        try (var nitro = launch(container, SYS).start()) {
            long pid = container ? 1 : nitro.proc().pid();
            long bytes = Long.parseLong(nitro.proc().status("VmData").split(" ")[0]) * 1024;
            Commands.system("prlimit", "--pid", Long.toString(nitro.proc().pid()), "--data=" + bytes + ":");
            nitro.shell("mkdir $(seq 5000); touch $(seq -f %g/run 5000) $(seq -f %g/down 5000)");
            for (int i = 0; i < 5; i++) { // one failure is survived
                nitro.wire().send(new Packet(Wire.RESCAN, "").bytes());
            }
            becomesFatal(nitro, pid);
        }
    }
}
