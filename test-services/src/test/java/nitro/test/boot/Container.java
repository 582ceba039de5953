package nitro.test.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nitro.test.harness.Commands;
import nitro.test.harness.Forks;
import nitro.test.harness.Nitro;
import nitro.test.harness.Proc;

/**
 * What the Containerfile describes, run without any container engine: in namespaces of its own, as an arbitrary user, on
 * a read-only root in which nothing is but what is copied there, the services, and a directory that can be written. That
 * has the same path outside, since nitro answers a client at the path of the client's socket.
 */
final class Container implements AutoCloseable {
    private static final String SOCKET = "nitro.sock";

    /** Makes the root $1 of what is in $2, with $3 as its state, and executes the rest in it. */
    private static final String ENTER = """
            mount -t tmpfs root "$1" && cp -a "$2/." "$1" && mkdir -p "$1$3" && mount -o remount,bind,ro "$1" &&
            mount --bind "$3" "$1$3" || exit 99
            root=$1
            shift 3
            exec unshare --user --map-user=12345 --map-group=12345 --root="$root" --wd=/ "$@"\
            """;

    private final Process process;
    private final Transcript output;
    private final Path state;

    private Container(Path work, boolean streams) throws IOException {
        state = Files.createDirectory(work.resolve("state"));
        var content = Files.createDirectory(work.resolve("content"));
        var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork"));
        command.addAll(List.of("--kill-child", "sh", "-c", ENTER + (streams ? "" : " <&- >&- 2>&-"), "sh"));
        for (var path : List.of(Files.createDirectory(work.resolve("root")), content, state)) {
            command.add(path.toString());
        }
        command.addAll(fill(content));
        command.add("/sv");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("NITRO_SOCK", state.resolve(SOCKET).toString());
        process = Forks.start(builder);
        output = new Transcript(process.getInputStream());
    }

    static Container start(Path work) throws IOException {
        return new Container(work, true);
    }

    /** With 0, 1 and 2 closed. */
    static Container startWithoutStreams(Path work) throws IOException {
        return new Container(work, false);
    }

    /** Follows the Containerfile, and adds the services; answers the entry point. */
    private static List<String> fill(Path content) throws IOException {
        List<String> entry = List.of();
        for (var line : Files.readAllLines(Path.of("../Containerfile"))) {
            var words = List.of(line.replaceAll("[\\[\\],\"]", " ").strip().split(" +"));
            switch (words.getFirst()) {
                case "COPY" -> {
                    var target = content.resolve("." + words.getLast());
                    Files.createDirectories(target);
                    assertEquals("app/target/dist-native/bin/", words.get(1)); // which is what nitro.bin names
                    Commands.system("cp", "-a", Nitro.BIN + "/.", target.toString());
                }
                case "ENTRYPOINT" -> entry = words.subList(1, words.size());
                case "#", "", "FROM" -> {}
                default -> throw new AssertionError("the Containerfile has a line unknown here: " + line);
            }
        }
        Commands.system("cp", "-a", "src/test/boot/container/.", content.toString());
        StaticProgram.compile("src/test/c/service.c", content.resolve("service"));
        return entry;
    }

    Transcript output() {
        return output;
    }

    /** Runs nitroctl of the same build, outside. */
    Commands.Result nitroctl(String... words) throws IOException {
        var command = new ArrayList<>(List.of(Nitro.BIN.resolve("nitroctl").toString()));
        command.addAll(List.of(words));
        var socket = state.resolve(SOCKET).toString();
        return Commands.run(Map.of("NITRO_SOCK", socket), command.toArray(String[]::new));
    }

    /** Waits until it takes commands. */
    void awaitSocket() throws IOException {
        try (var watch = state.getFileSystem().newWatchService()) {
            state.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Transcript.DEADLINE_SECONDS);
            while (!Files.exists(state.resolve(SOCKET))) {
                assertTrue(process.isAlive() && System.nanoTime() < end, () -> "it makes no socket: " + output);
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.reset();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Its process 1, seen from outside. */
    Proc init() {
        return new Proc(process.children().findFirst().orElseThrow().pid());
    }

    int awaitExit() {
        try {
            if (!process.waitFor(Transcript.DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end:\n" + output);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
