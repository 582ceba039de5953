package nitro.test;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static nitro.test.harness.State.STARTING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import org.junit.jupiter.api.Test;

/** The look-alike sv: the lines and exit statuses that runit's prints for the same services. */
class SvIT {
    private static String sv(Nitro nitro, Map<String, String> variables, String... words) throws IOException {
        var environment = new HashMap<>(nitro.environment());
        environment.putAll(variables);
        var command = new String[words.length + 1];
        command[0] = Nitro.BIN + "/sv";
        System.arraycopy(words, 0, command, 1, words.length);
        var result = Commands.run(environment, command);
        assertEquals("", result.err());
        return result.out().replaceAll("pid \\d+", "pid N").replaceAll("\\d+s", "Ns") + result.exit();
    }

    private static String sv(Nitro nitro, String... words) throws IOException {
        return sv(nitro, Map.of(), words);
    }

    @Test
    @Spec({"tools 8.1", "tools 8.2"})
    void speaksAsRunitsDoes() throws IOException {
        try (var nitro = Launch.of(sleeper("web"), sleeper("dn").down())
                .prepare(root -> Commands.system(
                        "sh",
                        "-c",
                        "cd \"$0\"/sv; mkdir web/log; printf '#!/bin/sh\\nexec cat\\n' >web/log/run;"
                                + " chmod +x web/log/run",
                        root.toString()))
                .start()) {
            nitro.events().await("web", STARTING);
            nitro.events().await("web.log", STARTING);
            assertEquals("run: web: (pid N) Ns; run: log: (pid N) Ns\n0", sv(nitro, "status", "web"));
            assertEquals(
                    "down: dn: Ns\nfail: nope: unable to change to service directory: file does not exist\n1",
                    sv(nitro, "s", "dn", "nope"));
            String path = nitro.services() + "/web/";
            assertEquals("run: " + path + ": (pid N) Ns; run: log: (pid N) Ns\n0", sv(nitro, "status", path));
            assertEquals("run: web/log: (pid N) Ns\n0", sv(nitro, "status", "web/log"));
            assertEquals("0", sv(nitro, "up", "web"));
            assertEquals("ok: run: web: (pid N) Ns\n0", sv(nitro, "-v", "up", "web"));
            assertEquals("ok: down: web: Ns, normally up\n0", sv(nitro, "-w", "9", "down", "web"));
            assertEquals("ok: run: web: (pid N) Ns\n0", sv(nitro, "start", "web"));
            long before = nitro.process("web").pid();
            assertEquals("ok: run: web: (pid N) Ns\n0", sv(nitro, "restart", "web"));
            assertEquals(false, before == nitro.process("web").pid());
            assertEquals("ok: down: dn: Ns\n0", sv(nitro, "check", "dn"));
            assertEquals("ok: down: dn: Ns\n0", sv(nitro, "try-restart", "dn"));
            assertEquals("0", sv(nitro, "pause", "web"));
            nitro.process("web").awaitStopped();
            assertEquals("run: web: (pid N) Ns, paused; run: log: (pid N) Ns\n0", sv(nitro, "status", "web"));
            assertEquals("0", sv(nitro, "cont", "web"));
            assertEquals("ok: down: web: Ns, normally up\n0", sv(nitro, "force-stop", "web"));
            assertEquals(
                    "fail: web: nitro has no order to run a service once; use up, and nitroctl down . in its finish\n1",
                    sv(nitro, "once", "web"));
        }
    }

    @Test
    @Spec({"9.10", "tools 8.2"})
    void runsTheCheckOfTheService() throws IOException {
        try (var nitro = Launch.of(
                        sleeper("good").script("check", "exit 0"),
                        sleeper("bad").script("check", "test -e ok"),
                        service("hard").run("trap '' TERM; say on; while :; do sleep 1; done"),
                        service("force").run("trap '' TERM; say forced; while :; do sleep 1; done"))
                .start()) {
            nitro.said().await("on");
            nitro.said().await("forced");
            assertEquals("ok: run: good: (pid N) Ns\n0", sv(nitro, "-w", "9", "check", "good"));
            assertEquals("timeout: run: bad: (pid N) Ns\n1", sv(nitro, Map.of("SVWAIT", "1"), "start", "bad"));
            nitro.shell(": >bad/ok");
            assertEquals("ok: run: bad: (pid N) Ns\n0", sv(nitro, "check", "bad"));
            assertEquals("timeout: run: hard: (pid N) Ns, want down, got TERM\n1", sv(nitro, "-w1", "stop", "hard"));
            assertEquals(
                    "kill: run: force: (pid N) Ns, want down, got TERM\n1", sv(nitro, "-w1", "force-stop", "force"));
        }
    }

    @Test
    @Spec("tools 8.2")
    void refusesWhatIsNotMeantForIt() throws IOException {
        try (var nitro = Launch.of(sleeper("web")).start()) {
            nitro.events().await("web", STARTING);
            assertEquals("run: web: (pid N) Ns\n0", sv(nitro, Map.of("SVDIR", nitro.services() + "/."), "s", "web"));
            assertEquals(
                    "fail: web: nitro serves " + nitro.services().toRealPath()
                            + ", and SVDIR is /tmp; set NITRO_SOCK\n1",
                    sv(nitro, Map.of("SVDIR", "/tmp"), "down", "web"));
            var usage = Commands.run(nitro.environment(), Nitro.BIN + "/sv", "foo", "web");
            assertEquals(100, usage.exit());
            assertEquals("sv: foo: no such command\nusage: sv [-v] [-w SEC] COMMAND SERVICE ...\n", usage.err());
            assertEquals(
                    100,
                    Commands.run(nitro.environment(), Nitro.BIN + "/sv", "status")
                            .exit());
            var nobody = Commands.run(Map.of("NITRO_SOCK", "/nowhere/sock"), Nitro.BIN + "/sv", "s", "a", "b");
            assertEquals(2, nobody.exit());
        }
    }
}
