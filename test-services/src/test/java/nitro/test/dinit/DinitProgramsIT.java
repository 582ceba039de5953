package nitro.test.dinit;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nitro.posix.fake.Spec;
import nitro.test.harness.Dinit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of a service and what they are given (spec dinit 3). */
class DinitProgramsIT {
    /** A logger that passes on what it reads, in brackets. */
    private static final String LOGGER = "while read -r line; do echo \"[$line]\"; done";

    private static nitro.test.harness.Service logged(String run, String logger) {
        return service("a")
                .run(run)
                .with("log", new nitro.test.harness.Service.Entry.Directory())
                .script("log/run", logger);
    }

    @Test
    @Spec({"dinit 3.1", "dinit 3.2", "dinit 3.3"})
    void eachProgramHasItsPlace() throws IOException {
        try (var dinit = Dinit.of(logged(
                                "trap 'echo run ends; exit 0' USR1; echo \"$0 $# $(pwd) $PWD\"; readlink /proc/$$/fd/0 >&2; nap",
                                LOGGER + "; echo \"$0 $# $(pwd) $PWD\" >&2")
                        .script(
                                "terminate",
                                "echo \"$0 $# $(pwd) $PWD\"; readlink /proc/$$/fd/0 >&2; kill -USR1 $DINIT_PID"))
                .with("DINIT_JSON_STDOUT", "0")
                .start()) {
            var a = dinit.services().resolve("a");
            dinit.out().awaitMatch(Pattern.quote("a/run: [" + a + "/run 0 " + a + " " + a + "]"));
            dinit.err().awaitMatch("Z a/run: /dev/null$");
            dinit.signal("TERM");
            dinit.out().awaitMatch(Pattern.quote("a/term: " + a + "/terminate 0 " + a + " " + a));
            dinit.err().awaitMatch("Z a/term: /dev/null$");
            dinit.out().awaitMatch(Pattern.quote("a/run: [run ends]"));
            dinit.err().awaitMatch(Pattern.quote("Z a/log: " + a + "/log/run 0 " + a + "/log " + a + "/log"));
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 3.2")
    void thereIsNoShellForAFileWithoutItsLine() throws IOException {
        try (var dinit =
                Dinit.of(service("a").executable("run", "echo shell\n")).start()) {
            assertEquals(1, dinit.exit());
            dinit.awaitMessage(
                    "error: exiting: fork/exec " + dinit.services().resolve("a/run") + ": exec format error");
        }
    }

    @Test
    @Spec("dinit 3.3")
    void theEnvironmentAndTheLimitsAreDinitsOwn() throws IOException {
        try (var dinit = Dinit.of(service("a").run("env | grep -c '^DINIT_'; umask; ulimit -n; nap"))
                .through("sh", "-c", "umask 027; ulimit -Sn 300; exec \"$@\"", "sh")
                .with("OTHER", "x y")
                .start()) {
            dinit.awaitMessage("warning: a/run: not JSON stdout: 2");
            dinit.awaitMessage("warning: a/run: not JSON stdout: 0027");
            dinit.awaitMessage("warning: a/run: not JSON stdout: 300");
            var run = dinit.running("a/run");
            assertTrue(
                    run.environment().contains("OTHER=x y"), run.environment().toString());
            assertFalse(dinit.proc().limit("Max open files").startsWith("300 "), "its own limit is raised");
        }
    }

    @Test
    @Spec("dinit 3.4")
    void eachHasASessionAndNothingElseOfDinits() throws IOException {
        try (var dinit = Dinit.of(service("a").run(SLEEP))
                .through("sh", "-c", "trap '' USR1 INT QUIT; exec 9<sv; exec \"$@\"", "sh")
                .start()) {
            var run = dinit.running("a/run");
            run.awaitArguments(List.of("sleep", "1000"));
            assertEquals(run.pid(), run.session());
            assertNotEquals(dinit.proc().session(), run.session());
            assertEquals("0000000000000000", run.status("SigIgn"));
            assertEquals("0000000000000000", run.status("SigBlk"));
            run.awaitDescriptors(Set.of(0, 1, 2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no such file or directory, :",
        "permission denied, echo '#!/bin/sh' >sv/b/run",
        "permission denied, mkdir sv/b/run",
        "no such file or directory, echo '#!/bin/nothing' >sv/b/run; chmod +x sv/b/run"
    })
    @Spec({"dinit 3.5", "dinit 6.1", "dinit 8.2"})
    void aRunThatCannotBeExecutedEndsAll(String reason, String preparation) throws IOException {
        try (var dinit = Dinit.of(sleeper("a"), service("b").file("x", ""))
                .through("sh", "-c", preparation + "; exec \"$@\"", "sh")
                .with("DINIT_LOG_LEVEL", "debug")
                .start()) {
            assertEquals(1, dinit.exit());
            var why = "fork/exec " + dinit.services().resolve("b/run") + ": " + reason;
            dinit.awaitMessage("info: a/run: terminating");
            dinit.awaitMessage("debug: setting exit code to 1: " + why);
            dinit.awaitMessage("info: dinit exiting with status 1");
            var messages = dinit.messages();
            assertEquals("error: exiting: " + why, messages.get(messages.size() - 2));
        }
    }

    @Test
    @Spec("dinit 3.6")
    void aLoggerThatCannotBeExecutedEndsAll() throws IOException {
        try (var dinit = Dinit.of(sleeper("a").file("log", "")).start()) {
            assertEquals(1, dinit.exit());
            var why = "fork/exec " + dinit.services().resolve("a/log/run") + ": not a directory";
            dinit.awaitMessage("error: a/log: error running: " + why);
            dinit.awaitMessage("info: a/run: terminating");
            dinit.awaitMessage("error: exiting: " + why);
        }
    }

    @Test
    @Spec("dinit 3.6")
    void aLogDirectoryWithoutRunIsNoLogger() throws IOException {
        try (var dinit = Dinit.of(service("a")
                        .run("echo '{}'; nap")
                        .with("log", new nitro.test.harness.Service.Entry.Directory()))
                .start()) {
            dinit.out().awaitMatch("^\\{\"service\":\"a\",\"stage\":\"run\"");
        }
    }

    @Test
    @Spec("dinit 3.7")
    void betweenRunAndItsLoggerIsAPlainPipe() throws IOException {
        try (var dinit = Dinit.of(logged("exec sleep 1000", "exec cat")).start()) {
            var run = dinit.running("a/run");
            var log = dinit.running("a/log");
            log.awaitArguments(List.of("cat"));
            run.awaitArguments(List.of("sleep", "1000"));
            var pipe = run.descriptor(1);
            assertEquals(pipe, log.descriptor(0));
            var own = dinit.proc().descriptors().values().stream()
                    .filter(pipe::equals)
                    .count();
            assertEquals(1, own, "the reading end alone");
        }
    }

    @Test
    @Spec({"dinit 3.7", "dinit 5.4"})
    void aRunWhoseLoggerIsGoneDoesNotHangForEver() throws IOException {
        try (var dinit = Dinit.of(logged("trap '' TERM; yes; say pipe $?; exit 0", "exit 0"), sleeper("b"))
                .start()) {
            dinit.said().awaitMatch("pipe \\d+");
            assertEquals(0, dinit.exit());
        }
    }
}
