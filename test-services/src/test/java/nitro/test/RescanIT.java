package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.ONESHOT;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Packet;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;

/** What a rescan does (spec 4.8). */
class RescanIT {
    @Test
    @Spec("4.8")
    void newEntriesStartUnlessMarkedDown() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING, UP);
            var status = nitro.wire().query("a");
            nitro.add(sleeper("b"));
            nitro.add(sleeper("c").down());
            nitro.wire().rescan();
            nitro.events().await("b", STARTING);
            assertEquals(DOWN, nitro.wire().state("c"));
            assertEquals(status.pid(), nitro.wire().pid("a"), "what runs is left alone");
            assertEquals(2, nitro.events().of("a").size());
        }
    }

    @Test
    @Spec({"4.8", "7.3"})
    void hupIsARescan() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.add(sleeper("b"));
            nitro.signal("HUP");
            nitro.events().await("b", STARTING);
            nitro.remove("a");
            nitro.signal("HUP");
            nitro.events().await("a", SHUTDOWN, DOWN);
        }
    }

    @Test
    @Spec("4.8")
    void itIsCompleteBeforeTheNextDatagram() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING);
            nitro.add(sleeper("b"));
            nitro.remove("a");
            nitro.wire().send(new Packet(Wire.RESCAN, "").bytes());
            nitro.wire().send(new Packet(Wire.LIST, "").bytes());
            assertEquals(Wire.OK, Packet.only(nitro.wire().receive()).tag());
            var list = Wire.list(nitro.wire().receive());
            assertTrue(list.containsKey("b"), list.toString());
            nitro.events().await("a", SHUTDOWN, DOWN);
        }
    }

    @Test
    @Spec("4.8")
    void whatIsGoneIsStoppedAndForgotten() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("trap '' TERM; say run; " + SLEEP),
                        service("fatal").file("run", ""),
                        service("delay").run("exit 0"),
                        service("shot").setup("true").finish("say finish"),
                        sleeper("stays"))
                .start()) {
            nitro.said().await("run");
            nitro.events().await("fatal", FATAL);
            nitro.events().await("shot", ONESHOT);
            nitro.events().await("delay", DELAY);
            nitro.shell("rm -r a fatal delay shot");
            nitro.wire().rescan();
            if (nitro.wire().list().containsKey("delay")) { // it was running just then, and is stopped
                nitro.events().await("delay", SHUTDOWN, DOWN);
            }
            assertEquals(Set.of("a", "stays"), nitro.wire().list().keySet());
            assertEquals(SHUTDOWN, nitro.wire().state("a"));
            nitro.kill("a");
            nitro.events().await("a", DOWN);
            assertEquals(Set.of("stays"), nitro.wire().list().keySet());
            assertEquals(Wire.NO_SUCH_SERVICE, nitro.wire().command(Wire.QUERY, "a"));
        }
    }

    @Test
    @Spec("4.8")
    void whatComesBackWhileItStopsIsStarted() throws IOException {
        try (var nitro =
                Launch.of(service("a").run("trap '' TERM; say run; " + SLEEP)).start()) {
            nitro.said().await("run");
            nitro.shell("mv a .a");
            nitro.wire().rescan();
            nitro.events().await("a", SHUTDOWN);
            nitro.shell("mv .a a");
            nitro.wire().rescan();
            nitro.kill("a");
            nitro.events().await("a", DOWN);
            nitro.wire().up("a");
            nitro.said().await("run");
            nitro.kill("a");
        }
    }

    @Test
    @Spec({"4.8", "4.9"})
    void whatALiveLogNamesIsKept() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("echo one; nap").log("../b"),
                        service("b").run("while read -r line; do say \"got $line\"; done"))
                .start()) {
            nitro.said().await("got one");
            long pid = nitro.wire().pid("b");
            nitro.shell("mv b .b");
            nitro.wire().rescan();
            assertEquals(Set.of("a", "b"), nitro.wire().list().keySet());
            assertEquals(pid, nitro.wire().pid("b"));
            nitro.remove("a/log");
            nitro.wire().rescan();
            assertEquals(pid, nitro.wire().pid("b"), "as long as something writes to it");
            nitro.wire().restart("a");
            nitro.events().await("b", SHUTDOWN, DOWN);
            assertEquals(Set.of("a"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec({"4.8", "4.10"})
    void logLinksAreReadAgain() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("echo line; nap").log("../b"),
                        service("b").run("while read -r line; do say \"b got $line\"; done"),
                        service("c").run("while read -r line; do say \"c got $line\"; done"))
                .start()) {
            nitro.said().await("b got line");
            Files.delete(nitro.path("a/log"));
            Files.createSymbolicLink(nitro.path("a/log"), Path.of("../c"));
            nitro.wire().rescan();
            assertEquals(1, nitro.said().all().size()); // counts from the producer's next start
            nitro.wire().restart("a");
            nitro.said().await("c got line");
        }
    }

    @Test
    @Spec("4.6")
    void upLoadsWhatIsOnDiskAndReadsItsLogAgain() throws IOException {
        try (var nitro = Launch.of(service("b").run("while read -r line; do say \"b got $line\"; done"))
                .start()) {
            nitro.events().await("b", STARTING);
            nitro.add(service("a").run("echo line; nap"));
            nitro.wire().up("a");
            nitro.out().await("line");
            Files.createSymbolicLink(nitro.path("a/log"), Path.of("../b"));
            nitro.wire().restart("a");
            nitro.said().await("b got line");
        }
    }

    @Test
    @Spec({"4.8", "1.1"})
    void aDirectoryReplacedAtTheSamePathIsTheOneThatCounts() throws IOException {
        try (var nitro = Launch.of(sleeper("a")).start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.shell("cp -a . ../new; rm -r ../sv; mv ../new ../sv");
            nitro.wire().restart("a");
            nitro.events().await("a", RESTART, DOWN, STARTING);
            nitro.shell("cp -a a b");
            nitro.wire().rescan();
            nitro.events().await("b", STARTING);
        }
    }

    @Test
    @Spec({"4.8", "1.1"})
    void aLinkToTheDirectoryIsFollowedAnew() throws IOException {
        try (var nitro = Launch.of(sleeper("a"))
                .prepare(root -> Files.createSymbolicLink(root.resolve("link"), Path.of("sv")))
                .arguments("link")
                .from(".")
                .start()) {
            nitro.events().await("a", STARTING, UP);
            nitro.shell("cp -a . ../other; cp -a a ../other/b; ln -sfn other ../link");
            nitro.wire().rescan();
            nitro.events().await("b", STARTING);
            nitro.shell("rm -r ../other; ln -sfn sv ../link");
        }
    }
}
