package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loggers and their pipes while the system runs (spec 4.9, 4.10). */
class LoggersIT {
    static Service logger(String name) {
        return service(name).run("while read -r line; do say \"" + name + " got $line\"; done");
    }

    @ParameterizedTest
    @CsvSource({"a, z", "z, a"})
    @Spec({"4.9", "8.5"})
    void aLoggerMarkedDownIsStartedByItsProducer(String producer, String logger) throws IOException {
        try (var nitro = Launch.of(
                        service(producer).run("echo line; nap").log("../" + logger),
                        logger(logger).down())
                .start()) {
            nitro.said().await(logger + " got line");
        }
    }

    @ParameterizedTest
    @CsvSource({"a, z", "z, a"})
    @Spec({"4.9", "8.5"})
    void anUnusedLoggerStaysDown(String producer, String logger) throws IOException {
        try (var nitro = Launch.of(
                        service(producer).run("nap").log("../" + logger).down(), logger(logger), sleeper("m"))
                .start()) {
            nitro.events().await("m", STARTING, UP);
            assertEquals(DOWN, nitro.wire().state(logger));
            nitro.wire().up(producer);
            nitro.events().await(logger, STARTING);
        }
    }

    @Test
    @Spec("4.9")
    void aLoggerTakenDownComesBackWithItsProducer() throws IOException {
        try (var nitro = Launch.of(service("a").run("echo line; nap").log("../b"), logger("b"))
                .start()) {
            nitro.said().await("b got line");
            nitro.wire().down("b");
            nitro.events().await("b", STARTING, DOWN);
            nitro.wire().restart("a");
            nitro.events().await("b", STARTING);
            nitro.said().await("b got line");
        }
    }

    @Test
    @Spec("4.9")
    void aFatalLoggerIsTriedAgainWithItsProducer() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("echo line; nap").log("../b"),
                        service("b").file("run", ""))
                .start()) {
            nitro.events().await("b", FATAL);
            nitro.events().await("a", STARTING);
            nitro.remove("b/run");
            nitro.add(logger("b"));
            nitro.wire().restart("a");
            nitro.events().await("b", STARTING);
            nitro.said().await("b got line");
            nitro.said().await("b got line"); // what was written before is still in the pipe
        }
    }

    @Test
    @Spec("4.10")
    void neitherSideLosesALineWhenTheOtherIsRestarted() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("trap 'say sent' USR1; while :; do nap; i=$((i + 1)); echo $i; done")
                                .log("../b"),
                        logger("b"))
                .start()) {
            nitro.events().await("a", UP);
            nitro.wire().signal("a", 10);
            nitro.said().await("b got 1");
            nitro.wire().down("b");
            nitro.events().await("b", DOWN);
            nitro.wire().signal("a", 10); // into a pipe that nobody reads
            nitro.wire().up("b");
            nitro.said().await("b got 2");
            var pipe = nitro.process("b").descriptor(0);
            nitro.wire().restart("a");
            nitro.events().await("a", DOWN, STARTING, UP);
            assertEquals(pipe, nitro.process("a").descriptor(1));
            nitro.wire().signal("a", 10);
            nitro.said().await("b got 1");
        }
    }

    @Test
    @Spec("4.10")
    void manyProducersAndLongChains() throws IOException {
        var services = new ArrayList<Service>();
        for (int i = 0; i < 8; i++) {
            services.add(service("producer" + i).run("echo $$; nap").log("../link0"));
        }
        for (int i = 0; i < 5; i++) {
            services.add(service("link" + i)
                    .run("while read -r line; do echo \"$line " + i + "\"; done")
                    .log("../link" + (i + 1)));
        }
        services.add(logger("link5"));
        try (var nitro = Launch.of(services.toArray(Service[]::new)).start()) {
            var lines = nitro.said().await(8, line -> line.matches("link5 got \\d+ 0 1 2 3 4"));
            assertEquals(8, Set.copyOf(lines).size());
        }
    }

    @Test
    @Spec("4.9")
    void aLoggerThatAlsoProducesStartsLikeAnyService() throws IOException {
        // b logs to c; its producer a is down; nobody's only logger is b while another logs a
        try (var nitro = Launch.of(
                        service("LOG").run("exec cat"),
                        service("b").run("echo of its own; nap").log("../c"),
                        logger("c"))
                .start()) {
            nitro.events().await("b", STARTING);
            nitro.said().await("c got of its own");
        }
    }

    @Test
    @Spec({"4.9", "8.8"})
    void loopsAreLegal() throws IOException {
        try (var nitro = Launch.of(
                        service("self")
                                .run("echo line; read -r line; say self got $line; nap")
                                .log("../self"),
                        service("one")
                                .run("echo 1; read -r line; say one got $line; nap")
                                .log("../two"),
                        service("two")
                                .run("echo 2; read -r line; say two got $line; nap")
                                .log("../one"),
                        service("x").run("nap").log("../y"),
                        service("y").run("nap").log("../z"),
                        service("z").run("nap").log("../x"))
                .start()) {
            nitro.wire().up("self");
            nitro.wire().up("one");
            nitro.wire().up("x");
            nitro.said().await("one got 2");
            nitro.said().await("two got 1");
            nitro.said().await("self got line");
            for (var name : Set.of("self", "x", "y", "z")) {
                nitro.events().await(name, STARTING);
            }
        }
    }

    @Test
    @Spec({"4.9", "4.8"})
    void aRunningServiceThatBecomesALoggerGetsThePipeAtItsNextStart() throws IOException {
        try (var nitro = Launch.of(service("b").run("readlink /proc/self/fd/0 >in; read -r line; say got $line; nap"))
                .start()) {
            nitro.events().await("b", UP);
            assertEquals("/dev/null\n", nitro.read("b/in"));
            nitro.add(service("a").run("echo line; nap").log("../b"));
            nitro.wire().rescan();
            nitro.events().await("a", STARTING);
            nitro.wire().restart("b");
            nitro.said().await("got line");
            assertTrue(nitro.read("b/in").startsWith("pipe:"));
        }
    }
}
