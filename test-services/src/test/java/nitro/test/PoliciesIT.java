package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import org.junit.jupiter.api.Test;

/** The small files of a service that nitro 0.8 does not know (spec policies). */
class PoliciesIT {
    private static final String DEAF = "trap '' TERM; say run; while :; do nap; done";

    @Test
    @Spec({"policies 1.1", "policies 2.2"})
    void theTimeToKillIsThatOfTheFile() throws IOException {
        try (var nitro = Launch.of(service("a").run(DEAF).file("timeout-stop", "# short\n\n  0.5  \n"))
                .start()) {
            nitro.said().await("run");
            long order = System.nanoTime();
            nitro.wire().down("a");
            nitro.events().await("a", SHUTDOWN);
            var down = nitro.events().await("a", DOWN);
            assertTrue(down.since(order) >= 490 && down.since(order) < 6000, () -> "down after " + down.since(order));
            assertEquals(9, nitro.wire().query("a").wstatus());
        }
    }

    @Test
    @Spec("policies 2.3")
    void theTimeOfFinishIsThatOfTheFile() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("say run; exec sleep 1000")
                        .finish("say finish; exec sleep 1000")
                        .file("timeout-finish", "0.5"))
                .start()) {
            nitro.said().await("run");
            nitro.wire().down("a");
            nitro.said().await("finish");
            long begin = System.nanoTime();
            var down = nitro.events().await("a", SHUTDOWN, DOWN);
            assertTrue(down.since(begin) < 6000, () -> "down after " + down.since(begin));
        }
    }

    @Test
    @Spec("policies 2.1")
    void aProgramStopsTheService() throws IOException {
        var web = service("web@")
                .run("say run; exec sleep 1000")
                .script("stop", "say stop $# $2; test $1 = $NITRO_PID && kill -INT $1; while :; do nap; done");
        try (var nitro = Launch.of(web, service("web@80")).start()) {
            nitro.events().await("web@80", STARTING);
            nitro.said().await("run");
            nitro.wire().down("web@80");
            nitro.said().await("stop 2 80");
            nitro.events().await("web@80", SHUTDOWN, DOWN);
            assertEquals(2, nitro.wire().query("web@80").wstatus());
        }
    }

    @Test
    @Spec("policies 1.2")
    void whatCannotBeUnderstoodIsFatalAndNamed() throws IOException {
        try (var nitro = Launch.of(service("a").run("say run; exec sleep 1000").file("timeout-stop", "soon\n"))
                .start()) {
            nitro.events().await("a", FATAL);
            var status = nitro.ctl("status", "a").out();
            assertTrue(status.contains("a/timeout-stop: line 1: expected a number of seconds, 0 for no limit"), status);
            nitro.add(service("a").file("timeout-stop", "1\n"));
            nitro.wire().up("a");
            nitro.said().await("run");
        }
    }

    @Test
    @Spec("policies 3.1")
    void aGoodEndIsDoneAndABadOneFatal() throws IOException {
        try (var nitro = Launch.of(
                        service("good").run("exit 3").file("restart", "on-failure 3 SIGHUP"),
                        service("bad").run("exit 4").file("restart", "never 3"),
                        sleeper("web").file("requires", "good"))
                .start()) {
            nitro.events().await("web", STARTING);
            nitro.events().await("bad", FATAL);
            assertTrue(nitro.ctl("list", "good").out().startsWith("DONE good (wstatus 768) "));
            assertEquals(DOWN, nitro.wire().state("good"), "what a client of 0.8 sees");
            assertEquals(0, nitro.ctl("-t", "30", "wait-up", "good").exit());
            assertEquals(0, nitro.ctl("-t", "30", "start", "good").exit());
            nitro.events().await("good", STARTING);
        }
    }

    @Test
    @Spec({"policies 3.2", "policies 3.3"})
    void givesUpAfterTooManyRestarts() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("say run; exit 1")
                        .file("backoff", "0.2 0.3")
                        .file("max-restarts", "2 60"))
                .start()) {
            long begin = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                nitro.said().await("run");
            }
            var fatal = nitro.events().await("a", FATAL);
            assertTrue(fatal.since(begin) >= 400, () -> "gave up after " + fatal.since(begin));
            nitro.err().await("- nitro: a: gave up after 2 restarts within 60.0 s");
            var status = nitro.ctl("status", "a").out();
            assertTrue(status.contains("its run ended with exit 1; a: gave up after 2 restarts"), status);
            nitro.wire().up("a");
            nitro.said().await("run");
        }
    }

    @Test
    @Spec("policies 3.4")
    void aFinishMayRefuse() throws IOException {
        try (var nitro = Launch.of(
                        service("good").run("exit 0").finish("exit 125"),
                        service("bad").run("exit 1").finish("exit 125"))
                .start()) {
            nitro.events().await("bad", FATAL);
            assertEquals(0, nitro.ctl("-t", "30", "wait-up", "good").exit());
            assertTrue(nitro.ctl("list", "good").out().startsWith("DONE good "));
        }
    }
}
