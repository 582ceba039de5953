package nitro.test;

import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Thousands of services: when all want the processor at once, seconds pass for whatever runs beside them. So nothing does. */
@Isolated
class ManyServicesIT {
    @Test
    @Spec({"5.4", "1.2"})
    void twoThousandServicesAtOnce() throws IOException {
        try (var nitro = Launch.of(sleeper("template"))
                .prepare(root -> {
                    for (int i = 1; i < 2000; i++) {
                        Path service = Files.createDirectory(root.resolve("sv/sv" + i));
                        Files.createSymbolicLink(service.resolve("run"), Path.of("../template/run"));
                    }
                })
                .start()) {
            nitro.awaitServices(2000);
            assertEquals(2000, nitro.wire().info().services());
            var before = nitro.proc().children();
            nitro.shell("kill -KILL "
                    + before.stream()
                            .map(process -> Long.toString(process.pid()))
                            .collect(Collectors.joining(" ")));
            nitro.awaitReaps(2000);
            nitro.awaitServices(2000);
        }
    }

    @Test
    @Spec({"5.4", "8.1"})
    void anOldClientReadsTheServicesThatFit() throws IOException {
        try (var nitro = Launch.of(sleeper("template"))
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0/sv\" && for i in $(seq 1000 1999); do cp -r template sv$i; done",
                        root.toString()))
                .start()) {
            nitro.awaitServices(1001);
            var reply = nitro.wire().ask(new Packet(Wire.LIST, "").bytes());
            assertTrue(reply.length <= 4096 && reply.length > 4096 - 60, "a reply of " + reply.length);
            var list = Wire.list(reply);
            assertTrue(list.size() > 80, list.size() + " services");
            var all = nitro.ctl("list");
            assertEquals(0, all.exit(), all.err());
            var lines = all.lines();
            assertEquals(1001, lines.size());
            assertTrue(lines.stream()
                    .allMatch(line -> line.matches("(UP|STARTING) \\w+ \\(pid \\d+\\) \\(wstatus 0\\) \\d+s")));
            var names = lines.stream().map(line -> line.split(" ", -1)[1]).toList();
            assertEquals(names.stream().sorted().toList(), names);
            assertEquals(1001, nitro.proc().children().size());
        }
    }
}
