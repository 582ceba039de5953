package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.DOWN;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import nitro.posix.fake.Spec;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;

/** Services that need each other (spec needs). */
class NeedsIT {
    /** A service that is UP when {@code nitroctl ready} says so. */
    private static Service slow(String name) {
        return sleeper(name).readyByCommand();
    }

    private static void becomesUp(Nitro nitro, String name) throws IOException {
        nitro.events().await(name, STARTING);
        nitro.wire().ready(name);
        nitro.events().await(name, UP);
    }

    @Test
    @Spec({"needs 1.1", "needs 2.1", "needs 3.1", "needs 3.3", "needs 3.4", "engine 3.1"})
    void waitsForWhatItRequires() throws IOException {
        var web = slow("web").file("requires", "# first\n\n  db  \n");
        try (var nitro = Launch.of(slow("db"), web).start()) {
            nitro.events().await("db", STARTING);
            nitro.events().await("web", DELAY);
            assertEquals(DELAY, nitro.wire().state("web"), "what a client of 0.8 sees");
            var list = nitro.ctl("list", "web");
            assertTrue(list.out().matches("BLOCKED web \\(waits for db\\) \\(wstatus 0\\) \\d+s\n"), list.toString());
            assertTrue(nitro.ctl("list", "--json").out().contains("\"waits_for\":[\"db\"]"));
            var why = nitro.ctl("why", "web");
            assertEquals(1, why.exit());
            assertEquals(
                    "web: BLOCKED: it requires db\n  db: STARTING: starting; waits for `nitroctl ready db`\n",
                    why.out());
            assertTrue(nitro.ctl("status", "web").out().contains("it waits for db"));
            nitro.wire().ready("db");
            becomesUp(nitro, "web");
            assertEquals(0, nitro.ctl("why", "web").exit());
        }
    }

    @Test
    @Spec({"needs 2.3", "needs 3.3", "engine 3.3"})
    void stopsWhatRequiresItFirst() throws IOException {
        try (var nitro = Launch.of(
                        slow("db"),
                        slow("web")
                                .run("trap 'say web; exit' TERM; say web-on; while :; do nap; done")
                                .file("requires", "db"),
                        slow("top")
                                .run("trap 'say top; exit' TERM; say top-on; while :; do nap; done")
                                .file("requires", "web"))
                .start()) {
            becomesUp(nitro, "db");
            becomesUp(nitro, "web");
            becomesUp(nitro, "top");
            nitro.said().await("web-on");
            nitro.said().await("top-on");
            var stop = nitro.ctl("-t", "30", "stop", "db");
            assertEquals(0, stop.exit());
            nitro.said().await("top");
            nitro.said().await("web");
            assertTrue(nitro.ctl("list", "top").out().startsWith("BLOCKED top (waits for web)"));
            nitro.wire().up("db");
            becomesUp(nitro, "db");
            becomesUp(nitro, "web");
            becomesUp(nitro, "top");
            long before = nitro.wire().pid("top");
            nitro.wire().restart("db");
            becomesUp(nitro, "db");
            becomesUp(nitro, "web");
            becomesUp(nitro, "top");
            assertFalse(before == nitro.wire().pid("top"), "it is another process");
        }
    }

    @Test
    @Spec({"needs 2.3", "engine 3.4"})
    void aCrashDisturbsNobody() throws IOException {
        try (var nitro =
                Launch.of(slow("db"), slow("web").file("requires", "db")).start()) {
            becomesUp(nitro, "db");
            becomesUp(nitro, "web");
            long web = nitro.wire().pid("web");
            nitro.kill("db");
            nitro.events().await("db", STARTING);
            assertEquals(web, nitro.wire().pid("web"));
            assertEquals(UP, nitro.wire().state("web"));
        }
    }

    @Test
    @Spec({"needs 1.2", "needs 2.2", "engine 3.2"})
    void startsWhatItNeeds() throws IOException {
        try (var nitro = Launch.of(
                        service("net@").run("exec sleep 1000"),
                        service("web@")
                                .run("exec sleep 1000")
                                .file("requires", "net@\ndb")
                                .file("wants", "extra"),
                        sleeper("db").down(),
                        sleeper("extra").down())
                .start()) {
            nitro.wire().up("web@eth0");
            nitro.events().await("net@eth0", UP);
            nitro.events().await("db", UP);
            nitro.events().await("extra", UP);
            nitro.events().await("web@eth0", UP);
        }
    }

    @Test
    @Spec({"needs 1.3", "policies 1.2"})
    void whatDoesNotExistIsFatalUntilARescan() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("web").file("requires", "db"),
                        sleeper("odd").file("after", "a/b"),
                        sleeper("two").file("conflicts", "a b"))
                .start()) {
            nitro.err().await("- nitro: web: requires db, which does not exist");
            nitro.events().await("web", FATAL);
            assertTrue(nitro.ctl("status", "web").out().contains("web: requires db, which does not exist"));
            nitro.err().await("- nitro: odd/after: line 1: expected the name of a service");
            nitro.err().await("- nitro: two/conflicts: line 1: expected the name of a service");
            nitro.add(sleeper("db"));
            nitro.wire().rescan();
            nitro.events().await("web", UP);
        }
    }

    @Test
    @Spec("needs 1.4")
    void aCircleIsSpelledOut() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("a").file("requires", "b"),
                        sleeper("b").file("after", "a").file("requires", "a"),
                        sleeper("c").file("requires", "a"))
                .start()) {
            nitro.events().await("a", FATAL);
            nitro.events().await("b", FATAL);
            nitro.err()
                    .awaitMatch("^- nitro: circle of needs: (a requires b, b requires a|b requires a, a requires b)$");
            assertTrue(nitro.ctl("list", "c").out().startsWith("BLOCKED c (waits for a)"));
            var why = nitro.ctl("why", "c").out();
            assertTrue(why.contains("  a: FATAL: a: waits for itself: "), why);
            Files.delete(nitro.path("b/requires"));
            Files.delete(nitro.path("b/after"));
            nitro.wire().rescan();
            nitro.events().await("a", UP);
            nitro.events().await("b", UP);
            nitro.events().await("c", UP);
        }
    }

    @Test
    @Spec({"needs 1.1", "engine 3.1"})
    void comesAfterOthersAndKeepsOutOfTheirWay() throws IOException {
        try (var nitro = Launch.of(
                        slow("first"),
                        service("bad").run("exit 1").readyByCommand(),
                        sleeper("second").file("after", "first\nbad\nunknown"),
                        sleeper("x").down(),
                        sleeper("y").file("conflicts", "x"))
                .start()) {
            nitro.events().await("first", STARTING);
            nitro.events().await("second", DELAY);
            nitro.wire().ready("first");
            nitro.events().await("second", UP);
            nitro.events().await("y", UP);
            nitro.wire().up("x");
            assertTrue(nitro.ctl("list", "x").out().startsWith("BLOCKED x (waits for y)"));
            assertTrue(nitro.ctl("why", "x").out().startsWith("x: BLOCKED: it conflicts with y, which runs\n"));
            nitro.wire().down("y");
            nitro.events().await("x", UP);
        }
    }

    @Test
    @Spec({"needs 2.4", "engine 3.5"})
    void aShutdownIsTheReverse() throws IOException {
        String tell = "trap 'say %s; exit' TERM; say runs; while :; do nap; done";
        try (var nitro = Launch.of(
                        service("db").run(tell.formatted("db")).readyByCommand(),
                        service("web")
                                .run(tell.formatted("web"))
                                .readyByCommand()
                                .file("requires", "db"))
                .start()) {
            nitro.said().await("runs");
            becomesUp(nitro, "db");
            nitro.said().await("runs");
            nitro.signal("TERM");
            nitro.events().await("web", DOWN);
            nitro.events().await("db", DOWN);
            nitro.said().await("web");
            nitro.said().await("db");
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec("needs 3.2")
    void theGraph() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("db").log("../log"),
                        service("log").run("exec cat >/dev/null"),
                        sleeper("web")
                                .file("requires", "db")
                                .file("wants", "gone")
                                .file("conflicts", "old"),
                        sleeper("old").down())
                .start()) {
            nitro.events().await("web", UP);
            assertEquals("""
                    web (UP)
                    |- requires db (UP)
                    |  `- logs to log (UP)
                    |- wants gone (does not exist)
                    `- conflicts old (DOWN)
                    """, nitro.ctl("graph", "web").out());
            assertEquals(
                    "[{\"name\":\"db\",\"state\":\"UP\",\"requires\":[],\"wants\":[],\"after\":[],\"conflicts\":[],"
                            + "\"logs_to\":\"log\"},{\"name\":\"log\",\"state\":\"UP\",\"requires\":[],\"wants\":[],"
                            + "\"after\":[],\"conflicts\":[],\"logs_to\":null}]\n",
                    nitro.ctl("graph", "--json", "db").out());
            var dot = nitro.ctl("graph", "--dot").out();
            assertTrue(dot.startsWith("digraph nitro {\n"), dot);
            assertTrue(dot.contains("    \"web\" -> \"db\" [label=requires];\n"), dot);
            assertEquals(2, nitro.ctl("list", "--dot").exit());
        }
    }
}
