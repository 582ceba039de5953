package nitro.test.dinit;

import static nitro.test.harness.Service.service;
import static nitro.test.harness.Service.sleeper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nitro.posix.fake.Spec;
import nitro.test.Namespaces;
import nitro.test.harness.Dinit;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that have lost their parents (spec dinit 9). */
class DinitOrphansIT {
    /** A script that leaves a process that has ended: its parent has not waited for it. */
    private static final String DEAD = "( sh -c 'exit 5' & exec sleep 0.5 ); nap";

    /** A script that starts a program that nobody waits for. */
    private static String orphan(String program) {
        return "( (exec " + program + ") & ); nap";
    }

    private static long pid(String message) {
        var number = Pattern.compile("PID (\\d+)").matcher(message);
        assertTrue(number.find(), message);
        return Long.parseLong(number.group(1));
    }

    @Test
    @Spec({"dinit 9.1", "dinit 9.4", "dinit 9.6", "dinit 8.2"})
    void theyAreTerminated() throws IOException {
        try (var dinit = Dinit.of(service("a").run(orphan("sleep 98765"))).start()) {
            dinit.awaitMessage("info: not running as a PID 1, but PID "
                    + dinit.proc().pid() + ", registering as a process subreaper");
            long pid = pid(dinit.awaitMessageMatch("warning: sleep/\\d+: terminating reparented child process"));
            dinit.awaitMessage("info: sleep/" + pid + ": sending SIGTERM to PID " + pid);
            dinit.awaitMessage("info: sleep/" + pid + ": PID " + pid + " finished with signal 15");
            assertFalse(dinit.endsWithin(200));
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.1", "dinit 9.3"})
    @ExtendWith(Namespaces.class)
    void asPidOneToo() throws IOException {
        try (var dinit =
                Dinit.of(service("a").run(orphan("sleep 98765"))).inNamespaces().start()) {
            dinit.awaitMessageMatch(
                    "warning: sleep/\\d+: terminating reparented child process with PID \\d+: sleep 98765");
            assertFalse(dinit.messages().stream().anyMatch(line -> line.contains("subreaper")));
            dinit.signal("QUIT");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.6", "dinit 1.1"})
    void whoDoesNotEndIsKilledInTime() throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run(orphan("sh -c \"trap '' TERM; echo up >../../say; exec sleep 98765\"")))
                .with("DINIT_KILL_TIMEOUT", "1")
                .start()) {
            long pid = pid(dinit.awaitMessageMatch("sending SIGTERM to PID \\d+"));
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            dinit.awaitMessageMatch("/" + pid + ": sending SIGKILL to PID " + pid);
            dinit.awaitMessageMatch("/" + pid + ": PID " + pid + " finished with signal 9");
            assertEquals(
                    1,
                    dinit.messages().stream()
                            .filter(line -> line.endsWith("sending SIGTERM to PID " + pid))
                            .count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    @Spec({"dinit 1.1", "dinit 9.6"})
    void withoutTimeTheyAreKilledAtOnce(String seconds) throws IOException {
        try (var dinit = Dinit.of(service("a").run(orphan("sh -c \"trap '' TERM; exec sleep 98765\"")))
                .with("DINIT_KILL_TIMEOUT", seconds)
                .start()) {
            long pid = pid(dinit.awaitMessageMatch("sending SIGTERM to PID \\d+"));
            dinit.awaitMessageMatch("/" + pid + ": PID " + pid + " finished with signal (9|15)");
            var messages = dinit.messages().stream()
                    .filter(line -> line.contains("sending SIG"))
                    .toList();
            assertTrue(messages.getFirst().endsWith("sending SIGTERM to PID " + pid), messages.toString());
            assertTrue(messages.get(1).endsWith("sending SIGKILL to PID " + pid), messages.toString());
        }
    }

    @Test
    @Spec({"dinit 9.3", "dinit 9.4", "dinit 9.5", "dinit 6.2"})
    void deadOnesAreReaped() throws IOException {
        try (var dinit = Dinit.of(service("a").run(DEAD)).start()) {
            long pid = pid(dinit.awaitMessageMatch("warning: sh/\\d+: reaping process with PID \\d+$"));
            dinit.awaitMessage("info: sh/" + pid + ": PID " + pid + " finished with status 5");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec("dinit 9.2")
    void theChildrenOfWhoBecameDinitAreReparented() throws IOException {
        try (var dinit = Dinit.of(sleeper("a"))
                .through("sh", "-c", "sleep 98765 & exec \"$@\"", "sh")
                .start()) {
            dinit.awaitMessageMatch("warning: sleep/\\d+: terminating reparented child process");
        }
    }

    @Test
    @Spec({"dinit 9.10", "dinit 5.5", "dinit 5.6"})
    void theyMayBeIgnored() throws IOException {
        try (var dinit = Dinit.of(service("a").run("( (exec sleep 98765) & ); ( (exec true) & ); say up; nap"))
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .start()) {
            dinit.said().await("up");
            var sleep = dinit.proc();
            assertFalse(dinit.endsWithin(1500));
            assertTrue(sleep.children().stream().allMatch(Proc::alive), "no zombie is left");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            assertEquals(1, dinit.left().size());
            assertFalse(dinit.messages().stream().anyMatch(line -> line.contains("sleep/")));
        }
    }

    @Test
    @Spec({"dinit 9.3", "dinit 9.10"})
    void anIdleDinitHardlyWakesUp() throws IOException {
        try (var dinit = Dinit.of(sleeper("a"))
                .with("DINIT_REPARENTING_POLICY", "ignore")
                .start()) {
            dinit.running("a/run");
            if (dinit.proc().isJava()) {
                return; // the JVM's own threads wake up
            }
            dinit.endsWithin(500);
            long before = Long.parseLong(dinit.proc().status("voluntary_ctxt_switches"));
            dinit.endsWithin(2500);
            assertEquals(before, Long.parseLong(dinit.proc().status("voluntary_ctxt_switches")));
        }
    }

    /** A service whose script {@code orphan} loses its parent, under the policy that adopts it. */
    private static Dinit.Setup adopting(String orphan) {
        return Dinit.of(service("a").script("orphan", orphan).run("( ./orphan & ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt");
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits for what /proc shows, which nobody reports. */
    private static void await(Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "in time");
            Thread.onSpinWait();
        }
    }

    @Test
    @Spec({"dinit 9.7", "dinit 9.8", "dinit 4.4", "dinit 8.2"})
    void theyMayBeAdopted() throws IOException {
        try (var dinit = adopting("""
                        exec 5>&1
                        (read go <../../go2; echo child; echo '{"five":5}' >&5) &
                        read go <../../go; echo out; echo err >&2; wait; exit 7
                        """)
                .through("sh", "-c", "mkfifo go go2; exec \"$@\"", "sh")
                .start()) {
            var before = dinit.running("a/run").descriptor(1);
            var orphan = dinit.orphan("warning: sh/\\d+: adopting reparented child process with PID \\d+: /bin/sh");
            var process = new Proc(orphan.pid());
            await(() -> !process.descriptors().containsValue(before));
            await(() -> !process.children().isEmpty());
            var child = process.children().getFirst();
            await(() -> !child.descriptors().containsValue(before));
            Files.writeString(dinit.at("go"), "\n");
            Files.writeString(dinit.at("go2"), "\n");
            dinit.awaitMessage("warning: " + orphan.label() + ": not JSON stdout: out");
            dinit.err().awaitMatch("Z " + orphan.label() + ": err$");
            dinit.awaitMessage("warning: " + orphan.label() + ": not JSON stdout: child");
            dinit.out().awaitMatch("^\\{\"five\":5,\"service\":\"sh\",\"stage\":\"" + orphan.pid() + "\"");
            dinit.awaitMessage("info: " + orphan.label() + ": PID " + orphan.pid() + " finished with status 7");
            dinit.awaitMessageMatch("info: a/run: sending SIGTERM");
            assertEquals(3, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.7", "dinit 5.5"})
    void adoptedOnesAreToldToEndAndWaitedFor() throws IOException {
        try (var dinit =
                adopting("trap 'say told' TERM; say up; while :; do nap; done").start()) {
            var orphan = dinit.orphan("adopting reparented child process");
            dinit.said().await("up");
            dinit.signal("TERM");
            dinit.awaitMessage("info: " + orphan.label() + ": terminating");
            dinit.awaitMessage("info: " + orphan.label() + ": sending SIGTERM to PID " + orphan.pid());
            dinit.said().await("told");
            assertFalse(dinit.endsWithin(300));
            new Proc(orphan.pid()).kill("KILL");
            assertEquals(0, dinit.exit());
            dinit.awaitMessage("info: " + orphan.label() + ": PID " + orphan.pid() + " finished with signal 9");
        }
    }

    @Test
    @Spec("dinit 9.7")
    void anAdoptedOneCannotDisableItself() throws IOException {
        try (var dinit = adopting("read go <../../go; exit 115")
                .through("sh", "-c", "mkfifo go; exec \"$@\"", "sh")
                .start()) {
            var orphan = dinit.orphan("adopting reparented child process");
            await(() -> new Proc(orphan.pid()).descriptor(1).startsWith("pipe:"));
            Files.writeString(dinit.at("go"), "\n");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.7", "dinit 9.5"})
    void aDeadOrphanEndsAllWhereTheyAreAdopted() throws IOException {
        try (var dinit = Dinit.of(service("a").run(DEAD))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            assertEquals(0, dinit.exit());
            dinit.awaitMessageMatch("warning: .*: reaping process with PID \\d+");
            dinit.awaitMessageMatch("info: a/run: terminating");
        }
    }

    @Test
    @Spec("dinit 5.5")
    void orphansOfATerminationAreTerminatedAlsoWhereTheyAreAdopted() throws IOException {
        try (var dinit = Dinit.of(
                        service("a").run("trap '(exec sleep 98765) & exit 0' TERM; say up; while :; do nap; done"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            dinit.said().await("up");
            dinit.signal("TERM");
            assertEquals(0, dinit.exit());
            dinit.awaitMessageMatch("warning: sleep/\\d+: terminating reparented child process");
            assertFalse(dinit.messages().stream().anyMatch(line -> line.contains("adopting")));
        }
    }

    @Test
    @Spec({"dinit 9.1", "dinit 9.7", "dinit 9.8"})
    @ExtendWith(Namespaces.class)
    void pidOneAdoptsToo() throws IOException {
        try (var dinit = Dinit.of(service("a")
                        .script("orphan", """
                                while test "$(readlink /proc/$$/fd/1)" = "$BEFORE"; do sleep 0.05; done
                                echo out; exit 7
                                """)
                        .run("export BEFORE=$(readlink /proc/$$/fd/1); ( ./orphan & ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .inNamespaces()
                .start()) {
            var orphan = dinit.orphan("warning: sh/\\d+: adopting reparented child process");
            dinit.awaitMessage("warning: " + orphan.label() + ": not JSON stdout: out");
            assertEquals(3, dinit.exit());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {">&-", ">&- 2>&-", ">/dev/null 2>&1 7</dev/null 8>/dev/null", "<&- >&- 2>&-"})
    @Spec("dinit 9.8")
    void adoptingWorksWhateverIsOpen(String open) throws IOException {
        try (var dinit = adopting("exec sleep 98765 " + open).start()) {
            var process =
                    new Proc(dinit.orphan("adopting reparented child process").pid());
            process.awaitArguments(List.of("sleep", "98765"));
            var stdin = open.contains("<&-") ? "closed" : "/dev/null";
            await(() -> process.descriptor(0).equals(stdin)
                    && process.descriptor(1).startsWith("pipe:")
                    && process.descriptor(2).startsWith("pipe:"));
            if (open.contains("7<")) {
                await(() -> process.descriptor(8).startsWith("pipe:"));
                assertEquals("/dev/null", process.descriptor(7), "it is not open for writing");
            }
            assertFalse(dinit.messages().stream().anyMatch(line -> line.contains("error")), dinit.messages()::toString);
        }
    }

    @Test
    @Spec("dinit 9.8")
    void whatItWaitedForGoesOn() throws IOException {
        try (var dinit = Dinit.of(service("a").executable("orphan", """
                                #!/bin/bash
                                trap 'echo signal' USR1
                                kill -USR1 $$
                                sleep 3 & wait $!; echo slept $?
                                read -t 4 x <>../../never; echo read $?
                                """).run("( ./orphan & ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            dinit.orphan("adopting reparented child process");
            dinit.awaitMessageMatch("not JSON stdout: slept 0$");
            dinit.awaitMessageMatch("not JSON stdout: read 142$");
            assertEquals(0, dinit.exit());
            dinit.awaitMessageMatch("not JSON stdout: signal$");
        }
    }

    @Test
    @Spec("dinit 9.8")
    void aStoppedProcessIsAdoptedAndStaysStopped() throws IOException {
        try (var dinit = adopting("kill -STOP $$; say goes on; nap").start()) {
            var before = dinit.running("a/run").descriptor(1);
            var process =
                    new Proc(dinit.orphan("adopting reparented child process").pid());
            await(() -> !process.descriptors().containsValue(before));
            process.awaitStopped();
            assertEquals(List.of(), dinit.said().all());
            process.kill("CONT");
            dinit.said().await("goes on");
        }
    }

    @Test
    @Spec("dinit 9.8")
    void manyDescriptorsAreReplaced() throws IOException {
        try (var dinit = Dinit.of(service("a")
                        .executable("orphan", """
                                #!/usr/bin/env python3
                                import os, time
                                for number in range(10, 510):
                                    os.dup2(1, number, inheritable=True)
                                open("ready", "w").close()
                                time.sleep(1000)
                                """)
                        .run("( ./orphan & until test -e ready; do sleep 0.01; done ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            var before = dinit.running("a/run").descriptor(1);
            var process =
                    new Proc(dinit.orphan("adopting reparented child process").pid());
            await(() -> process.descriptor(509).startsWith("pipe:")
                    && !process.descriptors().containsValue(before));
        }
    }

    @Test
    @Spec("dinit 9.9")
    void whatIsTracedByAnotherIsAdoptedAsItIs() throws IOException {
        try (var dinit = Dinit.of(service("a").executable("run", """
                                #!/usr/bin/env python3
                                import ctypes, os, time
                                told, tell = os.pipe()
                                wait, go = os.pipe()
                                if os.fork() == 0:
                                    grandchild = os.fork()
                                    if grandchild == 0:
                                        time.sleep(1000)
                                    os.write(tell, str(grandchild).encode())
                                    os.read(wait, 1)
                                    os._exit(0)
                                seize = 0x4206
                                assert ctypes.CDLL(None).ptrace(seize, int(os.read(told, 20)), 0, 0) == 0
                                os.write(go, b"x")
                                time.sleep(1000)
                                """))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            var orphan = dinit.orphan("adopting reparented child process");
            dinit.awaitMessage("warning: " + orphan.label()
                    + ": error redirecting stdout and stderr: ptrace seize: operation not permitted");
            dinit.signal("TERM");
            dinit.awaitMessage("info: " + orphan.label() + ": terminating");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.9", "dinit 8.2"})
    void aDescendantThatIsTracedKeepsItsOutput() throws IOException {
        try (var dinit = Dinit.of(service("a")
                        .executable("orphan", """
                                #!/usr/bin/env python3
                                import ctypes, os, time
                                if os.fork() == 0:
                                    assert ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0
                                    open("traced", "w").close()
                                time.sleep(1000)
                                """)
                        .run("( ./orphan & until test -e traced; do sleep 0.01; done ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start()) {
            var orphan = dinit.orphan("adopting reparented child process");
            dinit.awaitMessageMatch("warning: error replacing stdout fd for process with PID \\d+: "
                    + "ptrace seize: operation not permitted");
            dinit.signal("TERM");
            dinit.awaitMessage("info: " + orphan.label() + ": terminating");
            assertEquals(0, dinit.exit());
        }
    }

    /** Has an orphan that sits in vfork, where it does not stop for a tracer. */
    private static Dinit inVfork() throws IOException {
        return Dinit.of(service("a").file("spawn.py", """
                                import os
                                os.posix_spawn("/bin/true", ["true"], {}, file_actions=[(os.POSIX_SPAWN_OPEN, 0, "fifo", os.O_RDONLY, 0)])
                                """).run("mkfifo fifo; ( python3 spawn.py & sleep 0.5 ); nap"))
                .with("DINIT_REPARENTING_POLICY", "adopt")
                .start();
    }

    @Test
    @Spec("dinit 9.9")
    void whatDoesNotStopIsAdoptedAsItIs() throws IOException {
        try (var dinit = inVfork()) {
            var orphan = dinit.orphan("python3/\\d+: adopting reparented child process");
            dinit.awaitMessage("warning: " + orphan.label()
                    + ": error redirecting stdout and stderr: ptrace interrupt: connection timed out");
            Files.writeString(dinit.services().resolve("a/fifo"), "");
            assertEquals(0, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.7", "dinit 8.2"})
    void oneMayEndWhileItIsAdopted() throws IOException {
        try (var dinit = inVfork()) {
            var orphan = dinit.orphan("python3/\\d+: adopting reparented child process");
            new Proc(orphan.pid()).kill("KILL");
            dinit.awaitMessage(
                    "info: " + orphan.label() + ": PID " + orphan.pid() + " finished before adopting complete");
            Files.writeString(dinit.services().resolve("a/fifo"), "");
            assertEquals(3, dinit.exit());
        }
    }

    @Test
    @Spec({"dinit 9.3", "dinit 9.6"})
    void manyOrphansAtOnceAreReaped() throws IOException {
        try (var dinit = Dinit.of(service("a").run("""
                        i=0; while [ $i -lt 900 ]; do ( exit 0 & ); i=$((i + 1)); done
                        while [ $i -lt 1000 ]; do ( sleep 0.$i & ); i=$((i + 1)); done
                        say done; nap
                        """)).start()) {
            dinit.said().await("done");
            dinit.err().await(1000, line -> line.contains(" finished with "));
            await(() -> dinit.proc().children().size() == 1);
        }
    }
}
