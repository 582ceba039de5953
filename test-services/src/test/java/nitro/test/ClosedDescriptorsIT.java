package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard descriptors that are closed when nitro is started (spec 7.2). */
class ClosedDescriptorsIT {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "0 1", "0 2", "1 2", "0 1 2"})
    @Spec({"7.2", "1.6"})
    void areReplacedByNull(String closed) throws IOException {
        var script = new StringBuilder("exec");
        for (var number : closed.split(" ", -1)) {
            script.append(' ').append(number).append(">&-");
        }
        try (var nitro = Launch.of(
                        sleeper("a"),
                        service("b").run("exec cat").log("../c"),
                        service("c").run("exec cat"))
                .after(script.toString())
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.keepServices(); // a nitro started otherwise has other descriptors
            for (var number : closed.split(" ", -1)) {
                int fd = Integer.parseInt(number);
                assertEquals("/dev/null", nitro.proc().descriptor(fd), "nitro's " + fd);
                assertEquals("/dev/null", nitro.process("a").descriptor(fd), "a's " + fd);
            }
        }
    }
}
