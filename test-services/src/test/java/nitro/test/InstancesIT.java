package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.RESTART;
import static nitro.test.harness.State.SETUP;
import static nitro.test.harness.State.SHUTDOWN;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import nitro.test.harness.Wire;
import org.junit.jupiter.api.Test;

/** Templates and their instances (spec 2). */
class InstancesIT {
    private static final Service TEMPLATE = service("t@").run("say run $1; nap");

    private static Service instance(String name) {
        return service(name);
    }

    @Test
    @Spec({"2.1", "1.4"})
    void scriptsGetTheParameter() throws IOException {
        try (var nitro = Launch.of(
                        service("t@")
                                .setup("say setup $#: $1")
                                .run("say run $#: $1 in $(pwd -P); exit 4")
                                .finish("say finish $#: $*"),
                        instance("t@p@q"))
                .start()) {
            nitro.events().await("t@p@q", SETUP, STARTING, RESTART, DOWN);
            nitro.said().await("setup 1: p@q");
            nitro.said().await("run 1: p@q in " + nitro.path("t@").toRealPath());
            nitro.said().await("finish 3: 4 0 p@q");
            assertEquals(Set.of("t@p@q"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec({"2.1", "2.2"})
    void allFilesButDownAreTheTemplates() throws IOException {
        try (var nitro = Launch.of(
                        TEMPLATE.down().readyByCommand(),
                        sleeper("elsewhere").run("say wrong"),
                        instance("t@directory").run("say wrong").file("notification-fd", "7"),
                        instance("t@down").down())
                .prepare(root -> Files.createSymbolicLink(root.resolve("sv/t@linked"), root.resolve("sv/elsewhere")))
                .start()) {
            nitro.said().await("run directory");
            nitro.said().await("run linked");
            nitro.said().await("wrong");
            assertEquals(DOWN, nitro.wire().state("t@down"));
            assertEquals(
                    nitro.path("t@").toRealPath(), nitro.process("t@linked").directory());
            nitro.wire().up("t@down");
            nitro.said().await("run down");
            assertEquals(STARTING, nitro.wire().state("t@down"));
            assertEquals(1, nitro.said().all().stream().filter("wrong"::equals).count());
        }
    }

    @Test
    @Spec({"2.2", "4.6"})
    void upLoadsAnInstanceOfWhichNothingIsOnDisk() throws IOException {
        try (var nitro = Launch.of(TEMPLATE).start()) {
            nitro.wire().up("t@one");
            nitro.said().await("run one");
            nitro.wire().restart("t@two");
            nitro.said().await("run two");
            nitro.events().await("t@one", STARTING, UP);
            nitro.wire().down("t@one");
            nitro.events().await("t@one", SHUTDOWN, DOWN);
            assertEquals(Set.of("t@one", "t@two"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("2.2")
    void nitroctlStartsAnInstanceOfWhichNothingIsOnDisk() throws IOException {
        try (var nitro = Launch.of(TEMPLATE).start()) {
            assertEquals(0, nitro.ctl("fast-start", "t@three").exit());
            nitro.said().await("run three");
            assertEquals(111, nitro.ctl("start", "none@x").exit());
        }
    }

    @Test
    @Spec({"2.2", "2.3"})
    void aLogLinkToATemplateMeansAnInstance() throws IOException {
        try (var nitro = Launch.of(
                        service("mylog@").run("while read line; do say \"$1 got $line\"; done"),
                        service("plain").run("echo hello; nap").log("../mylog@"),
                        service("t@").run("echo hello; nap").log("../mylog@/"),
                        instance("t@p"),
                        service("direct").run("echo hello; nap").log("../mylog@it"))
                .start()) {
            nitro.said().await("plain got hello");
            nitro.said().await("p got hello");
            nitro.said().await("it got hello");
            nitro.events().await("mylog@plain", STARTING);
            nitro.events().await("mylog@p", STARTING);
            nitro.events().await("mylog@it", STARTING);
        }
    }

    @Test
    @Spec("2.3")
    void aLoggerWhoseNameIsTooLongIsSaidAndNotUsed() throws IOException {
        var name = "n".repeat(60);
        try (var nitro = Launch.of(
                        service(name).run("echo to nitro; nap").log("../mylog@"),
                        service("mylog@").run("exec cat"))
                .start()) {
            nitro.out().await("to nitro");
            nitro.err().awaitMatch("^- nitro: .*" + name);
            assertEquals(Set.of(name), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("2.3")
    void aLoggerThatIsNotThereIsLookedForAgainOnRescan() throws IOException {
        try (var nitro = Launch.of(
                        service("a").run("echo to nitro; nap").log("../missing@"),
                        service("b").run("echo to nitro; nap").log("../missing"))
                .start()) {
            nitro.err().awaitMatch("^- nitro: .*missing@?");
            nitro.out().await("to nitro");
            nitro.out().await("to nitro");
            nitro.add(service("missing@").run("while read line; do say \"$1 got $line\"; done"));
            nitro.add(service("missing").run("while read line; do say \"got $line\"; done"));
            nitro.wire().rescan();
            nitro.wire().restart("a");
            nitro.wire().restart("b");
            nitro.said().await("a got to nitro");
            nitro.said().await("got to nitro");
        }
    }

    @Test
    @Spec("2.4")
    void whatIsNotLoadedCannotBeAskedFor() throws IOException {
        try (var nitro = Launch.of(TEMPLATE).start()) {
            var wire = nitro.wire();
            for (var tag : List.of(Wire.DOWN, Wire.READY, Wire.QUERY)) {
                assertEquals(Wire.NO_SUCH_SERVICE, wire.command(tag, "t@x"), "tag " + tag);
                assertEquals(Wire.NO_SUCH_SERVICE, wire.command(tag, "none"), "tag " + tag);
            }
            assertEquals(Wire.NO_SUCH_SERVICE, wire.signal("t@x", 15));
            for (var tag : List.of(Wire.UP, Wire.DOWN, Wire.RESTART, Wire.QUERY)) {
                for (var name : List.of("t@", "none", "none@x", "", "SYS", "t@/x", ".", "..", "t@x,y")) {
                    assertEquals(Wire.NO_SUCH_SERVICE, wire.command(tag, name), tag + " " + name);
                }
            }
            assertEquals(0, wire.info().services());
        }
    }

    @Test
    @Spec("2.4")
    void downDuringSysSetupKeepsABootFromStartingIt() throws IOException {
        try (var nitro = Launch.of(service("SYS").setup("""
                                nitroctl down a; say $?
                                nitroctl down t@p; say $?
                                nitroctl down t@none; say $?
                                """), sleeper("a"), sleeper("b"), TEMPLATE, instance("t@p"))
                .start()) {
            nitro.said().await("0");
            nitro.said().await("0");
            nitro.said().await("111");
            nitro.events().await("b", STARTING, UP);
            assertEquals(DOWN, nitro.wire().state("a"));
            assertEquals(DOWN, nitro.wire().state("t@p"));
            assertEquals(List.of("0", "0", "111"), nitro.said().all());
        }
    }

    @Test
    @Spec("2.5")
    void rescanForgetsAnInstanceThatIsDownAndHasNoEntry() throws IOException {
        try (var nitro =
                Launch.of(TEMPLATE.readyByCommand(), instance("t@kept")).start()) {
            nitro.wire().up("t@gone");
            nitro.events().await("t@gone", STARTING);
            nitro.wire().rescan();
            assertEquals(STARTING, nitro.wire().state("t@gone")); // it runs and its template is there
            nitro.wire().down("t@gone");
            nitro.events().await("t@gone", DOWN);
            nitro.wire().down("t@kept");
            nitro.events().await("t@kept", DOWN);
            assertEquals(Set.of("t@gone", "t@kept"), nitro.wire().list().keySet());
            nitro.wire().rescan();
            assertEquals(Set.of("t@kept"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec("2.5")
    void whatStillStopsIsForgottenWhenItIsDown() throws IOException {
        try (var nitro =
                Launch.of(service("t@").run("trap '' TERM; say run; " + SLEEP)).start()) {
            nitro.wire().up("t@x");
            nitro.said().await("run");
            nitro.wire().down("t@x");
            nitro.wire().rescan();
            assertEquals(SHUTDOWN, nitro.wire().state("t@x"));
            nitro.kill("t@x");
            nitro.events().await("t@x", DOWN);
            assertEquals(0, nitro.wire().info().services());
        }
    }

    @Test
    @Spec("2.5")
    void aRemovedTemplateTakesItsInstancesDown() throws IOException {
        try (var nitro = Launch.of(TEMPLATE, instance("t@entry")).start()) {
            nitro.wire().up("t@none");
            nitro.said().await("run none");
            nitro.said().await("run entry");
            nitro.remove("t@");
            nitro.wire().rescan();
            nitro.events().await("t@none", SHUTDOWN, DOWN);
            nitro.events().await("t@entry", DOWN);
            assertEquals(Set.of("t@entry"), nitro.wire().list().keySet());
            assertEquals(DOWN, nitro.wire().state("t@entry"));
            nitro.add(TEMPLATE);
            nitro.wire().up("t@entry");
            nitro.said().await("run entry");
        }
    }

    @Test
    @Spec({"2.1", "2.2", "2.5"})
    void theLinkOfAnInstanceCountsWhereverItPoints() throws IOException {
        try (var nitro = Launch.of(TEMPLATE)
                .prepare(place -> {
                    Files.createSymbolicLink(place.resolve("sv/t@link"), Path.of("t@"));
                    Files.createSymbolicLink(place.resolve("sv/t@nowhere"), Path.of("nowhere"));
                })
                .start()) {
            nitro.said().await("run link");
            nitro.said().await("run nowhere");
            nitro.remove("t@"); // now both lead nowhere
            nitro.wire().rescan();
            nitro.events().await("t@link", DOWN);
            nitro.events().await("t@nowhere", DOWN);
            nitro.wire().rescan();
            assertEquals(Set.of("t@link", "t@nowhere"), nitro.wire().list().keySet());
            nitro.remove("t@link");
            nitro.wire().rescan();
            assertEquals(Set.of("t@nowhere"), nitro.wire().list().keySet());
            nitro.add(TEMPLATE);
            assertEquals(0, nitro.ctl("up", nitro.path("t@nowhere").toString()).exit());
            nitro.events().await("t@nowhere", STARTING);
        }
    }

    @Test
    @Spec("2.5")
    void aFatalInstanceIsForgottenWithItsTemplate() throws IOException {
        try (var nitro = Launch.of(service("t@").file("run", "")).start()) {
            nitro.wire().up("t@x");
            nitro.events().await("t@x", FATAL);
            nitro.wire().rescan();
            assertEquals(FATAL, nitro.wire().state("t@x"));
            nitro.remove("t@");
            nitro.wire().rescan();
            assertFalse(nitro.wire().list().containsKey("t@x"));
        }
    }

    @Test
    @Spec("2.5")
    void anInstanceWithAProducerIsNotForgotten() throws IOException {
        try (var nitro = Launch.of(
                        service("log@").run("exec cat"),
                        service("a").run("nap").log("../log@x").down())
                .start()) {
            assertEquals(DOWN, nitro.wire().state("log@x"));
            nitro.wire().rescan();
            assertEquals(DOWN, nitro.wire().state("log@x"));
            nitro.remove("a/log");
            nitro.wire().rescan();
            assertEquals(Set.of("a"), nitro.wire().list().keySet());
        }
    }

    @Test
    @Spec({"2.1", "4.2"})
    void downOfTheOwnNameInAnInstancesFinishMeansRunOnce() throws IOException {
        try (var nitro = Launch.of(service("t@").run("exit 0").finish("nitroctl down t@$3"))
                .start()) {
            nitro.wire().up("t@once");
            nitro.events().await("t@once", STARTING, RESTART, SHUTDOWN, DOWN);
            assertFalse(delayed(nitro, "t@once"));
        }
    }

    private static boolean delayed(Nitro nitro, String name) {
        return nitro.events().of(name).stream().anyMatch(event -> event.state() == DELAY);
    }
}
