package nitro.test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import nitro.posix.fake.Spec;
import nitro.test.harness.Commands;
import nitro.test.harness.Launch;
import nitro.test.harness.Nitro;
import nitro.test.harness.Port;
import nitro.test.harness.Proc;
import nitro.test.harness.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nitro-wait against real peers. */
class NitroWaitIT {
    private static final String WAIT = Nitro.BIN.resolve("nitro-wait").toString();
    /** A thread for each server: the common ones are as few as processors, and each waits for its client. */
    private static final Executor BESIDE = task -> Thread.ofPlatform().daemon().start(task);

    @TempDir
    Path directory;

    private static Commands.Running start(String... args) throws IOException {
        var command = new ArrayList<>(List.of(WAIT));
        command.addAll(List.of(args));
        return Commands.start(Map.of(), command.toArray(new String[0]));
    }

    private static Commands.Result run(String... args) throws IOException {
        return start(args).result();
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    @Spec({"tools 2.1", "tools 2.2"})
    void aTcpListenerThatComesLate() throws IOException {
        try (var port = new Port()) {
            var address = "tcp:127.0.0.1:" + port.number();
            var late = directory.resolve("late");
            var waiting = start(address, "exec:test -e '" + late + "'", "--", "echo", "here");
            var refused = run("-t", "1", address);
            assertEquals(3, refused.exit());
            assertEquals("nitro-wait: time is over: " + address + ": Connection refused\n", refused.err());
            try (var server = listen(port.number())) {
                Files.createFile(late);
                assertEquals("here\n", waiting.result().out());
                server.accept().close();
            }
        }
    }

    @Test
    void namesOfHosts() throws IOException {
        try (var server = listen(0)) {
            assertEquals(
                    0, run("-t", "60", "tcp:localhost:" + server.getLocalPort()).exit());
            var unknown = "tcp:no-such-host.invalid:" + server.getLocalPort();
            var result = run("-t", "60", "--any", unknown, "tcp:127.0.0.1:" + server.getLocalPort());
            assertEquals(0, result.exit(), "names that do not resolve keep nobody waiting");
        }
    }

    /** It answers 503 twice, then 200, each in pieces. */
    @Test
    @Spec("tools 2.2")
    void anHttpServerThatIsNotReadyAtFirst() throws Exception {
        try (var server = listen(0)) {
            var requests = CompletableFuture.supplyAsync(() -> serve(server, "503 Wait", "503 Wait", "200 OK"), BESIDE);
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/health?x=1";
            assertEquals("", run("-t", "60", url).err());
            for (var request : requests.get()) {
                assertTrue(request.startsWith("GET /health?x=1 HTTP/1.1\r\n"), request);
                assertTrue(request.contains("\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n"), request);
            }
        }
        try (var server = listen(0)) {
            var requests = CompletableFuture.supplyAsync(() -> serve(server, "200 OK", "404 Not Found"), BESIDE);
            run("-t", "60", "http://127.0.0.1:" + server.getLocalPort() + ",status=404");
            assertEquals(2, requests.get().size());
        }
    }

    private static List<String> serve(ServerSocket server, String... answers) {
        var requests = new ArrayList<String>();
        try {
            for (var answer : answers) {
                try (var client = server.accept()) {
                    var request = new StringBuilder();
                    while (request.indexOf("\r\n\r\n") < 0) {
                        request.append((char) client.getInputStream().read());
                    }
                    requests.add(request.toString());
                    for (var piece :
                            List.of("HTTP/1.1 ", answer.substring(0, 2), answer.substring(2), "\r\nX: y\r\n\r\n")) {
                        client.getOutputStream().write(piece.getBytes(ISO_8859_1));
                        client.getOutputStream().flush();
                    }
                }
            }
        } catch (IOException e) {
            requests.add(e.toString());
        }
        return requests;
    }

    @Test
    void garbageIsNoHttp() throws Exception {
        try (var server = listen(0)) {
            var serving = CompletableFuture.runAsync(
                    () -> {
                        try (var client = server.accept()) {
                            client.getOutputStream().write("220 smtp.example\r\n".getBytes(ISO_8859_1));
                            client.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            // it may be reset, since we did not read all at first
                        }
                    },
                    BESIDE);
            var url = "http://127.0.0.1:" + server.getLocalPort();
            var result = run("-i", "100000", "-t", "5", url);
            assertEquals("nitro-wait: time is over: " + url + ": no HTTP answer\n", result.err());
            serving.get();
        }
    }

    @Test
    @Spec("tools 2.2")
    void aUnixSocket() throws IOException {
        var path = directory.resolve("socket");
        var waiting = start("unix:" + path);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            assertEquals(0, waiting.result().exit());
        }
        var result = run("unix:" + path, "-t", "0.2");
        assertEquals("nitro-wait: time is over: unix:" + path + ": Connection refused\n", result.err());
    }

    @Test
    @Spec("tools 2.2")
    void filesThatComeAndGo() throws IOException {
        var file = directory.resolve("a/b/file");
        var waiting = start("file:" + file);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertEquals(0, waiting.result().exit());
        waiting = start("gone:" + file);
        Files.delete(file);
        assertEquals(0, waiting.result().exit());
    }

    @Test
    @Spec("tools 2.2")
    void aProcessThatEnds() throws IOException {
        var sleeper = Commands.start(Map.of(), "sleep", "1000");
        var waiting = start("pid:" + sleeper.process().pid());
        sleeper.proc().kill("KILL");
        sleeper.result();
        assertEquals(0, waiting.result().exit());
    }

    @Test
    @Spec("tools 2.2")
    void aService() throws IOException {
        try (var nitro = Launch.of(
                        Service.sleeper("a").readyByCommand(),
                        Service.sleeper("b").down())
                .start()) {
            var waiting = nitro.startCommand("nitro-wait", "service:a", "--", "echo", "up");
            nitro.awaitListeners(1);
            nitro.wire().ready("a");
            assertEquals("up\n", waiting.result().out());
            assertEquals(
                    0,
                    nitro.startCommand("nitro-wait", "service:b=DOWN").result().exit());
            var result = nitro.startCommand("nitro-wait", "-t", "5", "service:b", "service:c")
                    .result();
            assertEquals("nitro-wait: time is over: service:b: is DOWN; service:c: no such service\n", result.err());
            assertEquals(0, nitro.listeners());
        }
    }

    /** Signals, limits, descriptors, variables, pid and children are as if nobody had waited. */
    @Test
    @Spec("tools 2.5")
    void theProgramGetsWhatWasGiven() throws IOException {
        var look = "echo $$; grep -E 'Sig(Blk|Ign)' /proc/self/status; ulimit -n; ulimit -Hn; ls /proc/self/fd; env";
        var through = "trap '' INT HUP; ulimit -Sn 321; exec 7</dev/null; echo $$; exec \"$@\"";
        var plain = Commands.run(Map.of(), "sh", "-c", through, "sh", "sh", "-c", look);
        var waited = Commands.run(
                Map.of(),
                "sh",
                "-c",
                through,
                "sh",
                WAIT,
                "exec:exit 0",
                "file:/",
                "gone:/nothing",
                "--",
                "sh",
                "-c",
                look);
        assertEquals(waited.lines().getFirst(), waited.lines().get(1), "pid");
        assertEquals(
                plain.lines().subList(2, plain.lines().size()),
                waited.lines().subList(2, waited.lines().size()));
    }

    /** What was started before is waited for by the program, not by us. */
    @Test
    @Spec("tools 2.5")
    void childrenOfBeforeAreLeftToTheProgram() throws IOException {
        var waiting = directory.resolve("waiting");
        // it ends while we wait: the shell of the jar's launcher would wait for it, too
        var child = "(until [ -e '" + waiting + "' ]; do sleep 0.01; done; exit 7) & exec \"$@\"";
        var condition = "exec:touch '" + waiting + "'; sleep 0.5";
        var program =
                new String[] {"sh", "-c", child, "sh", WAIT, condition, "--", "perl", "-e", "wait; print $? >> 8"};
        assertEquals("7", Commands.run(Map.of(), program).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "TERM", "INT", "HUP"})
    @Spec("tools 2.5")
    void nothingIsLeft(String end) throws Exception {
        var pids = directory.resolve("pids");
        var condition = "exec:sleep 1000 & echo $$ $! >'" + pids + ".new'; mv '" + pids + ".new' '" + pids + "'; wait";
        var waiting = end.equals("time") ? start(condition, "-t", "8") : start(condition);
        assertEquals(0, run("-t", "60", "file:" + pids).exit());
        if (!end.equals("time")) {
            waiting.proc().kill(end);
        }
        var result = waiting.result();
        assertEquals(Map.of("time", 3, "TERM", 143, "INT", 130, "HUP", 129).get(end), result.exit());
        assertEquals(
                end.equals("time") ? "nitro-wait: time is over: " + condition + ": it still runs\n" : "", result.err());
        for (var pid : Files.readString(pids).strip().split(" ")) {
            new Proc(Long.parseLong(pid)).awaitEnd();
        }
    }

    @Test
    @Spec("tools 2.6")
    void exitStatuses() throws IOException {
        assertEquals(2, run().exit());
        assertEquals(2, run("tcp:x").exit());
        assertEquals(126, run("gone:/nothing", "--", "/etc/passwd").exit());
        var missing = run("gone:/nothing", "--", "no-such-program");
        assertEquals(127, missing.exit());
        assertEquals("nitro-wait: no-such-program: No such file or directory\n", missing.err());
        assertEquals(5, run("gone:/nothing", "--", "sh", "-c", "exit 5").exit());
        assertTrue(run("--help").out().startsWith("usage: nitro-wait "));
    }
}
