package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;

/** The default loggers LOG and LOG@ (spec 3.1, 3.2). */
class LogIT {
    private static Service logger(String name) {
        return service(name).run("while read -r line; do say \"" + name + "<$1> got $line\"; done");
    }

    private static Service producer(String name) {
        return service(name).run("echo \"" + name + "<$1>\"; nap");
    }

    @Test
    @Spec("3.1")
    void logTakesWhatHasNoLogOfItsOwn() throws IOException {
        try (var nitro = Launch.of(
                        logger("LOG").down(),
                        producer("a"),
                        producer("b").log("../own"),
                        logger("own"),
                        producer("c").with("log", new Service.Entry.Directory()))
                .start()) {
            nitro.said().await("LOG<> got a<>");
            nitro.said().await("own<> got b<>");
            nitro.said().await("LOG<> got c<>");
            nitro.err().awaitMatch("^- nitro: .*c/log");
            assertEquals(
                    "LOG",
                    nitro.events().all().getFirst().service(),
                    "LOG starts before all others, marked down or not");
        }
    }

    @Test
    @Spec({"3.1", "8.11"})
    void aCrashOfLogChangesNothing() throws IOException {
        try (var nitro = Launch.of(
                        service("LOG").run("say LOG begins; [ -e crash ] && exit 1; exec cat >>lines"), producer("a"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.add(service("LOG").file("crash", ""));
            nitro.kill("LOG");
            nitro.events().await("LOG", DOWN);
            nitro.add(producer("b")); // first seen while LOG is away
            nitro.wire().rescan();
            nitro.events().await("b", STARTING);
            assertEquals(
                    pipeOf(nitro.process("a").descriptor(1)), nitro.process("b").descriptor(1));
            nitro.remove("LOG/crash");
            nitro.wire().restart("LOG");
            nitro.events().await("LOG", UP);
            nitro.shell("until [ $(wc -l <LOG/lines) = 2 ]; do sleep 0.05; done");
            assertEquals(
                    Set.of("a<>", "b<>"),
                    Set.copyOf(nitro.read("LOG/lines").lines().toList()));
            assertEquals(List.of(), nitro.out().all());
        }
    }

    private static String pipeOf(String descriptor) {
        assertTrue(descriptor.startsWith("pipe:"), descriptor);
        return descriptor;
    }

    @Test
    @Spec("3.1")
    void afterAStopByCommandNitrosOutputIsUsed() throws IOException {
        try (var nitro = Launch.of(logger("LOG"), producer("a")).start()) {
            nitro.said().await("LOG<> got a<>");
            nitro.wire().down("LOG");
            nitro.events().await("LOG", DOWN);
            nitro.wire().restart("a");
            nitro.out().await("a<>");
            nitro.wire().up("LOG");
            nitro.events().await("LOG", STARTING);
            nitro.wire().restart("a");
            nitro.said().await("LOG<> got a<>");
        }
    }

    @Test
    @Spec("3.1")
    void beforeLogStartsNitrosOutputIsUsed() throws IOException {
        try (var nitro = Launch.of(
                        service("SYS").setup("echo SYS; nitroctl fast-start early"), producer("early"), logger("LOG"))
                .start()) {
            nitro.out().await("SYS");
            nitro.events().await("LOG", STARTING);
            nitro.out().await("early<>");
        }
    }

    @Test
    @Spec("3.2")
    void logInstancesTakeWhatHasNoLogOfItsOwn() throws IOException {
        try (var nitro = Launch.of(
                        logger("LOG@"),
                        producer("a"),
                        producer("t@"),
                        service("t@p"),
                        producer("b").log("../own"),
                        service("own").run("while read -r line; do say \"own got $line\"; echo further; done"),
                        producer("c").with("log", new Service.Entry.Plain("", false)))
                .start()) {
            nitro.said().await("LOG@<a> got a<>");
            nitro.said().await("LOG@<p> got t@<p>");
            nitro.said().await("own got b<>");
            nitro.said().await("LOG@<own> got further"); // a logger is a service without log like others
            nitro.out().await("c<>"); // its log is no symlink: LOG@ does not apply
            assertEquals(
                    Set.of("a", "t@p", "b", "own", "c", "LOG@a", "LOG@p", "LOG@own"),
                    nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("3.2")
    void withBothTheInstancesLogToLog() throws IOException {
        try (var nitro = Launch.of(
                        service("LOG").run("while read -r line; do say \"LOG got $line\"; done"),
                        service("LOG@").run("while read -r line; do echo \"$1 sent $line\"; done"),
                        producer("a"),
                        producer("c").with("log", new Service.Entry.Directory()),
                        service("SYS").setup("echo from SYS"))
                .start()) {
            nitro.said().await("LOG got a sent a<>");
            nitro.said().await("LOG got c<>"); // its log is no symlink: LOG does apply
            nitro.out().await("from SYS");
            assertEquals(Set.of("a", "c", "LOG", "LOG@a"), nitro.wire().list().keySet());
        }
    }
}
