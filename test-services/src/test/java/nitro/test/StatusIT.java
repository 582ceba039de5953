package nitro.test;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.DELAY;
import static nitro.test.harness.State.FATAL;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.FileWatch;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;

/** What nitroctl tells people and programs of running services: status, tree, --json. */
class StatusIT {
    private static void has(Commands.Result result, String part) {
        assertTrue(result.out().contains(part), result.out() + result.err());
    }

    @Test
    @Spec("6.7")
    void statusOfARunningService() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("keep"),
                        service("web@")
                                .run("sleep 1000 & trap 'kill $!; exit' TERM; wait")
                                .notification(3)
                                .log("../keep")
                                .file("down-group", ""),
                        service("web@x"))
                .start()) {
            nitro.events().await("web@x", STARTING);
            nitro.process("web@x").awaitChild(List.of("sleep", "1000"));
            var status = nitro.ctl("status", "web@x");
            assertEquals(0, status.exit(), status.err());
            has(status, "web@x\n  state      STARTING for ");
            has(status, "\n  because    starting; has not yet written a newline to descriptor 3\n");
            has(status, "\n  pid        " + nitro.wire().pid("web@x") + "\n");
            has(status, "\n  processes  " + nitro.wire().pid("web@x") + " /bin/sh run x\n");
            has(status, " sleep 1000\n");
            has(status, "\n  logs to    keep\n");
            has(status, "\n  stopped by SIGTERM, the whole process group\n");
            has(status, "\n  template   web@, parameter x\n");
            has(status, "/sv/web@\n");
            var json = nitro.ctl("--json", "status", "web@x");
            has(json, "\"parameter\":\"x\",\"run\":true,\"readiness\":\"descriptor\",\"readiness_fd\":3,");
            has(json, "\"parent\":" + nitro.wire().info().pid() + ",\"command\":\"/bin/sh run x\"}");
        }
    }

    @Test
    @Spec({"6.17", "5.4"})
    void aSetupThatFailsIsNotARunThatEnds() throws IOException {
        try (var nitro = Launch.of(
                        service("tried").setup("say setup; exit 3").run(SLEEP),
                        service("killed").setup("kill -KILL $$").run(SLEEP),
                        service("given-up").setup("exit 111").run(SLEEP))
                .start()) {
            nitro.events().await("given-up", FATAL);
            nitro.events().await("killed", DELAY);
            nitro.events().await("tried", DELAY);
            nitro.said().await(2, "setup"::equals);
            has(nitro.ctl("status", "tried"), "\n  because    its setup ");
            has(nitro.ctl("status", "killed"), "\n  because    its setup ");
            has(nitro.ctl("status", "given-up"), "\n  because    its setup ended with exit 111; only `nitroctl start`");
        }
    }

    @Test
    @Spec("6.7")
    void statusSaysWhyAServiceIsNotUp() throws IOException {
        try (var nitro = Launch.of(
                        service("bad").run("exit 3"),
                        sleeper("off").down(),
                        service("no").file("run", "x"))
                .start()) {
            nitro.events().await("no", FATAL);
            // it is in DELAY most of the time, not always
            var because = "\n  because    its run ended with exit 3; retrying in ";
            FileWatch.await(nitro.services(), () -> status(nitro, "bad").contains(because), () -> status(nitro, "bad"));
            has(nitro.ctl("status", "off"), "; `nitroctl start` starts it\n");
            has(nitro.ctl("status", "no"), "because    can't exec no/run: Permission denied; ");
        }
    }

    private static String status(Nitro nitro, String service) {
        try {
            return nitro.ctl("status", service).out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Spec("6.9")
    void logsAreThoseOfNitroTail() throws IOException {
        try (var nitro = Launch.of(
                        service("keep").run("exec " + Nitro.BIN + "/nitro-log main"),
                        service("web").run("seq 10 30; " + SLEEP).log("../keep"),
                        sleeper("mute"))
                .start()) {
            awaitLength(nitro, "keep/main/current", 21L * "10\n".length());
            assertEquals("29\n30\n", nitro.ctl("logs", "-n", "2", "web").out());
            assertEquals("29\n30\n", nitro.ctl("-t", "9", "logs", "web").out().substring("21\n".length() * 8));
            has(nitro.ctl("status", "web"), "\n  log        21\n             22\n");
            has(nitro.ctl("status", "web", "--json"), ",\"29\",\"30\"],\"log_shared_with\":[]}]\n");
            assertEquals(
                    "29\n30\n",
                    nitro.ctl("-n", "2", "-v", "logs", "-t", "9", "web").out());
            assertEquals(
                    "{\"service\":\"web\",\"message\":\"30\"}\n",
                    nitro.ctl("--json", "logs", "web", "-n1").out());
            assertEquals(2, nitro.ctl("logs", "--nonsense", "web").exit());
            assertEquals(
                    "nitroctl: -f: is an option of logs only\n",
                    nitro.ctl("-f", "list").err());
            has(nitro.ctl("logs", "--help"), "Usage: nitroctl logs [-f] [-n N] ");
            var none = nitro.ctl("logs", "mute");
            assertEquals(111, none.exit());
            assertEquals("nitroctl logs: mute: no logger\n", none.err());
            var follow = nitro.startPrinting("logs", "-f", "-n", "1", "web");
            nitro.out().await("30");
            follow.proc().kill("INT");
            assertEquals(130, follow.result().exit());
        }
    }

    @Test
    void whoSharesALogIsNamed() throws IOException {
        try (var nitro = Launch.of(
                        service("keep").run("exec " + Nitro.BIN + "/nitro-log main"),
                        service("web").run("echo hello; " + SLEEP).log("../keep"),
                        sleeper("db").log("../keep"),
                        sleeper("pass").log("../keep"),
                        sleeper("cache").log("../pass"),
                        sleeper("mute"))
                .start()) {
            awaitLength(nitro, "keep/main/current", "hello\n".length());
            has(
                    nitro.ctl("status", "web"),
                    "\n  log        of keep, shared with cache, db, pass:\n             hello\n");
            has(nitro.ctl("status", "cache"), "\n  log        of keep, shared with db, web:\n             hello\n");
            has(nitro.ctl("status", "web", "--json"), ",\"log_shared_with\":[\"cache\",\"db\",\"pass\"]}]\n");
        }
    }

    @Test
    void timesAreLocal() throws IOException {
        try (var nitro = Launch.of(sleeper("off").down()).start()) {
            for (String zone : List.of("XYZ-3:30", "UTC")) {
                var environment = new HashMap<>(nitro.environment());
                environment.put("TZ", zone);
                var status = Commands.run(environment, Nitro.BIN + "/nitroctl", "status", "off");
                var since = status.out()
                        .replaceAll("(?s).* for (\\d+)s, since ([-0-9]+ [:0-9]+)\n.*", "$2 $1")
                        .split(" ", 3);
                var then = LocalDateTime.parse(since[0] + "T" + since[1]);
                var now = LocalDateTime.now(zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.ofHoursMinutes(3, 30));
                assertTrue(Duration.between(then, now).abs().toMinutes() < 20, status.out() + now);
            }
        }
    }

    private static void awaitLength(Nitro nitro, String file, long length) throws IOException {
        var path = nitro.services().resolve(file);
        FileWatch.await(nitro.services(), () -> path.toFile().length() == length, () -> "in " + path);
    }

    @Test
    @Spec("6.8")
    void treeShowsWhoLogsToWhom() throws IOException {
        try (var nitro = Launch.of(
                        service("LOG").run("exec cat"),
                        sleeper("a"),
                        sleeper("keep"),
                        sleeper("b").log("../keep"),
                        sleeper("t@"))
                .start()) {
            for (var name : new String[] {"LOG", "a", "b", "keep"}) {
                nitro.events().await(name, STARTING);
            }
            var tree = nitro.ctl("tree").out().replaceAll(" \\((STARTING|UP)\\)", "");
            assertEquals("""
                    nitro's standard output
                    `- LOG
                       |- a
                       `- keep
                          `- b
                    t@: no instance
                    """, tree);
        }
    }

    @Test
    void namesThatAreNoTextInJson() throws IOException {
        try (var nitro = Launch.of().start()) {
            nitro.shell("d=$(printf 'a\\377\"'); mkdir \"$d\"; ln -s /bin/cat \"$d/run\"; touch \"$d/down\"");
            nitro.wire().rescan();
            has(nitro.ctl("--json"), "[{\"name\":\"a\u00ef\u00bf\u00bd\\\"\",\"name_hex\":\"61ff22\",\"state\":\"");
        }
    }

    @Test
    @Spec("6.12")
    void infoAndEventsInJson() throws IOException {
        try (var nitro = Launch.of(service("a").run(SLEEP).down()).start()) {
            has(
                    nitro.ctl("info", "--json"),
                    "{\"nitro_pid\":" + nitro.wire().info().pid() + ",");
            var events = nitro.startPrinting("events", "--json", "a");
            nitro.awaitListeners(1);
            nitro.wire().up("a");
            nitro.out().awaitMatch("\\{\"time\":\"[-0-9]+T[:.0-9]+Z\",\"state\":\"STARTING\",\"name\":\"a\"\\}");
            events.proc().kill("INT");
            assertEquals(0, events.result().exit());
        }
    }

    @Test
    void checkDir() throws IOException {
        try (var nitro = Launch.of(sleeper("a").log("../none").down()).start()) {
            var result = nitro.ctl("check-dir", nitro.services().toString());
            assertEquals("a/log: dangling: there is no service none\n", result.out());
            assertEquals(1, result.exit());
            assertEquals(2, nitro.ctl("check-dir", "/nowhere").exit());
            assertEquals(2, nitro.ctl("check-dir", "a", "b").exit());
        }
    }

    @Test
    @Spec("4.13")
    void crashesAreCountedApartFromRestarts() throws IOException {
        try (var nitro = Launch.of(service("a").run("say run; exec sleep 1000"), sleeper("b"))
                .start()) {
            nitro.said().await("run");
            nitro.ctl("fast-restart", "a");
            nitro.said().await(2, "run"::equals);
            has(nitro.ctl("status", "--json", "a"), "\"crashes\":0,");
            nitro.kill("a");
            nitro.said().await(3, "run"::equals);
            var status = nitro.ctl("status", "--json", "a");
            has(status, "\"crashes\":1,");
            has(status, "\"restarts\":2,");
            has(nitro.ctl("list", "--json", "--sort", "failing"), "[{\"name\":\"a\",");
            nitro.kill("b");
        }
    }

    @Test
    @Spec("4.13")
    void anErrorIsForgottenWhenTheServiceIsUp() throws IOException {
        try (var nitro =
                Launch.of(service("a").executable("run", "#!/no/such\n").down()).start()) {
            assertEquals(1, nitro.ctl("start", "a").exit());
            has(nitro.ctl("status", "--json", "a"), "\"last_error\":\"can't exec a/run");
            nitro.shell("printf '#!/bin/sh\\nexec sleep 1000\\n' >a/run");
            assertEquals(0, nitro.ctl("start", "a").exit());
            has(nitro.ctl("status", "--json", "a"), "\"last_error\":\"\",\"last_error_age\":null");
            nitro.kill("a");
        }
    }
}
