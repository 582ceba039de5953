package nitro.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.test.harness.Service.service;
import static nitro.test.harness.State.STARTING;
import static nitro.test.harness.State.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Port;
import nitro.test.harness.Proc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nitro-ready as run scripts use it, with daemons that say in each way that they are ready. */
class NitroReadyIT {
    private static final String READY = "'" + Nitro.BIN.resolve("nitro-ready") + "'";
    private static final String WAIT = "'" + Nitro.BIN.resolve("nitro-wait") + "'";

    /** Speaks sd_notify. */
    private static final String NOTIFIER = """
            use Socket;
            my $to = $ENV{NOTIFY_SOCKET};
            $to =~ s/^@/\\0/;
            socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die;
            for my $text ("STATUS=half way", "X=1\\nREADY=1\\nMAINPID=$$") {
                send($s, $text, 0, pack_sockaddr_un($to)) or die "send: $!";
            }
            sleep 1000;
            """;

    private static final String AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups";

    @TempDir
    Path directory;

    @Test
    @Spec({"tools 3.1", "tools 3.3"})
    void conditions() throws IOException {
        var file = directory.resolve("file");
        try (var nitro = Launch.of(service("a")
                        .run("exec " + READY + " 'file:" + file + "' -- perl daemon '" + file + "'")
                        .file("daemon", "open F, '>', shift; sleep 1000")
                        .notification(3))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("a", UP);
            nitro.awaitReaps(1); // the watcher
            var process = nitro.process("a");
            assertEquals(List.of("perl", "daemon", file.toString()), process.arguments());
            assertEquals(List.of(), process.children());
            // perl has its script and the file open, and nothing else
            assertTrue(
                    process.descriptors().values().stream().noneMatch(to -> to.startsWith("pipe:")), "told to others");
        }
    }

    @Test
    @Spec("tools 3.4")
    void sdNotify() throws IOException {
        try (var nitro = Launch.of(service("a")
                        .run("exec " + READY + " --sd-notify -- perl notifier")
                        .file("notifier", NOTIFIER)
                        .notification(5))
                .start()) {
            nitro.events().await("a", STARTING);
            nitro.events().await("a", UP);
            nitro.err().await("nitro-ready: status: half way");
            nitro.awaitReaps(1);
        }
    }

    @Test
    @Spec("tools 3.5")
    void aLineOfItsOutputWhichPassesUntouched() throws IOException {
        var much = directory.resolve("much");
        Files.writeString(much, "0123456789\0\u00ff\r\nready?\n".repeat(50_000) + "no newline", ISO_8859_1);
        var out = directory.resolve("out");
        var told = directory.resolve("told");
        var script = "exec 3>'" + told + "' >'" + out + "'; exec " + READY + " -d 3 --line '^ready [0-9]+$' --"
                + " sh -c 'cat \"$0\"; echo; echo ready 1; echo ready 2; cat \"$0\"' '" + much + "'";
        assertEquals(
                0,
                Commands.run(Map.of("MARK", out.toString()), "sh", "-c", script).exit());
        Proc.awaitNone("MARK=" + out); // the watcher, too
        var text = Files.readString(much, ISO_8859_1);
        assertTrue(Files.readString(out, ISO_8859_1).equals(text + "\nready 1\nready 2\n" + text), "untouched");
        assertEquals("\n", Files.readString(told));
    }

    /** What it said counts, whether or not the watcher was there in time. */
    @ParameterizedTest
    @ValueSource(strings = {"--line '^ready$' -- echo ready", "--sd-notify -- perl notifier"})
    @Spec("tools 3.1")
    void aDaemonThatEndsAtOnce(String way) throws IOException {
        Files.writeString(directory.resolve("notifier"), NOTIFIER.replace("sleep 1000;", ""));
        var call = "cd '" + directory + "'; " + READY + " -d 3 " + way
                + " 3>&1 >/dev/null | wc -l"; // to the watcher's end
        for (int i = 0; i < 10; i++) {
            assertEquals("1", Commands.run(Map.of(), "sh", "-c", call).out().strip(), "at the try " + i);
        }
    }

    /** Another user's, which ends before the watcher can look at it. */
    @Test
    @Spec("tools 3.8")
    void aSenderThatHasEnded() throws IOException {
        assumeTrue(areForksReported(), "not root in the first pid namespace of a Linux since 6.6");
        Files.writeString(directory.resolve("notifier"), NOTIFIER.replace("sleep 1000;", ""));
        Commands.system("chmod", "755", directory.toString());
        var call = "cd '" + directory + "'; " + READY + " -d 3 --sd-notify -- sh -c '" + AS_NOBODY
                + " perl notifier; sleep 0.5' 3>&1 >/dev/null | wc -l";
        for (int i = 0; i < 10; i++) {
            assertEquals("1", Commands.run(Map.of(), "sh", "-c", call).out().strip(), "at the try " + i);
        }
    }

    @Test
    @Spec({"tools 3.4", "tools 3.8"})
    void aStrangerThatHasEnded() throws IOException {
        assumeTrue(isRoot(), "only root can start other users' programs");
        Files.writeString(directory.resolve("notifier"), NOTIFIER.replace("sleep 1000;", ""));
        Commands.system("chmod", "755", directory.toString());
        try (var nitro = Launch.of(service("a")
                        .run("exec " + READY + " --sd-notify -- sh -c 'echo $NOTIFY_SOCKET >&2; exec sleep 1000'")
                        .notification(5))
                .start()) {
            var socket = nitro.err().awaitMatch("^@");
            var stranger = "cd '" + directory + "'; exec " + AS_NOBODY + " perl notifier";
            assertEquals(
                    new Commands.Result(0, "", ""),
                    Commands.run(Map.of("NOTIFY_SOCKET", socket), "sh", "-c", stranger));
            nitro.err().awaitMatch("^nitro-ready: a notice of process \\d+, user 65534, is ignored");
            nitro.events().await("a", STARTING);
            assertTrue(nitro.ctl("list").out().startsWith("STARTING a "), "not ready");
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** What the process connector of the kernel needs. */
    private static boolean areForksReported() throws IOException {
        var version = System.getProperty("os.version").split("[^0-9]");
        return isRoot()
                && Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 6006
                && Files.exists(Path.of("/proc/net/connector"))
                && Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).equals(Path.of("pid:[4026531836]"))
                && Files.readSymbolicLink(Path.of("/proc/self/ns/user")).equals(Path.of("user:[4026531837]"));
    }

    @Test
    void aLogGetsAllOfIt() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("exec " + READY
                                        + " --line up -- sh -c 'echo one; echo is up; echo two; exec sleep 1000'")
                                .notification(3)
                                .log("../b"),
                        service("b").run("while read line; do say \"got $line\"; done; say end"))
                .start()) {
            nitro.events().await("a", UP);
            for (var line : List.of("got one", "got is up", "got two")) {
                nitro.said().await(line);
            }
            nitro.signal("TERM");
            nitro.said().await("end"); // the watcher holds nothing of the pipe
            assertEquals(0, nitro.exit());
        }
    }

    @Test
    @Spec("tools 3.6")
    void timeOver() throws IOException {
        try (var nitro = Launch.of(
                        service("a")
                                .run("exec " + READY + " -t 0.2 file:/nothing -- sleep 1000")
                                .notification(3),
                        service("b")
                                .run("exec " + READY + " -t 0.2 --sd-notify -- sleep 1000")
                                .notification(3),
                        service("c")
                                .run("exec " + READY + " -t 0.2 --line x -- sleep 1000")
                                .notification(3))
                .start()) {
            nitro.err().await("nitro-ready: not ready, time is over: file:/nothing: No such file or directory");
            nitro.err().await("nitro-ready: not ready, time is over: no READY=1");
            nitro.err().await("nitro-ready: not ready, time is over: no such line");
            assertEquals(STARTING, nitro.wire().state("a"));
            assertEquals(STARTING, nitro.wire().state("b"));
            assertEquals(0, nitro.ctl("stop", "c").exit()); // what passes its output on ends with that
            nitro.awaitReaps(4); // three watchers and c
        }
    }

    @Test
    @Spec({"tools 3.2", "tools 3.7"})
    void exitStatuses() throws IOException {
        var ready = Nitro.BIN.resolve("nitro-ready").toString();
        assertEquals(2, Commands.run(Map.of(), ready).exit());
        assertEquals(
                2,
                Commands.run(Map.of(), ready, "-d", "77", "file:/", "--", "true")
                        .exit());
        for (int closed = 3; closed < 6; closed++) { // the runtime's own files have some of these numbers
            var call = "exec '" + ready + "' -d " + closed + " file:/ -- true " + closed + ">&-";
            assertEquals(2, Commands.run(Map.of(), "sh", "-c", call).exit(), call);
        }
        assertEquals(
                127,
                Commands.run(Map.of(), ready, "-d", "1", "file:/nothing", "--", "no-such")
                        .exit());
        assertEquals(
                6,
                Commands.run(Map.of(), ready, "-d", "1", "file:/", "--", "sh", "-c", "exit 6")
                        .exit());
        assertTrue(Commands.run(Map.of(), ready, "--help").out().startsWith("usage: nitro-ready "));
    }

    /** A database, and what needs it. */
    @Test
    void redis() throws IOException {
        if (Stream.of("/usr/bin", "/usr/local/bin").noneMatch(d -> Files.exists(Path.of(d, "redis-server")))) {
            System.out.println("skipped: no redis-server");
            abort("no redis-server");
        }
        try (var port = new Port()) {
            redis(port.number());
        }
    }

    private static void redis(int port) throws IOException {
        var cli = "redis-cli -p " + port;
        try (var nitro = Launch.of(
                        service("redis")
                                .run("exec " + READY + " -t 60 tcp:127.0.0.1:" + port + " 'exec:" + cli
                                        + " ping | grep -q PONG' -- redis-server --port " + port
                                        + " --bind 127.0.0.1 --save '' --appendonly no --logfile ''")
                                .notification(3),
                        service("app")
                                .run("exec " + WAIT + " -t 60 service:redis -- sh -c 'echo value $(" + cli
                                        + " set k v) >../seen; exec sleep 1000'")
                                .readyByCommand())
                .start()) {
            nitro.events().await("redis", STARTING);
            nitro.events().await("redis", UP);
            assertEquals(
                    0,
                    Commands.run(
                                    nitro.environment(),
                                    Nitro.BIN.resolve("nitro-wait").toString(),
                                    "-t",
                                    "60",
                                    "file:" + nitro.services().resolve("seen"),
                                    "exec:grep -q OK " + nitro.services().resolve("seen"))
                            .exit());
            assertEquals("value OK\n", nitro.read("seen"));
            nitro.awaitReaps(1);
        }
    }
}
