package nitro.test.dinit;

import static nitro.test.harness.Service.SLEEP;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Dinit;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How services end, how all is terminated, and the exit status (spec dinit 4 to 6). */
class DinitEndsIT {
    private static Service logged(String run, String logger) {
        return service("a").run(run).with("log", new Service.Entry.Directory()).script("log/run", logger);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0, status 0", "exit 7, 3, status 7", "kill -KILL $$, 3, signal 9"})
    @Spec({"dinit 4.1", "dinit 5.1", "dinit 5.8", "dinit 6.1", "dinit 8.2"})
    void theEndOfAServiceEndsAll(String end, int status, String words) throws IOException {
        try (var dinit = Dinit.of(sleeper("a"), service("b").run("read go <../../go; " + end))
                .through("sh", "-c", "mkfifo go; exec \"$@\"", "sh")
                .start()) {
            var a = dinit.running("a/run").pid();
            var b = dinit.running("b/run").pid();
            java.nio.file.Files.writeString(dinit.at("go"), "\n");
            assertEquals(status, dinit.exit());
            dinit.awaitMessage("info: dinit exiting with status " + status);
            var messages = dinit.messages();
            assertEquals(
                    List.of(
                            "info: b/run: PID " + b + " finished with " + words,
                            "info: a/run: terminating",
                            "info: a/run: sending SIGTERM to PID " + a,
                            "info: a/run: PID " + a + " finished with signal 15",
                            "info: dinit exiting with status " + status),
                    messages.subList(messages.size() - 5, messages.size()));
        }
    }

    @Test
    @Spec({"dinit 4.2", "dinit 8.2", "dinit 6.2"})
    void aServiceMayDisableItself() throws IOException {
        try (var dinit = Dinit.of(logged("exit 115", "cat; echo log ends >&2; exit 4"), sleeper("b"))
                .start()) {
            dinit.awaitMessageMatch("info: a/run: PID \\d+ finished and disabled itself");
            dinit.err().awaitMatch("a/log: log ends");
            dinit.awaitMessageMatch("info: a/log: PID \\d+ finished with status 4");
            assertFalse(dinit.endsWithin(300));
            dinit.signal("TERM");
            assertEquals(3, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 4.2")
    void whenAllHaveDisabledThemselvesItStays() throws IOException {
        try (var dinit = Dinit.of(service("a").run("exit 115")).start()) {
            dinit.awaitMessageMatch("disabled itself");
            assertFalse(dinit.endsWithin(300));
            dinit.signal("INT");
            assertEquals(0, dinit.exit());
        }
        try (var dinit = Dinit.of(service("a").run("exit 115"))
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .start()) {
            assertEquals(0, dinit.exit());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "115, 0", "9, 3"})
    @Spec({"dinit 4.3", "dinit 6.1"})
    void theEndOfALoggerEndsAll(int loggers, int status) throws IOException {
        try (var dinit =
                Dinit.of(logged(SLEEP, "exit " + loggers), sleeper("b")).start()) {
            assertEquals(status, dinit.exit());
            dinit.awaitMessage("info: b/run: terminating");
        }
    }

    @Test
    @Spec("dinit 4.3")
    void theEndOfARunDecidesWhatThatOfItsLoggerMeans() throws IOException {
        try (var dinit = Dinit.of(logged("exec >&-; exit 115", "cat; exit 0"), sleeper("b"))
                .start()) {
            dinit.awaitMessageMatch("info: a/log: PID \\d+ finished with status 0");
            assertFalse(dinit.endsWithin(300));
        }
    }

    @Test
    @Spec({"dinit 4.4", "dinit 7.2"})
    void whatARunLeavesKeepsItsPipes() throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run("(read go <../../go; echo late >&2; sleep 1000) & exit 115"), sleeper("b"))
                .through("sh", "-c", "mkfifo go; exec \"$@\"", "sh")
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .start()) {
            dinit.awaitMessageMatch("disabled itself");
            java.nio.file.Files.writeString(dinit.at("go"), "\n");
            dinit.err().awaitMatch("Z a/run: late$");
        }
    }

    @Test
    @Spec({"dinit 5.2", "dinit 8.2"})
    void aProgramStopsAService() throws IOException {
        try (var dinit = Dinit.of(service("a")
                        .run("trap 'say term' TERM; trap 'say usr1; exit 0' USR1; say up; while :; do nap; done")
                        .script("terminate", "say told $DINIT_PID; kill -USR1 $DINIT_PID; sleep 0.2; exit 0"))
                .start()) {
            var run = dinit.running("a/run");
            dinit.said().await("up");
            dinit.signal("TERM");
            dinit.running("a/term");
            assertEquals(0, dinit.exit());
            dinit.said().await("told " + run.pid());
            dinit.said().await("usr1");
            assertFalse(dinit.said().all().contains("term"));
            dinit.awaitMessageMatch("info: a/term: PID \\d+ finished with status 0");
            assertFalse(dinit.messages().stream().anyMatch(line -> line.contains("SIGTERM")));
        }
    }

    @Test
    @Spec({"dinit 5.2", "dinit 6.1"})
    void aTerminateThatCannotBeExecutedIsAFailure() throws IOException {
        try (var dinit = Dinit.of(
                        sleeper("a").file("terminate", "x"), service("b").run("sleep 0.2; exit 0"))
                .start()) {
            var a = dinit.running("a/run").pid();
            assertEquals(1, dinit.exit());
            dinit.awaitMessage("error: a/term: error running: fork/exec "
                    + dinit.services().resolve("a/terminate") + ": permission denied");
            dinit.awaitMessage("info: a/run: sending SIGTERM to PID " + a);
        }
    }

    @Test
    @Spec("dinit 5.2")
    void withoutTerminateNoDescriptorIsNeededToEnd() throws IOException {
        try (var dinit = Dinit.of(sleeper("a")).start()) {
            dinit.running("a/run");
            Commands.system("prlimit", "--pid", Long.toString(dinit.proc().pid()), "--nofile=3:");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            assertEquals(
                    List.of(),
                    dinit.messages().stream().filter(m -> m.contains("a/term")).toList());
        }
    }

    @Test
    @Spec("dinit 5.2")
    void aMissingInterpreterOfTerminateMeansTerm() throws IOException {
        try (var dinit =
                Dinit.of(sleeper("a").executable("terminate", "#!/nowhere\n")).start()) {
            var a = dinit.running("a/run").pid();
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            dinit.awaitMessage("info: a/run: sending SIGTERM to PID " + a);
        }
    }

    @Test
    @Spec("dinit 5.1")
    void aServiceThatHasEndedIsNotTold() throws IOException {
        try (var dinit = Dinit.of(service("a").run("exit 115").script("terminate", "say never"), sleeper("b"))
                .start()) {
            dinit.awaitMessageMatch("disabled itself");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            assertEquals(List.of(), dinit.said().all());
            assertFalse(dinit.messages().contains("info: a/run: terminating"));
        }
    }

    @Test
    @Spec({"dinit 5.3", "dinit 5.6"})
    void nothingIsKilledAndAllIsWaitedFor() throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run("trap '' TERM; say up; nap"),
                        sleeper("b").script("terminate", "kill $DINIT_PID; nap"))
                .start()) {
            var a = dinit.running("a/run");
            dinit.said().await("up");
            var b = dinit.running("b/run");
            dinit.signal("TERM");
            var terminate = dinit.running("b/term");
            b.awaitEnd();
            assertFalse(dinit.endsWithin(500));
            a.kill("KILL");
            a.awaitEnd();
            assertFalse(dinit.endsWithin(200));
            terminate.kill("KILL");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 5.4")
    void aLoggerReadsToTheEnd() throws IOException {
        try (var dinit = Dinit.of(logged(
                        "trap 'echo last; exit 0' TERM; echo up; while :; do nap; done",
                        "trap 'echo told >&2' TERM; while read -r l; do echo \"got $l\" >&2; done; echo end >&2"))
                .start()) {
            dinit.err().awaitMatch("a/log: got up");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            dinit.err().awaitMatch("a/log: got last");
            dinit.err().awaitMatch("a/log: end");
            assertFalse(dinit.err().all().stream().anyMatch(line -> line.endsWith("told")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminate", "adopt", "ignore"})
    @Spec({"dinit 5.7", "dinit 7.9"})
    void whatWasWrittenIsLogged(String policy) throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run("head -c 60000 /dev/zero | tr '\\0' x; echo; echo '{\"last\":1}'; exit 0"))
                .with("DINIT_REPARENTING_POLICY", policy)
                .start()) {
            assertEquals(0, dinit.exit());
            dinit.out().awaitMatch("^\\{\"last\":1,");
            dinit.err().awaitMatch("not JSON stdout: x{60000}$");
        }
    }

    @Test
    @Spec("dinit 5.7")
    void anOutputThatTakesNothingIsGivenUp() throws IOException {
        try (var dinit = Dinit.of(service("a").run("yes '{}' | head -c 1000000; exit 0"))
                .through("sh", "-c", "{ \"$@\"; echo $? >status; } | sleep 8", "sh")
                .start()) {
            assertEquals(0, dinit.exit());
            assertEquals("0\n", dinit.read("status"));
        }
    }

    @Test
    @Spec({"dinit 6.1", "dinit 8.3"})
    void theFirstStatusStays() throws IOException {
        try (var dinit = Dinit.of(service("a").run("trap 'exit 9' TERM; say up; nap"), sleeper("b"))
                .start()) {
            dinit.said().await("up");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
        }
        try (var dinit = Dinit.of(
                        service("a").run("trap 'exit 143' TERM; say up; nap"),
                        service("b").run("sleep 0.3"))
                .start()) {
            assertEquals(3, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 6.1", "dinit 6.3"})
    void aDeathBySignalThatWasAskedForIsNoFailure() throws IOException {
        try (var dinit = Dinit.of(sleeper("a"), service("b").run("sleep 0.2")).start()) {
            assertEquals(0, dinit.exit());
        }
        try (var dinit = Dinit.of(
                        sleeper("a").script("terminate", "kill $DINIT_PID; kill -KILL $$"),
                        service("b").run("sleep 0.2"))
                .start()) {
            assertEquals(3, dinit.exit());
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 15", "INT, 2", "HUP, 1", "QUIT, 3"})
    @Spec({"dinit 8.3", "dinit 5.5"})
    void signalsTerminate(String signal, int number) throws IOException {
        try (var dinit = Dinit.of(service("a").run("trap 'nap' TERM; say up; nap"))
                .through("sh", "-c", "trap '' HUP INT QUIT TERM; exec \"$@\"", "sh")
                .start()) {
            var a = dinit.running("a/run");
            dinit.said().await("up");
            dinit.signal(signal);
            dinit.awaitMessage("info: got signal " + number + ", terminating services");
            dinit.awaitMessageMatch("info: a/run: sending SIGTERM");
            dinit.signal(signal);
            dinit.awaitMessage("info: got signal " + number + ", already terminating services");
            a.kill("KILL");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 8.3")
    void otherSignalsDoNothing() throws IOException {
        try (var dinit = Dinit.of(sleeper("a")).start()) {
            dinit.running("a/run");
            var signals = List.of(
                    "USR1", "USR2", "ALRM", "WINCH", "PWR", "PIPE", "STKFLT", "CONT", "TSTP", "TTIN", "TTOU", "URG",
                    "XCPU", "XFSZ", "VTALRM", "PROF", "POLL", "34", "37", "64");
            for (var signal : signals) {
                dinit.signal(signal);
            }
            assertFalse(dinit.endsWithin(300));
            assertTrue(dinit.proc().alive());
        }
    }
}
